// Takes aside, $norms, $within. Leaves a row for each subject: around, near, profile, order, inside, wholes.

// 6. The places asked about, what encloses each (nearest first) and what lies in it. A building that no tie puts on
// territory though each of its parts lies somewhere there, lies in what holds all of them.
MATCH (subject:Place)
WHERE none(x IN [subject] WHERE /* include: not-valid */)
  AND any(norm IN $norms WHERE all(one IN norm.subject WHERE subject[one.field] IN one.values))
CALL (subject, aside) {
  CALL (subject, aside) {
    UNWIND ['territory', 'property'] AS axis
    MATCH way = (subject) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
    RETURN above, axis, length(way) AS steps
    UNION ALL
    MATCH (subject)<-[tie:PART_OF]-(part:Place)
    WHERE NOT 'property ' + tie.key IN aside
      AND NOT EXISTS { MATCH (subject)-[up:PART_OF]->() WHERE NOT 'territory ' + up.key IN aside }
    WITH collect(part) AS parts
    UNWIND parts AS part
    MATCH way = (part) (()-[tie:PART_OF]->() WHERE NOT 'territory ' + tie.key IN aside)+ (above)
    WITH above, count(*) = size(parts) AS common, sum(length(way)) AS steps, parts ORDER BY steps
    WHERE common
    WITH collect(above) AS common WHERE NOT subject IN common
    UNWIND range(0, size(common) - 1) AS steps
    RETURN common[steps] AS above, 'territory' AS axis, steps + 1 AS steps
  }
  WITH above, steps, axis ORDER BY steps DESC
  WITH collect({above: above, steps: steps, axis: axis}) AS found
  RETURN [one IN found WHERE one.axis = 'territory'
          | {display_order: one.above.display_order, name: one.above.name, key: one.above.key}] AS order, COLLECT {
    UNWIND found AS one
    WITH one.above AS above, min([one.steps, one.axis = 'property']) AS steps ORDER BY steps, above.key
    RETURN above
  } AS around
}
WITH *, [place IN around | place.key] AS near,
  head([place IN around WHERE place.profile IS NOT NULL | place.profile]) AS profile
WITH * WHERE $within IS NULL OR $within IN near
CALL (subject, aside) {
  UNWIND ['territory', 'property'] AS axis
  MATCH (subject) (()<-[tie:PART_OF]-() WHERE NOT axis + ' ' + tie.key IN aside)* (place)
  RETURN collect(DISTINCT place) AS inside
}
// A thing tied to a split place is also where a part of it lies.
CALL (subject, inside, aside) {
  UNWIND inside AS part
  MATCH (part)-[tie:PART_OF]->(whole:Place)
  WHERE part <> subject AND NOT 'property ' + tie.key IN aside AND NOT whole IN inside
    AND EXISTS { MATCH (part)-[up:PART_OF]->(:Place) WHERE NOT 'territory ' + up.key IN aside }
    AND NOT EXISTS { MATCH (part) (()-[up:PART_OF]->() WHERE NOT 'territory ' + up.key IN aside)* (whole) }
  RETURN collect(DISTINCT whole) AS wholes
}
