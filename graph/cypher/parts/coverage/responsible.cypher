// Takes subject, around, aside. Leaves responsible, path.

// 8. Who is responsible: the first organisation that answers for the nearest place around. The path, by the property
// axis and from its top on territory.
CALL (around) {
  UNWIND range(0, size(around) - 1) AS steps
  WITH steps, around[steps] AS place
  MATCH (place)<-[tie:ANSWERS_FOR]-(unit:Organisation)
  WHERE none(x IN [tie, unit] WHERE /* include: not-valid */)
  WITH unit ORDER BY steps, unit.display_order IS NULL, unit.display_order, unit.key LIMIT 1
  RETURN head(collect(unit.key)) AS responsible
}
CALL (subject, aside) {
  MATCH way = (subject) (()-[tie:PART_OF]->() WHERE NOT 'property ' + tie.key IN aside)* (top)
  WITH nodes(way) AS named, top, aside ORDER BY length(way) DESC LIMIT 1
  MATCH way = (top) (()-[tie:PART_OF]->() WHERE NOT 'territory ' + tie.key IN aside)* (last)
  WITH named + tail(nodes(way)) AS named ORDER BY length(way) DESC LIMIT 1
  RETURN reduce(path = '', place IN tail(named) | place.name + '/' + path) + subject.name AS path
}
