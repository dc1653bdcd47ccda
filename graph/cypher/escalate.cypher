// Who is next in line: a complaint at a place walks up each chain (诉求流转路径), slot by slot.
//
// Parameters, with an example each as Browser takes them (`linli cypher escalate --params` prints yours):
//   :param on => date('2024-11-01')      the day asked about
//   :param start => 'place-3jmlc2wq7ahxr5eo'    key of a place, or of anything that lies at one
//   :param about => null                 key of the person or organisation that the complaint is about, or null
//   :param chains => [{
//     profile: 'suzhoulu', chain: 'governance',    chains of all profiles; those of the start's own are walked
//     expected: [['secretary', 'director']],       roles that one person is expected to hold together
//     slots: [{                                    from the bottom to the top
//       slot: 'grid', kind: 'post', names: ['grid_worker'], heads: [],    roles or forms, and of forms the head roles
//       levels: ['grid'],                          of the places that its carriers answer for, widest first
//       wider: ['street', 'community', 'estate'],  levels wider than all of them: a start there stands above the slot
//       fills: ['grid_worker@grid', 'grid_worker@building']    what fills this slot: role or form @ level of its place
//     }]
//   }]
//
// Returns one row a step, from the bottom to the top, and after them one row for the end of each chain, with `ends`:
// 'top', 'dead_end' (known to stop) or 'unknown', and in `passed` what came after the last step.
//
// Left out:
// - The `issues`: what is odd in the data (two leaders of a unit, one led to no later slot, a carrier without a slot).
// - A building split between two grids, that no tie puts anywhere on territory, is found by its property axis only.
// - Listings of the children of a place cover it together only where they are its own children, not theirs in turn.
// - A selector of a listing with a blank in one of its values is not read.
//
// How to read it: 1 to 10 gather everything the walk may need, as lists, in the order in which it will be asked; 11 is
// the walk, which reads those lists alone. To see what one of them holds, put RETURN * after it. The first run is
// planned for some seconds; the next take some hundredths of one.
//
// Days: a thing or tie holds on the day if it has begun and is not over, and a tie only if both its ends do. So every
// pattern below ends in the same test,
//   none(x IN [a, tie, b] WHERE coalesce(x.since > $on OR x.until <= $on, false))
// and nothing is read off the number of relationships of a node, which counts ties that are long over.

// The start, and whom the complaint is about; neither counts if it does not hold on the day.
OPTIONAL CALL () {
  MATCH (start:Place|Organisation|Post|Person|Team|Figure|Listing|Exception {key: $start})
  WHERE none(x IN [start] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  RETURN start
}
OPTIONAL CALL (start) {
  MATCH (about:Place|Organisation|Post|Person|Team {key: $about})
  WHERE start IS NOT NULL AND none(x IN [about] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  RETURN about
}

// Where the start lies: at itself if it is a place, else as in 8 below; a person at a seat held, a membership, a home.
OPTIONAL CALL (start) {
  MATCH way = (start) (
    (low)-[tie:HOLDS|LOCATED_AT|SUBJECT|WITHIN|PLACE|POST_IN|MEMBER_OF|LIVES_IN|REPORTS_TO]->(high)
    WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (type(tie) <> 'REPORTS_TO' OR tie.relation = 'leads' AND NOT EXISTS {
        MATCH (low)-[own:REPORTS_TO {relation: 'leads'}]->(other)
        WHERE other.key < high.key AND none(x IN [own, other] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
  )* (last)
  WITH last, [tie IN relationships(way) |
              CASE WHEN type(tie) IN ['POST_IN', 'MEMBER_OF'] THEN '2' WHEN type(tie) = 'LIVES_IN' THEN '3'
                   WHEN type(tie) = 'REPORTS_TO' THEN '4' ELSE '1' END + endNode(tie).key] +
             CASE WHEN last:Place THEN [] ELSE ['3'] END AS turns
  WITH last, turns, CASE WHEN last:Place THEN last ELSE head(COLLECT {
    MATCH (last)-[tie:ANSWERS_FOR|SERVES]->(served:Place)
    WHERE none(x IN [last, tie, served] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    WITH collect(DISTINCT served) AS places
    UNWIND ['territory', 'property'] AS axis
    UNWIND places AS served
    MATCH way = (served) (
      (low:Place)-[tie:PART_OF]->(high:Place)
      WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        AND (tie.axis = axis OR tie.axis IS NULL AND NOT EXISTS {
          MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
          WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        })
    )* (above:Place)
    WITH places, axis, above, count(DISTINCT served) AS of, sum(length(way)) AS steps
    WHERE of = size(places)
    RETURN above ORDER BY axis DESC, steps LIMIT 1
  }) END AS place
  WHERE place IS NOT NULL
  RETURN place ORDER BY turns LIMIT 1
}

// Whom the complaint must not go to (回避). About a person: the seats held, and their deputies. About a unit: itself,
// its posts, and all that it leads, however far down. Seats are concerned, not the other seats of who sits in them.
OPTIONAL CALL (about) {
  MATCH (about:Person)-[hold:HOLDS]->(seat:Post)
  WHERE none(x IN [hold, seat] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  RETURN seat AS one
  UNION
  MATCH (about:Person)-[hold:HOLDS]->(chief:Post)
  WHERE none(x IN [hold, chief] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  MATCH (chief)-[:POST_IN|ANSWERS_FOR]->()<-[:POST_IN|ANSWERS_FOR]-(deputy:Post {rank: 'deputy'})
  WHERE deputy <> chief AND deputy.role = chief.role
  WITH DISTINCT deputy, [post IN [chief, deputy] | COLLECT {
    MATCH (post)-[tie:POST_IN|ANSWERS_FOR]->(base)
    WHERE none(x IN [post, tie, base] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    RETURN DISTINCT type(tie) + ' ' + base.key AS line ORDER BY line DESC // units before places
  }] AS bases
  WITH deputy, [base IN bases | [line IN base WHERE left(line, 1) = left(base[0], 1)]] AS bases
  WHERE bases[0] = bases[1] AND bases[0] <> []
  RETURN deputy AS one
  UNION
  MATCH (about:!Person) (
    (high)<-[tie:REPORTS_TO|POST_IN]-(low)
    WHERE none(x IN [high, tie, low] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (type(tie) = 'POST_IN' OR tie.relation = 'leads')
  )* (led)
  RETURN led AS one
}
WITH start, about, place, collect(one) AS concerned

// The walk begins here: escalate.cypher and audit.cypher say it in the same words.

// 1. What encloses the place: it and all it lies in, each axis climbed by itself, nearest first (fewest steps, then
// territory, then key). A tie that names no axis counts on both, unless there is another parent on the axis climbed.
CALL (place) {
  UNWIND ['territory', 'property'] AS axis
  MATCH way = (place) (
    (low:Place)-[tie:PART_OF]->(high:Place)
    WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (tie.axis = axis OR tie.axis IS NULL AND NOT EXISTS {
        MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
        WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
  )* (above:Place)
  WITH above, length(way) AS steps, axis ORDER BY steps, axis DESC, above.key
  RETURN collect(DISTINCT above) AS enclosing
}

// 2. The chains of the profile that the nearest of them names, unless the place stands above all of its slots.
WITH *, head([above IN enclosing WHERE above.profile IS NOT NULL | above.profile]) AS profile
WITH *, [chain IN $chains WHERE chain.profile = profile
         AND any(slot IN chain.slots WHERE NOT place.level IN slot.wider)] AS chains
UNWIND CASE chains WHEN [] THEN [null] ELSE chains END AS chain

// 3. Who answers for each of these places now, or did. A post without places of its own has the place that it is in, or
// the places of the organisation that it is in. A deputy carries nothing: deputies are reached through their chief.
CALL (enclosing) {
  UNWIND range(0, size(enclosing) - 1) AS steps
  WITH steps, enclosing[steps] AS here
  MATCH way = (unit:Organisation|Post)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->{0,1}(here)
  WHERE none(x IN nodes(way) + relationships(way) WHERE coalesce(x.since > $on, false))
    AND coalesce(unit.rank, '') <> 'deputy'
    AND (type(relationships(way)[0]) = 'ANSWERS_FOR' OR NOT EXISTS {
      MATCH (unit)-[own:ANSWERS_FOR]->(other:Place)
      WHERE none(x IN [own, other] WHERE coalesce(x.since > $on, false))
    })
  WITH steps, here, unit,
       collect(none(x IN nodes(way) + relationships(way) WHERE coalesce(x.until <= $on, false))) AS holding
  WITH steps, here, unit, true IN holding AS now ORDER BY steps
  RETURN collect({unit: unit, steps: steps, here: here, now: now,
                  fits: coalesce(unit.form, unit.role) + '@' + here.level}) AS answering
}

// 4. The slots of the chain that do not lie below the place. `units`: who may be asked, at the nearest place that has
// anybody, in the slot's order of forms or roles, then the office's own. `ended`: who was there once, the nearest too.
// `at`: the places of the slot's levels, else the nearest wider one; there lists must show that nobody is missing.
CALL (chain, place, enclosing, answering) {
  UNWIND range(0, coalesce(size(chain.slots), 0) - 1) AS position
  WITH position, chain.slots[position] AS slot
  WHERE NOT place.level IN slot.wider
  WITH position, slot, COLLECT {
    UNWIND answering AS one
    WITH one, coalesce(one.unit.form, one.unit.role) AS name
    WHERE one.fits IN slot.fills
    RETURN one ORDER BY one.steps,
      coalesce(head([i IN range(0, size(slot.names) - 1) WHERE slot.names[i] = name]), size(slot.names)),
      one.unit.display_order, one.unit.key
  } AS filling
  WITH *, head([one IN filling WHERE one.now]) AS nearest, head([one IN filling WHERE NOT one.now]) AS gone,
       [above IN enclosing WHERE above.level IN slot.levels] AS standing,
       [above IN enclosing WHERE above.level IN slot.wider][..1] AS wider
  WITH slot {.*, position: position, here: nearest.here,
             units: [one IN filling WHERE one.now AND one.steps = nearest.steps | one.unit],
             ended: [one IN filling WHERE NOT one.now AND one.steps = gone.steps | one.unit],
             at: CASE standing WHEN [] THEN wider ELSE standing END, no_level: standing = []} AS slot
  RETURN collect(slot) AS slots
}

// 5. The units that may come up: those, and whoever leads them on this chain (of two leaders the lowest key).
// `fills`: the slots that a unit fills by any of its places; `here`: its place nearest to the start.
CALL (chain, slots, enclosing) {
  UNWIND reduce(all = [], slot IN slots | all + slot.units) AS carrier
  MATCH (carrier)-[:REPORTS_TO]->*(unit)
  WITH DISTINCT unit
  WITH unit, head(COLLECT {
    MATCH (unit)-[tie:REPORTS_TO {chain: chain.chain, relation: 'leads'}]->(leader)
    WHERE none(x IN [unit, tie, leader] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    RETURN leader ORDER BY leader.key LIMIT 1
  }) AS leader, COLLECT {
    MATCH way = (unit)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->{0,1}(here:Place)
    WHERE none(x IN nodes(way) + relationships(way) WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (type(relationships(way)[0]) = 'ANSWERS_FOR' OR NOT EXISTS {
        MATCH (unit)-[own:ANSWERS_FOR]->(other:Place)
        WHERE none(x IN [own, other] WHERE coalesce(x.since > $on, false))
      })
    RETURN DISTINCT here ORDER BY here.key
  } AS places
  RETURN collect({
    unit: unit, leader: leader, places: places, here: head([above IN enclosing WHERE above IN places] + places),
    fills: [i IN range(0, size(chain.slots) - 1) WHERE coalesce(unit.rank, '') <> 'deputy'
            AND any(here IN places WHERE coalesce(unit.form, unit.role) + '@' + here.level IN chain.slots[i].fills)]
  }) AS units
}

// 6. The seats of each unit in each slot that it fills: a post is its own seat; of an organisation the posts of the
// slot's head roles, in order. Deputies are kept apart, for an organisation of which no head is recorded.
CALL (slots, units) {
  UNWIND slots AS slot
  UNWIND units AS one
  WITH slot, one.unit AS unit
  WHERE slot.position IN one.fills
  WITH slot, unit, COLLECT {
    UNWIND range(0, size(slot.heads) - 1) AS nth
    MATCH (unit)<-[tie:POST_IN]-(post:Post {role: slot.heads[nth]})
    WHERE none(x IN [post, tie, unit] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    WITH DISTINCT nth, post ORDER BY nth, post.display_order, post.key
    RETURN post
  } AS posts
  RETURN collect({
    position: slot.position, unit: unit, deputies: [post IN posts WHERE post.rank = 'deputy'],
    chiefs: CASE WHEN unit:Post THEN [unit] ELSE [post IN posts WHERE coalesce(post.rank, '') <> 'deputy'] END
  }) AS offices
}

// 7. Who sits in these seats and in those of their deputies: same role and same unit, or the same places where neither
// is in any (`bases`, of which the first sort counts). `sitter`: the holder who is not away, else who acts; `away`: who
// would be, but is absent today; `last`: who held it last, now or before.
CALL (slots, offices) {
  UNWIND reduce(all = [], one IN offices | all + one.chiefs + one.deputies) +
         reduce(all = [], slot IN slots | all + [unit IN slot.ended WHERE unit:Post]) AS chief
  WITH DISTINCT chief
  UNWIND [chief] + COLLECT {
    MATCH (chief)-[:POST_IN|ANSWERS_FOR]->()<-[:POST_IN|ANSWERS_FOR]-(deputy:Post {rank: 'deputy'})
    WHERE deputy <> chief AND deputy.role = chief.role
    WITH DISTINCT deputy, [post IN [chief, deputy] | COLLECT {
      MATCH (post)-[tie:POST_IN|ANSWERS_FOR]->(base)
      WHERE none(x IN [post, tie, base] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      RETURN DISTINCT type(tie) + ' ' + base.key AS line ORDER BY line DESC // units before places
    }] AS bases
    WITH deputy, [base IN bases | [line IN base WHERE left(line, 1) = left(base[0], 1)]] AS bases
    WHERE bases[0] = bases[1] AND bases[0] <> []
    RETURN deputy ORDER BY deputy.display_order, deputy.key
  } AS post
  WITH chief, post, COLLECT {
    MATCH (person:Person)-[hold:HOLDS]->(post)
    WHERE none(x IN [person, hold, post] WHERE coalesce(x.since > $on, false))
    WITH person, hold ORDER BY person.key, hold.key
    RETURN {
      person: person, hold: hold, how: CASE WHEN hold.acting THEN 'acting' ELSE 'holder' END,
      now: none(x IN [person, hold, post] WHERE coalesce(x.until <= $on, false)),
      away: any(days IN split(coalesce(hold.absences, ''), ';') WHERE days <> ''
                AND trim(split(days, '..')[0]) <= toString($on)
                AND (split(days, '..')[1] = '' OR toString($on) < trim(split(days, '..')[1])))
    }
  } AS begun
  WITH *, [one IN begun WHERE one.now AND one.how = 'holder'] AS held,
       [one IN begun WHERE one.now AND one.how = 'acting'] AS acted
  WITH chief, {
    post: post, held: [one IN begun WHERE one.now], sitter: head([one IN held + acted WHERE NOT one.away]),
    away: CASE WHEN any(one IN held WHERE NOT one.away) THEN []
               WHEN any(one IN acted WHERE NOT one.away) THEN held[..1] ELSE held[..1] + acted[..1] END,
    last: head(COLLECT {
      UNWIND begun AS one
      RETURN one.person ORDER BY coalesce(one.hold.until, date('9999-12-31')) DESC, one.person.key LIMIT 1
    })
  } AS seat
  WITH chief, collect(seat) AS each
  WITH each[0] AS seat, each[1..] AS deputies
  RETURN collect(seat {.*, deputies: deputies}) AS seats
}

// 8. Silence means something only where a list says that all are written down. It is asked about slots with nobody to
// ask and about seats with nobody in them. `loose`: things of the kind whose places were never filled in, which may
// belong anywhere. `anchored`: where they and those seats are, that is, the first place on the way over where a thing
// is located and what it is seated in, then what it answers for or serves (the lowest place that encloses all of it),
// then who leads it.
WITH *, [slot IN slots WHERE slot.units = [] OR any(seat IN seats WHERE seat.held = []
         AND any(one IN offices WHERE one.position = slot.position AND seat.post IN one.chiefs))] AS silent
CALL (silent, seats) {
  WITH reduce(all = [], slot IN silent | all + slot.names) AS names, COLLECT {
    UNWIND seats AS seat
    WITH seat.post AS post
    WHERE seat.held = [] AND NOT coalesce(post.vacant, false)
    RETURN post
  } AS empty
  UNWIND empty + COLLECT {
    WITH names WHERE names <> []
    CALL (names) {
      MATCH (thing:Organisation) WHERE thing.form IN names RETURN thing
      UNION ALL
      MATCH (thing:Post) WHERE thing.role IN names RETURN thing
    }
    WITH thing
    WHERE none(x IN [thing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND NOT EXISTS { (thing)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->(:Place) }
      AND NOT EXISTS { (thing)-[:POST_IN]->(:Place) }
    RETURN thing
  } AS thing
  WITH DISTINCT thing
  WITH thing, NOT EXISTS { (thing)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->(:Place) }
       AND NOT EXISTS { (thing)-[:POST_IN]->(:Place) } AS loose, head(COLLECT {
    MATCH way = (thing) (
      (low)-[tie:LOCATED_AT|POST_IN|REPORTS_TO]->(high)
      WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        AND (type(tie) <> 'REPORTS_TO' OR tie.relation = 'leads' AND NOT EXISTS {
          MATCH (low)-[own:REPORTS_TO {relation: 'leads'}]->(other)
          WHERE other.key < high.key AND none(x IN [own, other] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        })
    )* (last)
    WITH last, [tie IN relationships(way) | CASE type(tie) WHEN 'LOCATED_AT' THEN '1' WHEN 'POST_IN' THEN '2' ELSE '4'
                END + endNode(tie).key] + CASE WHEN last:Place THEN [] ELSE ['3'] END AS turns
    WITH last, turns, CASE WHEN last:Place THEN last ELSE head(COLLECT {
      MATCH (last)-[tie:ANSWERS_FOR|SERVES]->(served:Place)
      WHERE none(x IN [last, tie, served] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      WITH collect(DISTINCT served) AS places
      UNWIND ['territory', 'property'] AS axis
      UNWIND places AS served
      MATCH way = (served) (
        (low:Place)-[tie:PART_OF]->(high:Place)
        WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
          AND (tie.axis = axis OR tie.axis IS NULL AND NOT EXISTS {
            MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
            WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
          })
      )* (above:Place)
      WITH places, axis, above, count(DISTINCT served) AS of, sum(length(way)) AS steps
      WHERE of = size(places)
      RETURN above ORDER BY axis DESC, steps LIMIT 1
    }) END AS anchor
    WHERE anchor IS NOT NULL
    RETURN anchor ORDER BY turns LIMIT 1
  }) AS anchor
  RETURN collect({thing: thing, name: coalesce(thing.form, thing.role), loose: loose, anchor: anchor, within: COLLECT {
    UNWIND ['territory', 'property'] AS axis
    MATCH (anchor) (
      (low:Place)-[tie:PART_OF]->(high:Place)
      WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        AND (tie.axis = axis OR tie.axis IS NULL AND NOT EXISTS {
          MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
          WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        })
    )* (above:Place)
    RETURN DISTINCT above
  }}) AS anchored
}

// 9. What the lists say. Of each thing asked at a place: one list that is in force and encloses the place, or lists of
// all its children on an axis together with one of places that shows which children there are. `spoilt`: the loose
// things that leave it open; of several lists the one with the fewest counts. What no list covers is not in `ledger`.
CALL (silent, seats, anchored) {
  UNWIND reduce(all = [], slot IN silent | all + reduce(each = [], at IN slot.at | each +
           [name IN slot.names | {kind: slot.kind, field: CASE slot.kind WHEN 'post' THEN 'role' ELSE 'form' END,
                                  name: name, place: at}] +
           [level IN slot.levels WHERE slot.no_level | {kind: 'place', field: 'level', name: level, place: at}])) +
         [one IN anchored WHERE one.anchor IS NOT NULL AND any(seat IN seats WHERE seat.post = one.thing) |
           {kind: 'post', field: 'role', name: one.name, place: one.anchor}] AS ask
  WITH DISTINCT ask
  UNWIND ['itself', 'territory', 'property'] AS by
  WITH ask, by, ask.place AS place
  WITH ask, by, CASE by WHEN 'itself' THEN [ask] ELSE COLLECT {
    MATCH (place)<-[tie:PART_OF]-(child:Place)
    WHERE none(x IN [place, tie, child] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (tie.axis = by OR tie.axis IS NULL AND NOT EXISTS {
        MATCH (child)-[own:PART_OF {axis: by}]->(up:Place)
        WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
    UNWIND [ask {.*, place: child}, {kind: 'place', field: 'level', name: child.level, place: place}] AS each
    RETURN DISTINCT each
  } END AS lists
  UNWIND lists AS one
  WITH ask, by, lists, head(COLLECT {
    UNWIND ['territory', 'property'] AS axis
    WITH axis, one.place AS place
    MATCH (place) (
      (low:Place)-[tie:PART_OF]->(high:Place)
      WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        AND (tie.axis = axis OR tie.axis IS NULL AND NOT EXISTS {
          MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
          WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
        })
    )* (within:Place)<-[:WITHIN]-(listing:Listing)
    WHERE listing.as_of <= $on AND none(x IN [listing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND all(part IN split(listing.selector, ' ') WHERE CASE split(part, '=')[0]
            WHEN 'kind' THEN one.kind IN split(split(part, '=')[1], ',')
            WHEN one.field THEN one.name IN split(split(part, '=')[1], ',')
            WHEN 'within' THEN true
            ELSE false END)
      AND NOT EXISTS {
        MATCH (within)<-[:WITHIN]-(later:Listing {selector: listing.selector})
        WHERE listing.as_of < later.as_of <= $on
          AND none(x IN [later] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      }
    WITH COLLECT {
      UNWIND anchored AS other
      WITH other, other.thing.key AS key
      WHERE other.loose AND other.name = one.name AND (other.anchor IS NULL OR within IN other.within)
      RETURN key ORDER BY key
    } AS spoilt
    RETURN spoilt ORDER BY size(spoilt), spoilt LIMIT 1
  }) AS spoilt
  WITH ask, by, size(lists) AS wanted, collect(spoilt) AS found
  WHERE size(found) = wanted
  WITH ask, by, reduce(all = [], each IN found | all + [key IN each WHERE NOT key IN all]) AS spoilt
  WITH ask, spoilt ORDER BY by = 'itself' DESC, size(spoilt), spoilt
  WITH ask, head(collect(spoilt)) AS spoilt
  RETURN collect({what: ask.kind + ' ' + ask.name + ' ' + ask.place.key, spoilt: spoilt}) AS ledger
}

// 10. What each seat comes to, in the order in which it is tried. An option with `how` is somebody to ask, one with
// `why` a reason to pass over. A deputy helps where the chief is passed; if nobody knows who sits there, that is asked.
CALL (seats, ledger, anchored, concerned) {
  UNWIND seats AS seat
  WITH seat, seat.post AS post,
       [one IN seat.deputies WHERE one.sitter IS NOT NULL AND NOT one.post IN concerned] AS help,
       head([one IN anchored WHERE one.thing = seat.post | 'post ' + one.name + ' ' + one.anchor.key]) AS list
  WITH *, CASE WHEN post IN concerned THEN 'concerned'
               WHEN seat.held <> [] THEN 'held'
               WHEN post.vacant OR any(one IN ledger WHERE one.what = list) THEN 'vacant'
               WHEN seat.last IS NOT NULL THEN 'ended'
               ELSE 'unknown' END AS state
  WITH *, CASE state
    WHEN 'unknown' THEN
      [{how: 'unknown', post: post, also: [one IN help | {post: one.post, person: one.sitter.person, as: 'deputy'}]}]
    WHEN 'held' THEN
      [one IN seat.away | {why: 'absent', post: post, person: one.person}] +
      [one IN [seat.sitter] WHERE one IS NOT NULL | {how: one.how, post: post, person: one.person, hold: one.hold}]
    WHEN 'concerned' THEN [{why: state, post: post, person: coalesce(seat.sitter, seat.held[0]).person}]
    ELSE [{why: state, post: post, person: CASE state WHEN 'ended' THEN seat.last END}]
  END + [one IN help WHERE state <> 'unknown' |
         {how: 'deputy', post: one.post, person: one.sitter.person, hold: one.sitter.hold}] AS options
  RETURN collect({post: post, options: options, known: seat.sitter, last: seat.last}) AS sittings
}
CALL (offices, sittings, concerned) {
  UNWIND offices AS office
  RETURN collect({position: office.position, unit: office.unit, options: CASE
    WHEN office.chiefs <> [] THEN
      reduce(all = [], chief IN office.chiefs | all + head([one IN sittings WHERE one.post = chief | one.options]))
    WHEN office.unit IN concerned THEN [{why: 'concerned'}]
    ELSE [{how: 'unknown', also: [post IN office.deputies WHERE NOT post IN concerned
           AND any(one IN sittings WHERE one.post = post AND one.known IS NOT NULL) |
           {post: post, as: 'deputy', person: head([one IN sittings WHERE one.post = post | one.known.person])}]}]
  END}) AS offers
}
// And what is said of a slot in which nobody is found. `open`: that somebody may be there whom nobody wrote down.
CALL (slots, ledger, sittings) {
  UNWIND slots AS slot
  WITH slot, reduce(all = [], at IN slot.at | all + [name IN slot.names |
                slot.kind + ' ' + name + ' ' + at.key]) AS asked,
       [level IN slot.levels WHERE slot.no_level | 'place ' + level + ' ' + slot.at[0].key] AS levels
  WITH *, asked <> [] AND all(what IN asked WHERE any(one IN ledger WHERE one.what = what)) AS listed, head(COLLECT {
    UNWIND ledger AS one
    UNWIND one.spoilt AS key
    WITH one, key WHERE one.what IN asked
    RETURN key ORDER BY key LIMIT 1
  }) AS spoilt
  WITH *, CASE WHEN listed AND spoilt IS NULL THEN []
               ELSE [{why: 'not_recorded', cause: CASE WHEN listed THEN spoilt END}] END AS open
  RETURN collect(slot {.*, open: open, nobody: CASE
    WHEN slot.ended <> [] THEN [unit IN slot.ended | {
      why: 'ended', unit: unit, post: CASE WHEN unit:Post THEN unit END,
      person: head([one IN sittings WHERE one.post = unit | one.last])}] + open
    WHEN levels <> [] AND slot.at <> [] AND all(what IN levels WHERE any(one IN ledger WHERE one.what = what))
      THEN [{why: 'no_such_level'}]
    WHEN open <> [] THEN open
    ELSE [{why: 'not_established'}]
  END}) AS stairs
}

// 11. The walk, slot by slot, carrying: the steps made; what was passed since the last; what was asked, with the reason
// to pass it if it comes again; the unit found last; the slot reached last; whether it was led in a circle.
WITH *, reduce(walk = {steps: [], passed: [], asked: [], reached: -1}, slot IN stairs | head(COLLECT {
  // Whoever leads the last unit goes before those who answer for the place, if it fills this slot or a later one.
  WITH head([one IN units WHERE one.unit = walk.last | one.leader]) AS leader
  WITH leader, coalesce(any(one IN walk.asked WHERE one.unit = leader), false) AS circle,
       head([one IN units WHERE one.unit = leader]) AS led
  WITH leader, circle, led, head([position IN led.fills WHERE position >= slot.position]) AS to
  WITH *, CASE to WHEN slot.position THEN [leader] ELSE slot.units END AS candidates
  // Everything they could come to, in order. A person just asked is not asked again, nor a seat asked on this walk.
  WITH *, walk.steps[-1] AS before, reduce(all = [], step IN walk.steps |
            all + [step.post] + [one IN step.also WHERE one.as = 'combined' | one.post]) AS seen
  WITH *, COLLECT {
    UNWIND candidates AS unit
    UNWIND coalesce(head([one IN walk.asked WHERE one.unit = unit | one.again]),
                    head([one IN offers WHERE one.unit = unit AND one.position = slot.position | one.options])) AS one
    WITH unit, one, coalesce(one.post IN seen, false) AS again, coalesce(one.person = before.person, false) AS same
    RETURN one {.*, unit: unit, slot: slot.slot, does: CASE
      WHEN one.why IS NOT NULL THEN 'pass'
      WHEN one.how = 'unknown' OR NOT again AND NOT same THEN 'step'
      WHEN one.how = 'deputy' THEN 'nothing'
      WHEN NOT again AND any(pair IN chain.expected
             WHERE pair = [one.post.role, before.post.role] OR pair = [before.post.role, one.post.role]) THEN 'combine'
      ELSE 'pass' END}
  } AS options
  WITH *, head([i IN range(0, size(options) - 1) WHERE options[i].does IN ['step', 'combine']]) AS nth
  WITH *, options[nth] AS taken, [one IN options[..coalesce(nth, size(options))] WHERE one.does = 'pass' |
            one {.slot, .unit, .post, .person, .cause, why: coalesce(one.why, 'same_person')}] AS tried
  WITH *, walk.passed + tried AS passed, walk.asked + [unit IN candidates WHERE any(one IN tried WHERE one.unit = unit)
            | {unit: unit, again: [one IN tried WHERE one.unit = unit]}] AS asked,
       {unit: taken.unit, again: [{why: 'same_person', post: taken.post, person: taken.person}]} AS asked_now
  RETURN CASE
    WHEN walk.circle THEN walk
    WHEN circle THEN walk {.*, circle: true, passed: walk.passed + [{slot: slot.slot, unit: leader, why: 'cycle'}]}
    WHEN to > slot.position THEN walk {.*, passed: walk.passed + [{slot: slot.slot, why: 'reports_past'}]}
    WHEN taken.does = 'step' THEN walk {
      .*, passed: [], asked: [asked_now] + asked, last: taken.unit, reached: slot.position,
      steps: walk.steps + [taken {
        .*, passed: passed, also: coalesce(taken.also, []), led: to = slot.position, levels: slot.levels,
        here: CASE to WHEN slot.position THEN led.here ELSE slot.here END}]}
    WHEN taken.does = 'combine' THEN walk {
      .*, passed: [], asked: [asked_now] + asked, last: taken.unit, reached: slot.position,
      steps: walk.steps[..-1] + [before {.*, passed: before.passed + passed,
                                         also: before.also + [taken {.post, .person, as: 'combined'}]}]}
    ELSE walk {
      .*, asked: asked, last: coalesce(candidates[-1], walk.last),
      passed: passed + [one IN CASE WHEN candidates = [] THEN slot.nobody
                                    WHEN any(each IN tried WHERE each.why = 'ended') THEN slot.open
                                    ELSE [] END | one {.*, slot: slot.slot}]}
  END
})) AS walk

// 12. How it ends. The top is reached in the last slot, or if only the person asked before sits there.
WITH *, [one IN walk.passed WHERE one.slot = chain.slots[-1].slot] AS last
WITH *, CASE WHEN walk.circle THEN 'dead_end'
             WHEN walk.reached = size(chain.slots) - 1 THEN 'top'
             WHEN last <> [] AND all(one IN last WHERE one.why = 'same_person') THEN 'top'
             WHEN any(one IN walk.passed WHERE one.why = 'not_recorded') THEN 'unknown'
             ELSE 'dead_end' END AS ends

// The walk ends here.

// A row a step, and a row for the end of each chain; where there is nothing to walk, one row that says what there is.
WITH *, walk.steps + [{passed: walk.passed, ends: CASE WHEN chain IS NOT NULL THEN ends END}] AS lines
CALL (lines) { // what persons are called
  UNWIND reduce(all = [], line IN lines | all + [line.person] +
           [one IN coalesce(line.also, []) + line.passed | one.person]) AS person
  WITH DISTINCT person
  WHERE person IS NOT NULL
  OPTIONAL MATCH (person)-[:PERSONAL]->(own:PersonPersonal)
  RETURN collect({id: person.key, name: own.name}) AS people
}
CALL (lines) { // and the unit to show: of a post that carries a slot, what it is in
  UNWIND reduce(all = [], line IN lines | all + [line.unit] + [one IN line.passed | one.unit]) AS unit
  WITH DISTINCT unit
  WHERE unit IS NOT NULL
  OPTIONAL MATCH (unit:Post)-[tie:POST_IN]->(body)
  WHERE none(x IN [unit, tie, body] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  WITH unit, body ORDER BY body.key
  WITH unit, CASE WHEN unit:Post THEN head(collect(body)) ELSE unit END AS body
  RETURN collect({unit: unit, body: body}) AS bodies
}
UNWIND lines AS line
WITH *, line.post AS post, line.here AS here, head([one IN bodies WHERE one.unit = line.unit | one.body]) AS body
OPTIONAL CALL (here) { // as people name a place: up the property axis, and from its top along territory
  MATCH by_property = (here) (
    (low:Place)-[tie:PART_OF]->(high:Place)
    WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (tie.axis = 'property' OR tie.axis IS NULL AND NOT EXISTS {
        MATCH (low)-[own:PART_OF {axis: 'property'}]->(up:Place)
        WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
  )* (top:Place)
  WITH by_property, top ORDER BY length(by_property) DESC LIMIT 1
  MATCH by_territory = (top) (
    (low:Place)-[tie:PART_OF]->(high:Place)
    WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (tie.axis = 'territory' OR tie.axis IS NULL AND NOT EXISTS {
        MATCH (low)-[own:PART_OF {axis: 'territory'}]->(up:Place)
        WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
  )* (:Place)
  WITH nodes(by_property) + tail(nodes(by_territory)) AS places ORDER BY size(places) DESC LIMIT 1
  RETURN reduce(path = head(places).name, one IN tail(places) | one.name + '/' + path) AS path
}
RETURN chain.chain AS chain, line.slot AS slot, line.how AS how,
       head([one IN people WHERE one.id = line.person.key]) AS holder,
       post {id: post.key, .role, .name} AS post,
       body {id: body.key, .name} AS unit,
       here {id: here.key, .name, path: path, .level} AS answers_for,
       [flag IN [CASE WHEN line.led THEN 'reports_to' END,
                 CASE WHEN any(one IN units WHERE one.unit = line.unit AND size(one.places) > 1)
                      THEN 'several_places' END,
                 CASE WHEN line.hold.term_ends < $on THEN 'term_ran_out' END,
                 CASE WHEN NOT here.level IN line.levels THEN 'wider_place' END] WHERE flag IS NOT NULL] AS flags,
       CASE WHEN post.public AND post.phone IS NOT NULL THEN post.phone ELSE body.phone END AS contact,
       COLLECT {
         UNWIND line.also AS one
         WITH one, one.post AS seat
         RETURN seat {id: seat.key, .role, .name, as: one.as,
                      holder: head([each IN people WHERE each.id = one.person.key])}
       } AS also,
       COLLECT {
         UNWIND line.passed AS one
         WITH one, one.post AS seat, head([each IN bodies WHERE each.unit = one.unit | each.body]) AS of
         RETURN {slot: one.slot, why: one.why, unit: of {id: of.key, .name}, post: seat {id: seat.key, .role, .name},
                 person: head([each IN people WHERE each.id = one.person.key]), cause: one.cause}
       } AS passed,
       line.ends AS ends, start.key AS start, about.key AS about, profile, place {id: place.key, .name, .level} AS place
