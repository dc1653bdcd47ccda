// Takes figures, day, aside. Leaves located: what a figure of the day may count, with the places around it.

UNWIND figures AS one
CALL (one, day) {
  RETURN one.subject AS thing
  UNION ALL
  MATCH (thing:/* declared: not-places */)
  WHERE one.day = day AND one.barred IS NULL AND any(kind IN one.kinds WHERE $labels[kind] IN labels(thing))
    AND all(part IN one.of WHERE any(value IN [] + coalesce(thing[part.field], thing[part.field + 's'])
                                     WHERE value IN part.values))
  RETURN thing
}
WITH DISTINCT thing
WHERE none(x IN [thing] WHERE /* include: not-valid with $on = day */)
OPTIONAL CALL (thing, day, aside) {
  MATCH (thing) (
    (low)-[tie:/* declared: hanging */]->(high)
    // include: walk/up with $on = day
  )* (unit)
  CALL (unit, day, aside) {
    // include: anchors with $on = day
  }
  WITH anchor, [at IN range(0, size(tie) - 1) |
                coalesce(/* declared: ranks */[type(tie[at])], '99') + high[at].key] + last AS way
  ORDER BY way LIMIT 1
  UNWIND ['territory', 'property'] AS axis
  MATCH up = (anchor) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
  WITH above, min(length(up)) AS steps ORDER BY steps
  RETURN collect(above) AS around
}
RETURN collect({thing: thing, around: coalesce(around, [])}) AS located
