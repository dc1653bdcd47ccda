// Takes axis, inside the ( )* of a pattern. Leaves: one step from low up to high, by a tie that counts on that axis.

(low:Place)-[tie:PART_OF]->(high:Place)
WHERE none(x IN [low, tie, high] WHERE /* include: not-valid */)
  AND (tie.axis = axis OR tie.axis IS NULL AND NOT EXISTS {
    MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
    WHERE none(x IN [own, up] WHERE /* include: not-valid */)
  })
