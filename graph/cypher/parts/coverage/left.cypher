// Takes thing. Leaves left: since when nobody holds it any more, the latest of the days.

WITH *, head(COLLECT {
  MATCH (person:Person)-[hold:HOLDS]->(thing)
  WHERE none(x IN [person, hold] WHERE /* include: not-begun */)
    AND any(x IN [person, hold] WHERE /* include: over */)
  WITH reduce(first = null, x IN [person, hold] | /* include: first-end */) AS over
  RETURN over ORDER BY over DESC LIMIT 1
}) AS left
