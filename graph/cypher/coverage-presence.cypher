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
// - A post in a venue or team, with no place of its own, has none here; linli has it where the venue lies, or whom the team serves.
// - What an ended place left behind lies in nothing here; linli has it under the nearest place above that is still there.
// - The `issues`: which buildings lie in several grids.
// - Places among places: a norm that counts places finds none here.
// - A building split between two grids, that no tie puts anywhere on territory, lies in the lowest place that holds all
//   its parts. That is said of the place asked about only: not of what lies in such a building, or is anchored there.
// - Listings of the children of a place cover it together only where each of them, or all of its own children, has a
//   listing of its very own; one of a place on the other axis around them does not count. Where both axes cover, the
//   things without a scope that are named are those of one of them.
// - A selector with a blank in one of its values is not read.
//
// Days: a thing or tie holds on the day if it has begun and is not over, and a tie only if both its ends do. So every
// pattern ends in the same test,
//   none(x IN [tie, thing] WHERE /* include: not-valid */)
// and nothing is read off the number of relationships of a node, which counts ties that are long over.

// include: coverage

// 10. Look for what is there: its own, and where the norm allows it what is tied to a wider place. Is the ledger complete
// about it at each place asked, but for things without a scope that may be anywhere in the listing (any of several listings)?
CALL (norm, settled, subject, around, inside, wholes, covers, unsure, vacant, aside) {
  UNWIND CASE WHEN settled IS NULL THEN norm.looks ELSE [] END AS look
  WITH *, CASE look.how WHEN 'own' THEN [subject] ELSE [at IN tail(around) WHERE at.level IN look.levels] END AS asked
  WITH *, CASE WHEN look.how = 'inherited' OR norm.at = 'subject' THEN asked
    ELSE wholes + [at IN inside WHERE at <> subject OR norm.at = 'either'] END AS places
  CALL (norm, look, places, vacant) {
    UNWIND places AS place
    // include: coverage/tied
    // include: coverage/left
    ORDER BY thing.key
    RETURN collect({key: thing.key, left: left, state: CASE
      WHEN NOT norm.held OR EXISTS {
        MATCH (person:Person)-[hold:HOLDS]->(thing)
        WHERE none(x IN [person, hold] WHERE /* include: not-valid */) } THEN 'held'
      WHEN thing.key IN vacant THEN 'vacant'
      WHEN left IS NOT NULL THEN 'ended'
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
      // include: coverage/loose
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
    vacant: [one IN counted WHERE one.state = 'vacant'],
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
  // include: coverage/close
    + [key IN own.loose | {code: 'record_scope', count: 1, id: key}] END AS close,
  // include: coverage/since
  households, coalesce(shown.held, []) AS evidence, size(coalesce(shown.held, [])) AS evidence_count,
  CASE WHEN state = 'met' THEN [] WHEN settled = 'unknown' THEN [{code: 'kind_not_kept', id: null}]
    WHEN settled IS NOT NULL THEN [{code: settled, id: CASE settled WHEN 'exempt' THEN exception END}] ELSE
    [one IN own.unknown WHERE one.state = 'ended' | {code: 'ended', id: one.key, since: one.left}]
    + [one IN own.unknown WHERE one.state = 'holder_unknown' | {code: 'holder_unknown', id: one.key}]
    + CASE above.state WHEN 'unknown' THEN [{code: 'inherited_unknown', id: null}] ELSE [] END
    + CASE WHEN own.listed THEN [] ELSE [{code: 'not_listed', id: null}] END
    + [key IN own.loose | {code: 'unscoped', id: key}]
    + [one IN own.vacant | {code: 'vacant', id: one.key, since: one.left}] END AS why,
  // include: coverage/listings
  norm.cite AS cite, order
ORDER BY norm, path
