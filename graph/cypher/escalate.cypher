// Who is next in line: a complaint at a place walks up each chain (诉求流转路径), slot by slot.
//
// Parameters, with an example each as Browser takes them (`linli cypher escalate --params` prints yours):
//   :param on => date('2024-11-01')      the day asked about
//   :param start => 'place-3jmlc2wq7ahxr5eo'    key of a place, or of anything that lies at one
//   :param about => null                 key of the person, organisation or post that the complaint is about, or null
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
// - The text takes every place that a post is in; linli takes it where the profile names that level for its role.
// - A start that lies nowhere is not walked; linli goes up by its leading ties.
// - Seats on other chains are not looked for, which linli names in `also`.
// - A post in a venue or team, with no place of its own, has none here; linli has it where the venue lies, or whom the team serves.
// - Who was asked before, and did not act in time, by `since` or the steps of a need: the text begins anew.
// - Absences (缺位) and who stands in by one are not read: who is away is read off the holder's own days (`absences`) alone.
// - Seats on other chains are not looked for, those of an expected combination in `also`.
// - Who is asked beside a chain is not looked for; a chain whose `sideways` steps would be asked is refused.
// - What an ended place left behind lies in nothing here; linli has it under the nearest place above that is still there.
// - A superior of the start itself: the text begins at the place around a unit. A start that lies nowhere is not walked.
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
//   none(x IN [a, tie, b] WHERE /* include: not-valid */)
// and nothing is read off the number of relationships of a node, which counts ties that are long over.

// The start, and whom the complaint is about; neither counts if it does not hold on the day.
OPTIONAL CALL () {
  MATCH (start:/* declared: things */ {key: $start})
  WHERE none(x IN [start] WHERE /* include: not-valid */)
  RETURN start
}
OPTIONAL CALL (start) {
  MATCH (about:/* declared: no-statements */ {key: $about})
  WHERE start IS NOT NULL AND none(x IN [about] WHERE /* include: not-valid */)
  RETURN about
}

// Where the start lies: at itself if it is a place, else as in 8 below; a person at a seat held, a membership, a home.
OPTIONAL CALL (start) {
  MATCH way = (start) (
    (low)-[tie:/* declared: locating */|/* declared: hanging */]->(high)
    // include: walk/up
  )* (last)
  // include: walk/first-way
  RETURN anchor AS place ORDER BY turns LIMIT 1
}

// Whom the complaint must not go to (回避). About a person: the seats held, and their deputies. About a unit: itself,
// its posts, and all that it leads, however far down; about a post its deputies too. Seats are concerned, not the other seats of who sits in them.
OPTIONAL CALL (about) {
  // include: concerned
}
WITH start, about, place, collect(one) AS concerned

// include: walk

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
  WHERE none(x IN [unit, tie, body] WHERE /* include: not-valid */)
  WITH unit, body ORDER BY body.key
  WITH unit, CASE WHEN unit:Post THEN head(collect(body)) ELSE unit END AS body
  RETURN collect({unit: unit, body: body}) AS bodies
}
UNWIND lines AS line
WITH *, line.post AS post, line.here AS here, head([one IN bodies WHERE one.unit = line.unit | one.body]) AS body
OPTIONAL CALL (here) { // as people name a place: up the property axis, and from its top along territory
  // include: path
}
RETURN chain.chain AS chain, line.slot AS slot, line.how AS how,
       head([one IN people WHERE one.id = line.person.key]) AS holder,
       post {id: post.key, .role, .name} AS post,
       body {id: body.key, .name} AS unit,
       here {id: here.key, .name, path: path, .level} AS answers_for,
       [flag IN [CASE WHEN line.led THEN 'reports_to' END,
                 CASE WHEN any(one IN units WHERE one.unit = line.unit AND one.many > 1)
                      THEN 'several_places' END,
                 CASE WHEN line.hold.term_ends < $on THEN 'term_ran_out' END,
                 CASE WHEN NOT here.level IN line.levels THEN 'wider_place' END] WHERE flag IS NOT NULL] AS flags,
       CASE WHEN line.hold.term_ends < $on THEN line.hold.term_ends + duration({days: 1}) END AS since,
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
                 person: head([each IN people WHERE each.id = one.person.key]), cause: one.cause, since: one.since}
       } AS passed,
       line.ends AS ends, start.key AS start, about.key AS about, profile, place {id: place.key, .name, .level} AS place
