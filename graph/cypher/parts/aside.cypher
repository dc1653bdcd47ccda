// Takes the day ($on). Leaves aside: 'axis key' of each PART_OF that does not count on the axis.

MATCH (low:Place)-[tie:PART_OF]->(high:Place)
UNWIND ['territory', 'property'] AS axis
WITH low, tie, high, axis
WHERE tie.axis <> axis
  OR any(x IN [low, tie, high] WHERE /* include: not-valid */)
  OR tie.axis IS NULL AND EXISTS {
    MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
    WHERE none(x IN [own, up] WHERE /* include: not-valid */)
  }
RETURN collect(axis + ' ' + tie.key) AS aside
