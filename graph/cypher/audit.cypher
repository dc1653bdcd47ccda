// Where the complaints of all homes stop before the top, and how many homes each seat has.
//
// Parameters, with an example each as Browser takes them (`linli cypher audit --params` prints yours):
//   :param on => date('2024-11-01')      the day asked about
//   :param within => null                key of the place whose homes are asked about, null = all
//   :param households => {yanshan: {low: 0, high: 2}}    households of a home of unknown number, where a profile says
//   :param chains => [{profile: 'suzhoulu', chain: 'governance', …}]    chains of all profiles, as in escalate.cypher
//
// Returns three sorts of rows, told by `tells`: 'stops': so many homes stop for this cause, at this slot and place;
// 'load': so many homes reach this seat, each counted once; 'ends': so many walks of a chain end so. A start is a home,
// or a place in which nothing is recorded; that stands for any number of homes, so `high` is null.
//
// Left out: what escalate.cypher leaves out; the `issues`, among them things that lie at no place, are not told.
//
// What it costs: it is the walk of escalate.cypher from every home on every chain, then grouped; some hundredths of a
// second each. That suits a community of some thousand homes; `linli audit` answers the same for a whole city.
//
// Days: as in escalate.cypher, every pattern tests that what it finds holds on the day.

// The homes, and the places in which nothing is recorded; in one place, or everywhere.
CALL () {
  WITH $within AS within
  WHERE within IS NULL
  MATCH (place:Place)
  RETURN place
  UNION
  MATCH (within:Place {key: $within})
  UNWIND ['territory', 'property'] AS axis
  MATCH (place:Place) (
    (low:Place)-[tie:PART_OF]->(high:Place)
    WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (tie.axis = axis OR tie.axis IS NULL AND NOT EXISTS {
        MATCH (low)-[own:PART_OF {axis: axis}]->(up:Place)
        WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
  )* (within)
  RETURN place
}
WITH place, [] AS concerned
WHERE none(x IN [place] WHERE coalesce(x.since > $on OR x.until <= $on, false))
  AND (place.level = 'home' OR NOT EXISTS {
    MATCH (place)<-[tie:PART_OF]-(child:Place)
    WHERE none(x IN [tie, child] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (tie.axis IS NOT NULL OR 2 > COUNT {
        MATCH (child)-[own:PART_OF]->(up:Place)
        WHERE own.axis IS NOT NULL AND none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
  })

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

// What each start stands for: a home for itself and its households; any other place for any number of both.
WITH *, CASE
  WHEN place.level <> 'home' THEN {low: 0}
  WHEN place.households IS NOT NULL THEN {low: place.households, high: place.households}
  WHEN place.occupancy = 'vacant' THEN {low: 0, high: 0}
  WHEN place.occupancy = 'occupied' AND EXISTS {
    UNWIND enclosing AS within
    MATCH (within)<-[:WITHIN]-(listing:Listing)
    WHERE listing.as_of <= $on AND none(x IN [listing] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND all(part IN split(listing.selector, ' ') WHERE CASE split(part, '=')[0]
            WHEN 'kind' THEN 'place' IN split(split(part, '=')[1], ',')
            WHEN 'level' THEN 'home' IN split(split(part, '=')[1], ',')
            WHEN 'within' THEN true
            ELSE false END)
  } THEN {low: 1, high: 1}
  ELSE coalesce($households[profile], {low: 0, high: 1}) END AS households

// The first slot that was not reached, and where the start stands there: its place of the widest of the slot's levels,
// else the nearest wider one.
WITH *, CASE WHEN ends <> 'top' THEN head([i IN range(0, coalesce(size(chain.slots), 0) - 1)
                                           WHERE chain.slots[i].slot = walk.passed[0].slot]) END AS position
WITH *, chain.slots[position] AS slot
WITH *, head(reduce(all = [], level IN slot.levels | all + [above IN enclosing WHERE above.level = level]) +
             [above IN enclosing WHERE above.level IN slot.wider]) AS stands

// The order of places as they lie in each other on territory: among siblings the office's order, then the name, its
// numbers padded so that 9 stands before 10, then the key.
CALL (place, stands) {
  UNWIND [place, stands] AS spot
  MATCH way = (spot) (
    (low:Place)-[tie:PART_OF]->(high:Place)
    WHERE none(x IN [low, tie, high] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      AND (tie.axis = 'territory' OR tie.axis IS NULL AND NOT EXISTS {
        MATCH (low)-[own:PART_OF {axis: 'territory'}]->(up:Place)
        WHERE none(x IN [own, up] WHERE coalesce(x.since > $on OR x.until <= $on, false))
      })
  )* (:Place)
  WITH spot, way ORDER BY length(way) DESC
  WITH spot, head(collect(nodes(way))) AS line
  RETURN collect({spot: spot, order: [one IN reverse(line) | [
    coalesce(one.display_order, 2147483648),
    reduce(told = {name: '', number: ''}, sign IN split(one.name, '') + [''] | CASE
      WHEN sign IN ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] THEN told {.name, number: told.number + sign}
      WHEN told.number = '' THEN told {.number, name: told.name + sign}
      ELSE {name: told.name + ' ' + right('00000000000' + told.number, 12) + sign, number: ''}
    END).name,
    one.key
  ]]}) AS orders
}
WITH collect({
  start: place, order: head([one IN orders WHERE one.spot = place | one.order]), profile: profile, chain: chain.chain,
  ends: ends, steps: [step IN walk.steps | step {.unit, .post, .person}],
  slot: slot.slot, position: position, stands: stands,
  stands_order: head([one IN orders WHERE one.spot = stands | one.order]),
  homes: CASE place.level WHEN 'home' THEN {low: 1, high: 1} ELSE {low: 0} END, households: households
}) AS walks
CALL (walks) {
  UNWIND walks AS one
  WITH one WHERE one.ends <> 'top' AND one.chain IS NOT NULL
  WITH one ORDER BY one.order
  WITH one.chain AS chain, one.ends AS cause, one.slot AS slot, one.stands AS stands, min(one.position) AS position,
       head(collect(one.stands_order)) AS order, collect(one) AS each
  ORDER BY head([i IN range(0, size($chains) - 1) WHERE $chains[i].chain = chain]), cause, position, order, slot
  OPTIONAL CALL (stands) {
    MATCH by_property = (stands) (
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
  RETURN 'stops' AS tells, chain, cause, slot, stands {id: stands.key, .name, path: path, .level} AS place,
         null AS unit, null AS post, null AS holder, each, head(each).start.key AS example
  UNION ALL
  UNWIND walks AS one
  UNWIND one.steps AS step
  WITH one, step.post AS post, step.person AS person, step.unit AS unit
  WITH one, post, person, CASE WHEN unit:Post THEN head(COLLECT {
    MATCH (unit)-[tie:POST_IN]->(body)
    WHERE none(x IN [unit, tie, body] WHERE coalesce(x.since > $on OR x.until <= $on, false))
    RETURN body ORDER BY body.key LIMIT 1
  }) ELSE unit END AS body
  WITH post, person, body, collect(DISTINCT one {.start, .homes, .households}) AS each
  ORDER BY reduce(low = 0, one IN each | low + one.homes.low) DESC, post.key, body.key, person.key
  OPTIONAL MATCH (person)-[:PERSONAL]->(own:PersonPersonal)
  RETURN 'load' AS tells, null AS chain, null AS cause, null AS slot, null AS place, body {id: body.key, .name} AS unit,
         post {id: post.key, .role, .name} AS post,
         CASE WHEN person IS NOT NULL THEN {id: person.key, name: own.name} END AS holder, each, null AS example
  UNION ALL
  UNWIND walks AS one
  WITH DISTINCT walks, one.profile AS profile
  UNWIND [each IN $chains WHERE each.profile = profile | each.chain] AS chain
  WITH DISTINCT walks, chain
  UNWIND ['top', 'dead_end', 'unknown'] AS cause
  RETURN 'ends' AS tells, chain, cause, null AS slot, null AS place, null AS unit, null AS post, null AS holder,
         [one IN walks WHERE one.chain = chain AND one.ends = cause] AS each, null AS example
}
RETURN tells, chain, cause, slot, place, unit, post, holder, size(each) AS starts,
       {low: reduce(sum = 0, one IN each | sum + one.homes.low),
        high: reduce(sum = 0, one IN each | sum + one.homes.high)} AS homes,
       {low: reduce(sum = 0, one IN each | sum + one.households.low),
        high: reduce(sum = 0, one IN each | sum + one.households.high)} AS households, example
