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
// Left out: what escalate.cypher leaves out (what an ended place left behind lies in nothing here, too); the `issues`,
// among them things that lie at no place, are not told; nor how near help is (`near`), who homes rest on (`hangs`,
// `remaining`, `reliance`) which levels there are not (`thin`) and who is beside one (`sides`);
// and stated numbers are not read, those of places under which no home is recorded.
// Absences (缺位) and who stands in by one are not read, as in escalate.cypher.
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
    // include: climb
  )* (within)
  RETURN place
}
WITH place, [] AS concerned
WHERE none(x IN [place] WHERE /* include: not-valid */)
  AND (place.level = 'home' OR NOT EXISTS {
    MATCH (place)<-[tie:PART_OF]-(child:Place)
    WHERE none(x IN [tie, child] WHERE /* include: not-valid */)
      AND (tie.axis IS NOT NULL OR 2 > COUNT {
        MATCH (child)-[own:PART_OF]->(up:Place)
        WHERE own.axis IS NOT NULL AND none(x IN [own, up] WHERE /* include: not-valid */)
      })
  })

// include: walk

// What each start stands for: a home for itself and its households; any other place for any number of both.
WITH *, CASE
  WHEN place.level <> 'home' THEN {low: 0}
  WHEN place.households IS NOT NULL THEN {low: place.households, high: place.households}
  WHEN place.occupancy = 'vacant' THEN {low: 0, high: 0}
  WHEN place.occupancy = 'occupied' AND EXISTS {
    UNWIND enclosing AS within
    MATCH (within)<-[:WITHIN]-(listing:Listing)
    WHERE listing.as_of <= $on AND none(x IN [listing] WHERE /* include: not-valid */)
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
    // include: climb with axis = 'territory'
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
    // include: path with here = stands
  }
  RETURN 'stops' AS tells, chain, cause, slot, stands {id: stands.key, .name, path: path, .level} AS place,
         null AS unit, null AS post, null AS holder, each, head(each).start.key AS example
  UNION ALL
  UNWIND walks AS one
  UNWIND one.steps AS step
  WITH one, step.post AS post, step.person AS person, step.unit AS unit
  WITH one, post, person, CASE WHEN unit:Post THEN head(COLLECT {
    MATCH (unit)-[tie:POST_IN]->(body)
    WHERE none(x IN [unit, tie, body] WHERE /* include: not-valid */)
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
