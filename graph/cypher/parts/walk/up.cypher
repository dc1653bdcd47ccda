// Takes low, tie, high, inside the ( )* of a pattern. Leaves: that this step holds; of several leaders it goes to one.

WHERE none(x IN [low, tie, high] WHERE /* include: not-valid */)
  AND (type(tie) <> 'REPORTS_TO' OR tie.relation = 'leads' AND NOT EXISTS {
    MATCH (low)-[own:REPORTS_TO {relation: 'leads'}]->(other)
    WHERE other.key < high.key AND none(x IN [own, other] WHERE /* include: not-valid */)
  })
