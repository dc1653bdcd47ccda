// Takes one, thing, about, covers, then. Leaves key, low, high, why: what the thing counts for.

WITH * WHERE one.verb = 'distinct'
MATCH (thing)<-[tie]-(source)
WHERE type(tie) = toUpper(one.through) AND $labels[one.what] IN labels(source)
  AND none(x IN [tie, source] WHERE /* include: not-valid with $on = one.day */)
  AND all(part IN one.tied WHERE tie[part.field] IN part.values)
RETURN source.key AS key, 1 AS low, 1 AS high, null AS why
UNION ALL
WITH * WHERE one.verb = 'count' AND (one.figure.unit = 'things' OR one.kinds <> ['post'])
RETURN thing.key AS key, 1 AS low, 1 AS high, null AS why
UNION ALL
WITH * WHERE one.verb = 'count' AND one.figure.unit <> 'things' AND one.kinds = ['post']
OPTIONAL MATCH (thing)<-[hold:HOLDS]-(person:Person)
WHERE none(x IN [hold, person] WHERE /* include: not-begun with $on = one.day */)
WITH thing, hold IS NOT NULL AND none(x IN [hold, person] WHERE /* include: over with $on = one.day */) AS now,
  hold IS NOT NULL AS ever
WITH thing, collect(CASE WHEN ever THEN now END) AS holding
WITH CASE WHEN true IN holding THEN 'held' WHEN thing.vacant OR any(cover IN covers
    WHERE cover.atom = [{field: 'kind', value: 'post'}, {field: 'role', value: thing.role}]
      AND (head(about) IN cover.together OR any(at IN cover.listed WHERE at IN about))) THEN 'vacant'
  WHEN holding <> [] THEN 'ended' ELSE 'holder_unknown' END AS state
RETURN thing.key AS key, CASE state WHEN 'held' THEN 1 ELSE 0 END AS low,
  CASE state WHEN 'vacant' THEN 0 ELSE 1 END AS high, CASE WHEN state <> 'held' THEN state END AS why
UNION ALL
WITH * WHERE one.verb = 'sum'
WITH thing:Place AND thing.level = 'home' AND one.what IN ['households', 'residents'] AS home
WITH *, CASE WHEN home AND thing.occupancy = 'vacant' THEN coalesce(thing[one.what], 0) ELSE thing[one.what] END AS value
CALL (thing, one, covers, then, home, value) {
  WITH * WHERE home AND one.what = 'households' AND value IS NULL
  UNWIND ['territory', 'property'] AS axis
  MATCH way = (thing) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN then.aside)* (above)
  WITH thing, above, min([length(way), axis = 'property']) AS steps ORDER BY steps, above.key
  WITH thing, collect(above.key) AS about, head(collect(above.profile)) AS profile
  RETURN CASE WHEN thing.occupancy = 'occupied' AND any(cover IN covers WHERE any(at IN cover.listed WHERE at IN about)
      AND cover.atom = [{field: 'kind', value: 'place'}, {field: 'level', value: 'home'}]) THEN {low: 1, high: 1}
    ELSE coalesce(head([each IN $profiles WHERE each.key = profile | each.households]), {low: 0, high: 1}) END AS band
  UNION ALL
  WITH * WHERE NOT (home AND one.what = 'households' AND value IS NULL)
  RETURN {low: coalesce(value, 0), high: value} AS band
}
RETURN thing.key AS key, band.low AS low, band.high AS high,
  CASE WHEN coalesce(band.low = band.high, false) THEN null ELSE 'no_number' END AS why
