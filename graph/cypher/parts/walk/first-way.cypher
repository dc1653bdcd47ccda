// Takes way, last. Leaves anchor, turns: where something is that hangs on last, and how the way ranks among others.

WITH last, [tie IN relationships(way) | coalesce(/* declared: ranks */[type(tie)], '99') + endNode(tie).key] +
           CASE WHEN last:Place THEN [] ELSE [/* declared: common-rank */] END AS turns
WITH last, turns, CASE WHEN last:Place THEN last ELSE head(COLLECT {
  // include: walk/around-all
}) END AS anchor
WHERE anchor IS NOT NULL
