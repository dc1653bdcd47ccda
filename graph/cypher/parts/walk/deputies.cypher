// Takes chief, a seat. Leaves deputy: a deputy's seat of the same role in the same units, or places.

MATCH (chief)-[:POST_IN|ANSWERS_FOR]->()<-[:POST_IN|ANSWERS_FOR]-(deputy:Post {rank: 'deputy'})
WHERE deputy <> chief AND deputy.role = chief.role
WITH DISTINCT deputy, [post IN [chief, deputy] | COLLECT {
  MATCH (post)-[tie:POST_IN|ANSWERS_FOR]->(base)
  WHERE none(x IN [post, tie, base] WHERE /* include: not-valid */)
  RETURN DISTINCT type(tie) + ' ' + base.key AS line ORDER BY line DESC // units before places
}] AS bases
WITH deputy, [base IN bases | [line IN base WHERE left(line, 1) = left(base[0], 1)]] AS bases
WHERE bases[0] = bases[1] AND bases[0] <> []
