// What is not covered: for each norm of sort "so many to so much" and each place it is about, whether it is met.
//
// Parameters, with an example each as Browser takes them (`linli cypher coverage-ratio --params` prints yours):
//   :param on => date('2024-11-01')      the day asked about
//   :param within => null                key of a place to ask in, or null for everywhere
//   :param profiles => [{key: 'suzhoulu', households: null}]    as in coverage-presence
//   :param norms => [{
//     id: 'head-per-60-households', cite: {sort: 'local_practice', document: '演示办法', date: null, place: null},
//     asked_of: ['suzhoulu', ''], subject: [{field: 'level', values: ['community']}], except_types: [], stale_after: null,
//     kind: 'post', label: 'Post', through: 'ANSWERS_FOR', at: 'either',    as in coverage-presence
//     held: true,                        count distinct holders; false: count the posts
//     count: 1, per: 60,                 so many to so much, rounded up,
//     base: 'households',                of homes, households or residents: counted where homes are listed,
//     measure: 'sum households of kind=place level=home', unit: 'households',    else by a figure of this measure
//     looks: [{how: 'own', levels: [], of: [{field: 'role', values: ['building_head']}],
//              atoms: [{kind: 'post', role: 'building_head'}]}]
//   }]
//
// Returns the columns of coverage-presence. Steps 1 to 9 are said in the same words there.
//
// Left out: what coverage-presence leaves out (what an ended place left behind lies in nothing here, too); the
// `issues`; the other reading of a ratio, `load`, one row a holder; and stated numbers are not read, those of
// places under which no home is recorded.

// include: coverage

// 10. What the ratio is taken of, if homes are not listed there: the latest figure that is not of a later day, undated last.
CALL (subject, norm) {
  MATCH (figure:Figure {measure: norm.measure})-[:SUBJECT]->(subject)
  WHERE coalesce(figure.as_of <= $on, true)
    AND none(x IN [figure] WHERE /* include: not-valid */)
  WITH figure ORDER BY figure.as_of IS NULL, figure.as_of DESC, figure.key LIMIT 1
  RETURN head(collect({basis: 'figure', as_of: figure.as_of, unit: norm.unit,
    low: CASE figure.bound WHEN 'at_most' THEN 0 WHEN 'about' THEN coalesce(figure.low, 0) ELSE figure.value END,
    high: CASE figure.bound WHEN 'at_least' THEN null WHEN 'about' THEN figure.high ELSE figure.value END})) AS figure
}
WITH *, [place IN inside WHERE place.level = 'home'] AS lived
WITH *, CASE norm.base WHEN 'homes' THEN {low: size(lived), high: size(lived)} WHEN 'households' THEN counted ELSE {
  low: reduce(sum = 0, home IN lived | sum + coalesce(home.residents, 0)),
  high: reduce(sum = 0, home IN lived | sum + coalesce(home.residents, CASE home.occupancy WHEN 'vacant' THEN 0 END))
} END AS there
WITH *, CASE WHEN settled IN ['not_applicable', 'exempt'] THEN null
  WHEN homes_listed THEN {basis: 'counted', as_of: null, unit: norm.unit, low: there.low, high: there.high}
  ELSE coalesce(figure, {basis: 'at_least', as_of: null, unit: norm.unit, low: there.low, high: null}) END AS base
WITH *, CASE WHEN base IS NOT NULL THEN {low: (base.low * norm.count + norm.per - 1) / norm.per,
  high: (base.high * norm.count + norm.per - 1) / norm.per} END AS needs

// 11. Look for what is there: the things counted, or who holds them, each person once. Is the ledger complete about them
// at the place, but for things without a scope that may be anywhere in the listing (any of several listings)?
CALL (norm, settled, subject, inside, wholes, near, covers, unsure, vacant) {
  UNWIND CASE WHEN settled IS NULL THEN norm.looks ELSE [] END AS look
  CALL (norm, look, inside, wholes, vacant) {
    UNWIND inside + wholes AS place
    // include: coverage/tied
    // include: coverage/left
    WITH *, COLLECT {
      MATCH (person:Person)-[hold:HOLDS]->(thing)
      WHERE none(x IN [person, hold] WHERE /* include: not-valid */)
      RETURN person.key
    } AS persons
    ORDER BY thing.key
    RETURN collect({key: thing.key, left: left, has: CASE WHEN norm.held THEN persons ELSE [thing.key] END, state: CASE
      WHEN NOT norm.held OR persons <> [] THEN 'held'
      WHEN thing.key IN vacant THEN 'vacant'
      WHEN left IS NOT NULL THEN 'ended'
      ELSE 'holder_unknown' END}) AS counted
  }
  CALL (norm, look, subject, near, covers, unsure) {
    UNWIND look.atoms AS atom
    WITH *, head([one IN covers WHERE one.atom = atom]) AS cover
    WITH *, [at IN cover.listed WHERE at IN near | [at]] AS direct
    WITH *, CASE direct WHEN [] THEN [one IN cover.together WHERE one.at = subject.key | one.by] ELSE direct END AS ways
    RETURN collect(head(COLLECT {
      // include: coverage/loose
    })) AS found
  }
  WITH *, size(found) = size(look.atoms) AS listed
  WITH counted, listed,
    COLLECT { WITH found WHERE listed UNWIND found AS some UNWIND some AS key RETURN DISTINCT key ORDER BY key } AS loose,
    COLLECT { UNWIND counted AS one UNWIND one.has AS key RETURN DISTINCT key ORDER BY key } AS held,
    [one IN counted WHERE one.state IN ['ended', 'holder_unknown']] AS unknown
  RETURN collect({held: held, unknown: unknown, listed: listed, loose: loose,
    vacant: [one IN counted WHERE one.state = 'vacant'],
    has: {low: size(held), high: CASE WHEN listed THEN size(held) + size(unknown) + size(loose) END}}) AS found
}
WITH *, head(found) AS own
WITH *, CASE WHEN base IS NOT NULL THEN coalesce(own.has, {low: 0, high: null}) END AS has
WITH *, CASE WHEN settled IS NOT NULL THEN settled WHEN has.low >= needs.high THEN 'met'
  WHEN has.high < needs.low THEN 'gap' ELSE 'unknown' END AS state,
  coalesce(base.low <> base.high, base IS NOT NULL) AS uncertain
WITH *, CASE WHEN has IS NOT NULL THEN {
  low: CASE WHEN has.high < needs.low THEN needs.low - has.high ELSE 0 END,
  high: CASE WHEN has.low < needs.high THEN needs.high - has.low WHEN needs.high IS NOT NULL THEN 0 END} END AS short

// 12. What would close it, and why it is not met.
RETURN norm.id AS norm,
  {id: subject.key, name: subject.name, path: path, kind: 'place', level: subject.level} AS subject,
  state, has, needs, short, base, CASE WHEN own IS NOT NULL THEN 'own' END AS how,
  // include: coverage/close
    + [key IN own.loose | {code: 'record_scope', count: 1, id: key}]
    + CASE WHEN uncertain THEN [{code: 'record_base', count: 1, id: null}] ELSE [] END END AS close,
  // include: coverage/since
  households, coalesce(own.held, []) AS evidence, size(coalesce(own.held, [])) AS evidence_count,
  CASE WHEN state = 'met' THEN [] WHEN base IS NULL THEN [{code: settled, id: CASE settled WHEN 'exempt' THEN exception END}] ELSE
    CASE WHEN own IS NULL THEN [{code: 'kind_not_kept', id: null}] ELSE
      CASE WHEN uncertain THEN [{code: 'base_uncertain', id: null}] ELSE [] END
      + [one IN own.unknown WHERE one.state = 'ended' | {code: 'ended', id: one.key, since: one.left}]
      + [one IN own.unknown WHERE one.state = 'holder_unknown' | {code: 'holder_unknown', id: one.key}]
      + CASE WHEN own.listed THEN [] ELSE [{code: 'not_listed', id: null}] END
      + [key IN own.loose | {code: 'unscoped', id: key}]
      + [one IN own.vacant | {code: 'vacant', id: one.key, since: one.left}] END END AS why,
  // include: coverage/listings
  norm.cite AS cite, order
ORDER BY norm, path
