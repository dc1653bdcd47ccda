// Takes last, a thing. Leaves above: the lowest place that encloses all that it answers for or serves.

MATCH (last)-[tie:ANSWERS_FOR|SERVES]->(served:Place)
WHERE none(x IN [last, tie, served] WHERE /* include: not-valid */)
WITH collect(DISTINCT served) AS places
UNWIND ['territory', 'property'] AS axis
UNWIND places AS served
MATCH way = (served) (
  // include: climb
)* (above:Place)
WITH places, axis, above, count(DISTINCT served) AS of, sum(length(way)) AS steps
WHERE of = size(places)
RETURN above ORDER BY axis DESC, steps LIMIT 1
