// Takes aside, listings. Leaves families: places whose children on an axis are all known, with the children.

UNWIND listings AS listing
MATCH (:Place {key: listing.at})-[:PART_OF]->+(parent:Place)
WITH DISTINCT parent
CALL (parent, aside) {
  UNWIND ['territory', 'property'] AS axis
  MATCH (parent) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
  RETURN collect(above.key) AS around
}
UNWIND ['territory', 'property'] AS axis
MATCH (parent)<-[tie:PART_OF]-(child:Place) WHERE NOT axis + ' ' + tie.key IN aside
WITH parent, axis, around, collect(child) AS children
WHERE all(child IN children WHERE any(listing IN listings WHERE listing.at IN around
  AND all(one IN listing.fields WHERE {kind: 'place', level: child.level}[one.field] IN one.values)))
RETURN collect({at: parent.key, children: [child IN children | child.key]}) AS families
