// What is not covered: for each norm of sort "so many are there" and each place it is about, whether it is met.
//
// Parameters, with an example each as Browser takes them (`linli cypher coverage-presence --params` prints yours):
//   :param on => date('2024-11-01')      the day asked about
//   :param within => null                key of a place to ask in, or null for everywhere
//   :param profiles => [{key: 'suzhoulu', households: null}]    the profiles there are, and how many households to
//                                        take for a home of unknown number, {low: 1, high: 2}, or null
//   :param norms => [{
//     id: 'worker-in-each-grid', cite: {sort: 'local_practice', document: '演示办法', date: '2023-05-01', place: null},
//     asked_of: ['suzhoulu', ''],        the profiles whose places are asked, '' = places without one
//     subject: [{field: 'level', values: ['grid']}], except_types: ['dedicated_grid'],
//     kind: 'post', label: 'Post',       what is counted; label null = a kind that is not kept
//     through: 'ANSWERS_FOR',            the tie by which it is at a place
//     held: true,                        a post counts only if somebody holds it
//     at: 'either',                      tied to the place itself ('subject'), to one in it ('below'), or either
//     at_least: 1, stale_after: null,
//     looks: [{how: 'own', levels: [], of: [{field: 'role', values: ['grid_worker']}],
//              atoms: [{kind: 'post', role: 'grid_worker'}]}]    a second look, 'inherited', says from which levels
//   }]
//
// Returns one row a norm and place: norm, subject, state, has, needs, short, base (null here), how, close, responsible,
// since, households, evidence, evidence_count, why, listings, cite, and `order`, by which rows stand in territory order.
//
// Left out:
// - A building split between two grids, that no tie puts anywhere on territory, lies in the lowest place that holds all
//   its parts. That is said of the place asked about only: not of what lies in such a building, or is anchored there.
// - Listings of the children of a place cover it together only where each of them, or all of its own children, has a
//   listing of its very own; one of a place on the other axis around them does not count. Where both axes cover, the
//   things without a scope that are named are those of one of them.
// - A selector with a blank in one of its values is not read.
//
// Days: a thing or tie holds on the day if it has begun and is not over, and a tie only if both its ends do. So every
// pattern ends in the same test,
//   none(x IN [tie, thing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
// and nothing is read off the number of relationships of a node, which counts ties that are long over.

// 1. PART_OF ties that do not count, as 'axis key': not on this day, of the other axis, or of no axis where the place
// has a parent of its own on this one. Below, a climb on an axis is any PART_OF that is not among them.
CALL () {
  MATCH (low:Place)-[tie:PART_OF]->(high:Place)
  UNWIND ['territory', 'property'] AS axis
  WITH low, tie, high, axis
  WHERE tie.axis <> axis
    OR any(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    OR tie.axis IS NULL AND EXISTS {
      MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
      WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    }
  RETURN collect(axis + ' ' + tie.key) AS aside
}

// 2. Listings that speak on the day: each until a later one of the same things at the same place.
CALL (aside) {
  MATCH (listing:Listing)-[:WITHIN]->(place:Place)
  WHERE listing.as_of <= $on
    AND none(x IN [listing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    AND NOT EXISTS {
      MATCH (later:Listing {selector: listing.selector})-[:WITHIN]->(place)
      WHERE listing.as_of < later.as_of <= $on
        AND none(x IN [later] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    }
  WITH listing, place ORDER BY listing.key
  RETURN collect({
    key: listing.key, as_of: listing.as_of, at: place.key,
    fields: [word IN split(listing.selector, ' ') WHERE NOT word STARTS WITH 'within='
             | {field: split(word, '=')[0], values: split(split(word, '=')[1], ',')}]
  }) AS listings
}

// 3. Families: places above a listing whose children on an axis are all known, since places of their levels are listed.
CALL (aside, listings) {
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
}

// 4. Things of which something is not written down: where they belong (loose), or who holds the post. Where is such a
// thing? Where it is located, else where what it is in is, else the lowest place around all that it answers for or
// serves, else where its leading parent is: of all ways up, the first in that order.
CALL (aside) {
  UNWIND $norms AS norm
  UNWIND norm.looks AS look
  MATCH (thing:Organisation|Post|Team)
  WHERE norm.label IN labels(thing)
    AND none(x IN [thing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    AND all(one IN look.of WHERE any(value IN [] + coalesce(thing[one.field], thing[one.field + 's'])
                                     WHERE value IN one.values))
  WITH DISTINCT thing, norm.kind AS kind, norm.through AS through
  WITH *, NOT EXISTS {
    MATCH (thing)-[tie:ANSWERS_FOR|SERVES|LOCATED_AT]->(:Place) WHERE type(tie) = through
  } AND NOT (through = 'ANSWERS_FOR' AND EXISTS {
    MATCH (thing:Post)-[:POST_IN]->()-[:ANSWERS_FOR]->{0,1}(:Place)
  }) AS loose
  WHERE loose OR thing:Post AND NOT EXISTS {
    MATCH (person:Person)-[hold:HOLDS]->(thing)
    WHERE none(x IN [person, hold] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  }
  OPTIONAL CALL (thing, aside) {
    MATCH (thing) (
      (low)-[tie:POST_IN|REPORTS_TO]->(high)
      WHERE none(x IN [tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        AND (type(tie) = 'POST_IN' OR tie.relation = 'leads' AND NOT EXISTS {
          MATCH (low)-[other:REPORTS_TO {relation: 'leads'}]->(lower)
          WHERE lower.key < high.key
            AND none(x IN [other, lower] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        })
    )* (unit)
    CALL (unit, aside) {
      WITH unit WHERE unit:Place
      RETURN unit AS anchor, '0' AS last
      UNION ALL
      MATCH (unit)-[tie:LOCATED_AT]->(place:Place)
      WHERE none(x IN [tie, place] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      RETURN place AS anchor, '0' + place.key AS last
      UNION ALL
      MATCH (unit)-[tie:ANSWERS_FOR|SERVES]->(place:Place)
      WHERE none(x IN [tie, place] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      WITH collect(DISTINCT place) AS places
      UNWIND places AS place
      UNWIND ['territory', 'property'] AS axis
      MATCH way = (place) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
      WITH axis, above, count(*) = size(places) AS common, sum(length(way)) AS steps, places
      WHERE common
      RETURN above AS anchor, '2' AS last ORDER BY axis DESC, steps LIMIT 1
    }
    WITH anchor, [at IN range(0, size(tie) - 1) | CASE type(tie[at]) WHEN 'POST_IN' THEN '1' + high[at].key ELSE '3' END]
      + last AS way
    ORDER BY way LIMIT 1
    UNWIND ['territory', 'property'] AS axis
    MATCH up = (anchor) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
    WITH above.key AS key, min(length(up)) AS steps ORDER BY steps
    RETURN collect(key) AS around
  }
  WITH thing, kind, through, loose, around ORDER BY thing.key
  RETURN collect({thing: thing, kind: kind, through: through, loose: loose, around: coalesce(around, [])}) AS unsure
}

// 5. Where the ledger is complete: for each single sort of thing, the places that are listed themselves, and those
// whose whole family is, worked upwards from the listings; `by` says by which.
CALL (listings, families, unsure) {
  UNWIND [norm IN $norms | norm.looks] AS looks
  UNWIND looks AS look
  WITH collect(look.atoms) AS asked
  UNWIND reduce(all = [{kind: 'place', level: 'home'}], atoms IN asked | all + atoms)
    + [one IN unsure WHERE one.kind = 'post' | {kind: 'post', role: one.thing.role}] AS atom
  WITH DISTINCT atom, [listing IN listings
    WHERE all(one IN listing.fields WHERE atom[one.field] IN one.values) | listing.at] AS listed
  RETURN collect({atom: atom, listed: listed, together:
    reduce(found = [], round IN range(1, 8) | [family IN families
      WHERE all(child IN family.children WHERE child IN listed OR child IN [one IN found | one.at])
      | {at: family.at, by: reduce(by = [], child IN family.children
          | by + CASE WHEN child IN listed THEN [child] ELSE head([one IN found WHERE one.at = child | one.by]) END)}])
  }) AS covers
}
WITH *, head([one IN covers WHERE one.atom = {kind: 'place', level: 'home'}]) AS homes,
  [one IN unsure WHERE one.kind = 'post' AND (one.thing.vacant OR any(cover IN covers
    WHERE cover.atom = {kind: 'post', role: one.thing.role}
      AND (any(at IN cover.listed WHERE at IN one.around) OR one.around[0] IN [each IN cover.together | each.at])))
   | one.thing.key] AS vacant

// 6. The places asked about, what encloses each (nearest first) and what lies in it. A building that no tie puts on
// territory though each of its parts lies somewhere there, lies in what holds all of them.
MATCH (subject:Place)
WHERE none(x IN [subject] WHERE coalesce(x.since > $on OR x.until <= $on, false))
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

// 7. Households of the homes there: as written, none if vacant, one if occupied where homes are listed, else as the
// profile of the home says, else none or one. No upper bound unless homes are listed.
CALL (inside, homes, aside) {
  UNWIND [place IN inside WHERE place.level = 'home'] AS home
  CALL (home, homes, aside) {
    WITH home WHERE home.households IS NOT NULL OR home.occupancy = 'vacant'
    RETURN {low: coalesce(home.households, 0), high: coalesce(home.households, 0)} AS band
    UNION ALL
    WITH * WHERE home.households IS NULL AND coalesce(home.occupancy <> 'vacant', true)
    UNWIND ['territory', 'property'] AS axis
    MATCH way = (home) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
    WITH home, above, min([length(way), axis = 'property']) AS steps ORDER BY steps, above.key
    WITH home, collect(above.key) AS around, head(collect(above.profile)) AS profile
    RETURN CASE WHEN home.occupancy = 'occupied' AND any(at IN homes.listed WHERE at IN around) THEN {low: 1, high: 1}
      ELSE coalesce(head([one IN $profiles WHERE one.key = profile | one.households]), {low: 0, high: 1}) END AS band
  }
  RETURN {low: sum(band.low), high: sum(band.high)} AS counted
}
WITH *, any(at IN homes.listed WHERE at IN near) OR subject.key IN [one IN homes.together | one.at] AS homes_listed
WITH *, {low: counted.low, high: CASE WHEN homes_listed THEN counted.high END} AS households

// 8. Who is responsible: the first organisation that answers for the nearest place around. The path, by the property
// axis and from its top on territory.
CALL (around) {
  UNWIND range(0, size(around) - 1) AS steps
  WITH steps, around[steps] AS place
  MATCH (place)<-[tie:ANSWERS_FOR]-(unit:Organisation)
  WHERE none(x IN [tie, unit] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  WITH unit ORDER BY steps, unit.display_order IS NULL, unit.display_order, unit.key LIMIT 1
  RETURN head(collect(unit.key)) AS responsible
}
CALL (subject, aside) {
  MATCH way = (subject) (()-[tie:PART_OF]->() WHERE NOT 'property ' + tie.key IN aside)* (top)
  WITH nodes(way) AS named, top, aside ORDER BY length(way) DESC LIMIT 1
  MATCH way = (top) (()-[tie:PART_OF]->() WHERE NOT 'territory ' + tie.key IN aside)* (last)
  WITH named + tail(nodes(way)) AS named ORDER BY length(way) DESC LIMIT 1
  RETURN reduce(path = '', place IN tail(named) | place.name + '/' + path) + subject.name AS path
}

// 9. The norms asked of it, unless they do not apply to its type or are waived.
UNWIND [norm IN $norms WHERE all(one IN norm.subject WHERE subject[one.field] IN one.values)
  AND CASE WHEN profile IN [one IN $profiles | one.key] THEN profile ELSE '' END IN norm.asked_of] AS norm
CALL (norm, around) {
  UNWIND range(0, size(around) - 1) AS steps
  WITH norm, steps, around[steps] AS place
  MATCH (place)<-[:PLACE]-(waiver:Exception {norm: norm.id})
  WHERE none(x IN [waiver] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  WITH waiver ORDER BY steps, waiver.key LIMIT 1
  RETURN head(collect(waiver.key)) AS exception
}
WITH *, CASE WHEN coalesce(subject.type IN norm.except_types, false) THEN 'not_applicable'
  WHEN exception IS NOT NULL THEN 'exempt' WHEN norm.label IS NULL THEN 'unknown' END AS settled

// 10. Look for what is there: its own, and where the norm allows it what is tied to a wider place. Is the ledger complete
// about it at each place asked, but for things without a scope that may be anywhere in the listing (the fewest, of several)?
CALL (norm, settled, subject, around, inside, wholes, covers, unsure, vacant, aside) {
  UNWIND CASE WHEN settled IS NULL THEN norm.looks ELSE [] END AS look
  WITH *, CASE look.how WHEN 'own' THEN [subject] ELSE [at IN tail(around) WHERE at.level IN look.levels] END AS asked
  WITH *, CASE WHEN look.how = 'inherited' OR norm.at = 'subject' THEN asked
    ELSE wholes + [at IN inside WHERE at <> subject OR norm.at = 'either'] END AS places
  CALL (norm, look, places, vacant) {
    UNWIND places AS place
    CALL (place, norm) {
      MATCH (place)<-[tie:ANSWERS_FOR|SERVES|LOCATED_AT]-(thing)
      WHERE type(tie) = norm.through AND none(x IN [tie, thing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      RETURN thing
      UNION ALL  // a post without places of its own has those of its organisation, or the place it is in
      MATCH (place) (()<-[up:ANSWERS_FOR]-(by)){0,1} (unit)<-[tie:POST_IN]-(thing:Post)
      WHERE norm.through = 'ANSWERS_FOR'
        AND none(x IN up + by + [tie, thing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        AND NOT EXISTS {
          MATCH (thing)-[own:ANSWERS_FOR]->(where:Place)
          WHERE none(x IN [own, where] WHERE coalesce(x.since > $on, false))
        }
      RETURN thing
    }
    WITH DISTINCT thing
    WHERE norm.label IN labels(thing)
      AND all(one IN look.of WHERE any(value IN [] + coalesce(thing[one.field], thing[one.field + 's'])
                                       WHERE value IN one.values))
    ORDER BY thing.key
    RETURN collect({key: thing.key, state: CASE
      WHEN NOT norm.held OR EXISTS {
        MATCH (person:Person)-[hold:HOLDS]->(thing)
        WHERE none(x IN [person, hold] WHERE coalesce(x.since > $on OR x.until <= $on, false)) } THEN 'held'
      WHEN thing.key IN vacant THEN 'vacant'
      WHEN EXISTS {
        MATCH (person:Person)-[hold:HOLDS]->(thing)
        WHERE none(x IN [person, hold] WHERE coalesce(x.since > $on, false)) } THEN 'ended'
      ELSE 'holder_unknown' END}) AS counted
  }
  CALL (norm, look, asked, covers, unsure, aside) {
    UNWIND asked AS place
    CALL (place, aside) {
      UNWIND ['territory', 'property'] AS axis
      MATCH (place) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
      RETURN collect(above.key) AS near
    }
    UNWIND look.atoms AS atom
    WITH *, head([one IN covers WHERE one.atom = atom]) AS cover
    WITH *, [at IN cover.listed WHERE at IN near | [at]] AS direct
    WITH *, CASE direct WHEN [] THEN [one IN cover.together WHERE one.at = place.key | one.by] ELSE direct END AS ways
    WITH *, head(COLLECT {
      UNWIND ways AS way
      WITH [one IN unsure WHERE one.loose AND one.kind = norm.kind AND one.through = norm.through
        AND all(field IN keys(atom) WHERE field = 'kind'
          OR atom[field] IN [] + coalesce(one.thing[field], one.thing[field + 's']))
        AND (one.around = [] OR any(at IN way WHERE at IN one.around)) | one.thing.key] AS loose
      RETURN loose ORDER BY size(loose), loose
    }) AS loose
    WITH place, collect(loose) AS found
    WHERE size(found) = size(look.atoms)
    RETURN collect(reduce(all = [], loose IN found | all + loose)) AS found
  }
  WITH look, norm, counted, size(found) = size(asked) AS listed,
    COLLECT { UNWIND found AS some UNWIND some AS key RETURN DISTINCT key ORDER BY key } AS loose
  WITH *, [one IN counted WHERE one.state = 'held' | one.key] AS held,
    [one IN counted WHERE one.state IN ['ended', 'holder_unknown']] AS unknown
  WITH *, {low: size(held), high: CASE WHEN listed THEN size(held) + size(unknown) + size(loose) END} AS has
  RETURN collect({how: look.how, has: has, held: held, unknown: unknown, listed: listed, loose: loose,
    vacant: [one IN counted WHERE one.state = 'vacant' | one.key],
    state: CASE WHEN has.low >= norm.at_least THEN 'met' WHEN has.high < norm.at_least THEN 'gap' ELSE 'unknown' END}) AS found
}
WITH *, head([one IN found WHERE one.how = 'own']) AS own, head([one IN found WHERE one.how = 'inherited']) AS above
WITH *, CASE WHEN settled IS NOT NULL THEN settled WHEN 'met' IN [own.state, above.state] THEN 'met'
  WHEN 'unknown' IN [own.state, above.state] THEN 'unknown' ELSE own.state END AS state
WITH *, CASE WHEN own IS NULL THEN null WHEN state = 'met' AND own.state <> 'met' THEN above ELSE own END AS shown,
  norm.at_least AS needs
WITH *, CASE WHEN settled IN ['not_applicable', 'exempt'] THEN null ELSE coalesce(shown.has, {low: 0, high: null}) END AS has
WITH *, CASE WHEN has IS NOT NULL THEN {
  low: CASE WHEN has.high < needs THEN needs - has.high ELSE 0 END,
  high: CASE WHEN has.low < needs THEN needs - has.low ELSE 0 END} END AS short

// 11. What would close it, and why it is not met.
RETURN norm.id AS norm,
  {id: subject.key, name: subject.name, path: path, kind: 'place', level: subject.level} AS subject,
  state, has, CASE WHEN has IS NOT NULL THEN {low: needs, high: needs} END AS needs, short, null AS base,
  shown.how AS how,
  CASE WHEN state = 'met' OR own IS NULL THEN [] ELSE
    [key IN own.vacant | {code: 'appoint', count: 1, id: key}]
    + CASE WHEN short.low > size(own.vacant)
        THEN [{code: 'establish', count: short.low - size(own.vacant), id: null}] ELSE [] END
    + CASE WHEN own.listed THEN [] ELSE [{code: 'declare_listing', count: 1, id: null}] END
    + [one IN own.unknown | {code: 'record_holder', count: 1, id: one.key}]
    + [key IN own.loose | {code: 'record_scope', count: 1, id: key}] END AS close,
  responsible,
  CASE WHEN state = 'gap' THEN head(COLLECT {
    UNWIND own.vacant AS key
    MATCH (:Post {key: key})<-[hold:HOLDS]-(person:Person)
    WHERE hold.until IS NOT NULL AND none(x IN [person, hold] WHERE coalesce(x.since > $on, false))
    RETURN hold.until ORDER BY hold.until DESC LIMIT 1 }) END AS since,
  households, coalesce(shown.held, []) AS evidence, size(coalesce(shown.held, [])) AS evidence_count,
  CASE WHEN state = 'met' THEN [] WHEN settled = 'unknown' THEN [{code: 'kind_not_kept', id: null}]
    WHEN settled IS NOT NULL THEN [{code: settled, id: CASE settled WHEN 'exempt' THEN exception END}] ELSE
    [one IN own.unknown WHERE one.state = 'ended' | {code: 'ended', id: one.key}]
    + [one IN own.unknown WHERE one.state = 'holder_unknown' | {code: 'holder_unknown', id: one.key}]
    + CASE above.state WHEN 'unknown' THEN [{code: 'inherited_unknown', id: null}] ELSE [] END
    + CASE WHEN own.listed THEN [] ELSE [{code: 'not_listed', id: null}] END
    + [key IN own.loose | {code: 'unscoped', id: key}]
    + [key IN own.vacant | {code: 'vacant', id: key}] END AS why,
  [listing IN listings WHERE listing.at IN near AND any(atom IN norm.looks[0].atoms
    WHERE all(one IN listing.fields WHERE atom[one.field] IN one.values))
   | {id: listing.key, as_of: listing.as_of, age: duration.inDays(listing.as_of, $on).days,
      stale: coalesce(duration.inDays(listing.as_of, $on).days > norm.stale_after, false)}] AS listings,
  norm.cite AS cite, order
ORDER BY norm, path
