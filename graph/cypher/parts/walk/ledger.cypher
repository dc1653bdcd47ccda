// Takes silent, sat, anchored. Leaves ledger: what the lists show to be all written down, and what leaves it open.

// 9. What the lists say. Of each thing asked at a place: one list that is in force and encloses the place, or lists of
// all its children on an axis together with one of places that shows which children there are. `spoilt`: the loose
// things that leave it open; of several lists those of any count. What no list covers is not in `ledger`.
CALL (silent, sat, anchored) {
  UNWIND reduce(all = [], slot IN silent | all + reduce(each = [], at IN slot.at | each +
           [name IN slot.names | {kind: slot.kind, field: CASE slot.kind WHEN 'post' THEN 'role' ELSE 'form' END,
                                  name: name, place: at}] +
           [level IN slot.levels WHERE slot.no_level | {kind: 'place', field: 'level', name: level, place: at}])) +
         [one IN anchored WHERE one.anchor IS NOT NULL AND any(seat IN sat WHERE seat.post = one.thing) |
           {kind: 'post', field: 'role', name: one.name, place: one.anchor}] AS ask
  WITH DISTINCT ask
  UNWIND ['itself', 'territory', 'property'] AS by
  WITH ask, by, ask.place AS place
  WITH ask, by, CASE by WHEN 'itself' THEN [ask] ELSE COLLECT {
    MATCH (place)<-[tie:PART_OF]-(child:Place)
    WHERE none(x IN [place, tie, child] WHERE /* include: not-valid */)
      AND (tie.axis = by OR tie.axis IS NULL AND NOT EXISTS {
        MATCH (child)-[own:PART_OF {axis: by}]->(up:Place)
        WHERE none(x IN [own, up] WHERE /* include: not-valid */)
      })
    UNWIND [ask {.*, place: child}, {kind: 'place', field: 'level', name: child.level, place: place}] AS each
    RETURN DISTINCT each
  } END AS lists
  UNWIND lists AS one
  WITH ask, by, lists, one, COLLECT {
    UNWIND ['territory', 'property'] AS axis
    WITH axis, one.place AS place
    MATCH (place) (
      // include: climb
    )* (within:Place)<-[:WITHIN]-(listing:Listing)
    WHERE listing.as_of <= $on AND none(x IN [listing] WHERE /* include: not-valid */)
      AND all(part IN split(listing.selector, ' ') WHERE CASE split(part, '=')[0]
            WHEN 'kind' THEN one.kind IN split(split(part, '=')[1], ',')
            WHEN one.field THEN one.name IN split(split(part, '=')[1], ',')
            WHEN 'within' THEN true
            ELSE false END)
      AND NOT EXISTS {
        MATCH (within)<-[:WITHIN]-(later:Listing {selector: listing.selector})
        WHERE listing.as_of < later.as_of <= $on
          AND none(x IN [later] WHERE /* include: not-valid */)
      }
    RETURN DISTINCT within
  } AS listed
  WITH ask, by, lists, CASE WHEN size(listed) > 0 THEN [other IN anchored WHERE other.loose AND other.name = one.name
    AND any(within IN listed WHERE within IN other.within) | other.thing.key] END AS spoilt
  WITH ask, by, size(lists) AS wanted, collect(spoilt) AS found
  WHERE size(found) = wanted
  WITH ask, by, reduce(all = [], each IN found | all + [key IN each WHERE NOT key IN all]) AS spoilt
  WITH ask, collect({by: by, spoilt: spoilt}) AS ways
  WITH ask, reduce(all = [], way IN ways | CASE
    WHEN way.by <> 'itself' AND any(one IN ways WHERE one.by = 'itself') THEN all
    ELSE all + [key IN way.spoilt WHERE NOT key IN all] END) AS spoilt
  RETURN collect({what: ask.kind + ' ' + ask.name + ' ' + ask.place.key, spoilt: spoilt}) AS ledger
}
