// Published figures beside what the ledger counts, on the day that each figure speaks of.
//
// Parameters, with an example each as Browser takes them (`linli cypher reconcile --params` prints yours):
//   :param on => date('2024-11-01')      the day asked about
//   :param within => null                key of a place to ask in, or null for everywhere
//   :param labels => {place: 'Place', post: 'Post'}             the label of each kind of thing that is kept
//   :param ties => ['part_of', 'member_of']                     the ties that are kept
//   :param profiles => [{key: 'suzhoulu', households: null}]    the profiles there are, and how many households to
//                                        take for a home of unknown number, {low: 1, high: 2}, or null
//
// Returns one row a figure: figure, name, subject, measure, published, counted, verdict, difference, on, evidence,
// evidence_count, why.
//
// Left out:
// - A post in a venue or team, with no place of its own, has none here; linli has it where the venue lies, or whom the team serves.
// - Stated numbers are not read (of places under which no home is recorded); what was stated for some days is not read.
// - What an ended place left behind lies in nothing here; linli has it under the nearest place above that is still there.
// - A building split between two grids lies where its own ties put it. Where none puts it anywhere on territory, linli
//   has it in the lowest place that holds all its parts; here it lies nowhere on territory.
// - Listings of the children of a place cover it together only where each of them, or all of its own children, has a
//   listing of its very own; one of a place on the other axis around them does not count.
// - Figures of a time are not counted (all are told as `flow`), shares are not counted, and nothing is added up through a
//   tie. Activities are counted by rows, not by their times.
// - Of who holds posts, as distinct persons, the text asks for a listing of persons; linli takes one of the posts.
//   Of posts the text counts held seats in people too; linli counts who sits in two of them once.
// - A selector with a blank in one of its values is not read.
//
// Days: a thing or tie holds on a day if it has begun and is not over, and a tie only if both its ends do. So every
// pattern ends in the same test, for today or for the day of a figure,
//   none(x IN [tie, thing] WHERE /* include: not-valid with $on = day */)
// and nothing is read off the number of relationships of a node, which counts ties that are long over.

// 1. The figures, and what each measures: `count S`, `sum FIELD of S` or `distinct KIND through TIE of S`, where S says
// which things, as in kind=post role=grid_worker. In a distinct, some fields are the tie's.
MATCH (figure:Figure)-[:SUBJECT]->(subject)
WHERE none(x IN [figure] WHERE /* include: not-valid */)
WITH figure, subject, split(figure.measure, ' ') AS words ORDER BY coalesce(figure.name, ''), figure.key
WITH *, words[0] AS verb, words[1] AS what, words[3] AS through, [word IN words
  WHERE word CONTAINS '=' AND NOT word STARTS WITH 'within='
  | {field: split(word, '=')[0], values: split(split(word, '=')[1], ',')}] AS said
WITH *, [one IN said WHERE verb = 'distinct' AND one.field IN ['chain', 'class', 'stage', 'relation', 'side']] AS tied
WITH *, coalesce(head([one IN said WHERE one.field = 'kind' | one.values]), []) AS kinds,
  /* declared: units-of-fields */ AS of_fields,
  /* declared: units-of-kinds */ AS of_kinds
WITH *, coalesce(CASE verb WHEN 'sum' THEN of_fields[what] WHEN 'distinct' THEN of_kinds[what][..1]
  ELSE of_kinds[CASE size(kinds) WHEN 1 THEN kinds[0] END] END, ['things']) AS units
WITH collect({figure: figure, subject: subject, day: coalesce(figure.as_of, $on), verb: verb, what: what,
  through: through, kinds: kinds, tied: tied, of: [one IN said WHERE one.field <> 'kind' AND NOT one IN tied],
  part: head([word IN words WHERE word STARTS WITH 'within=' | substring(word, 7)]),
  asked: CASE verb WHEN 'distinct' THEN [{field: 'kind', values: [what]}] + tied ELSE said END,
  barred: CASE
    WHEN any(kind IN kinds + CASE verb WHEN 'distinct' THEN [what, through] ELSE [] END
             WHERE NOT (kind IN keys($labels) OR kind IN $ties)) THEN 'kind_not_kept'
    WHEN any(x IN [subject] WHERE /* include: not-valid */) THEN 'subject_dissolved'
    WHEN figure.flow THEN 'flow'
    WHEN NOT figure.unit IN units THEN 'other_unit' END}) AS figures

// What there was on each of the days: today, and those of the figures.
CALL (figures) {
  UNWIND figures AS one
  UNWIND [$on, one.day] AS day
  WITH DISTINCT day

  // 2. PART_OF ties that do not count, as 'axis key': not on this day, of the other axis, or of no axis where the place
  // has a parent of its own on this one. Below, a climb on an axis is any PART_OF that is not among them.
  CALL (day) {
    // include: aside with $on = day
  }

  // 3. Listings that speak on the day: each until a later one of the same things at the same place.
  CALL (day, aside) {
    // include: speaking with $on = day
    RETURN collect({
      at: place.key, fields: [word IN split(listing.selector, ' ') WHERE NOT word STARTS WITH 'within='
                              | {field: split(word, '=')[0], values: split(split(word, '=')[1], ',')}]
    }) AS listings
  }

  // 4. Families: places above a listing whose children on an axis are all known, since places of their levels are listed.
  CALL (aside, listings) {
    // include: families
  }

  // 5. Where things are: the subjects, and all that a figure may count. A place is where it is. Else a thing is where it
  // is located, else where what it is in is, else in the lowest place around all that it answers for or serves, else
  // where its leading parent is; a person by a post held, else by what it is a member of, else by its home; what is
  // said of a thing, where that is. Of all ways up, the first in that order.
  CALL (figures, day, aside) {
    // include: reconcile/located
  }
  RETURN collect({day: day, aside: aside, listings: listings, families: families, located: located}) AS days
}
UNWIND figures AS one
WITH one, one.figure AS figure, one.subject AS subject, one.barred AS barred,
  head([each IN days WHERE each.day = one.day]) AS then, head([each IN days WHERE each.day = $on]) AS now
WITH *, coalesce(head([each IN now.located WHERE each.thing = subject | each.around]), []) AS around,
  head(head([each IN then.located WHERE each.thing = subject | each.around])) AS place
WITH * WHERE $within IS NULL OR $within IN [at IN around | at.key]

// 6. Is the ledger complete about it there? For each single sort of thing that is asked (a post's role, then whether a
// post without a holder is vacant), the places that are listed themselves, and those whose whole family is.
CALL (one, then) {
  WITH reduce(atoms = [[]], field IN one.asked | reduce(more = [], atom IN atoms
    | more + [value IN field.values | atom + [{field: field.field, value: value}]])) AS atoms
  UNWIND atoms + [each IN then.located WHERE each.thing:Post
    | [{field: 'kind', value: 'post'}, {field: 'role', value: each.thing.role}]]
    + [[{field: 'kind', value: 'place'}, {field: 'level', value: 'home'}]] AS atom
  WITH DISTINCT atom, atom IN atoms AS asked, [listing IN then.listings WHERE all(field IN listing.fields
    WHERE any(part IN atom WHERE part.field = field.field AND part.value IN field.values)) | listing.at] AS listed
  RETURN collect({atom: atom, asked: asked, listed: listed, together:
    reduce(found = [], round IN range(1, 8) | [family IN then.families
      WHERE all(child IN family.children WHERE child IN listed OR child IN found) | family.at])}) AS covers
}
CALL (place, then) {
  UNWIND ['territory', 'property'] AS axis
  MATCH (place) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN then.aside)* (above)
  RETURN collect(above.key) AS near
}
WITH *, place IS NOT NULL AND all(cover IN covers WHERE NOT cover.asked
  OR place.key IN cover.together OR any(at IN cover.listed WHERE at IN near)) AS complete

// 7. What it counts: things that are anchored in the place of the subject; of distinct, the things tied to such a one,
// or to the subject alone if that is no place.
CALL (one, barred, subject, place, then) {
  WITH * WHERE barred IS NULL
  CALL (one, subject, place, then) {
    WITH * WHERE 'place' IN one.kinds AND (one.verb <> 'distinct' OR subject:Place)
    UNWIND ['territory', 'property'] AS axis
    MATCH (place) (()<-[tie:PART_OF]-() WHERE NOT axis + ' ' + tie.key IN then.aside)* (thing)
    WITH thing WHERE one.part IS NULL OR EXISTS {
      UNWIND ['territory', 'property'] AS line
      MATCH (thing) (()-[up:PART_OF]->() WHERE NOT line + ' ' + up.key IN then.aside)* (:Place {key: one.part})
      RETURN 1
    }
    RETURN thing, [] AS about
    UNION ALL
    UNWIND then.located AS each
    WITH each.thing AS thing, [at IN each.around | at.key] AS about
    WHERE NOT thing:Place AND (one.part IS NULL OR one.part IN about)
      AND CASE WHEN one.verb = 'distinct' AND NOT subject:Place THEN thing = subject ELSE place.key IN about END
    RETURN thing, about
  }
  WITH DISTINCT thing, about
  WHERE any(kind IN one.kinds WHERE $labels[kind] IN labels(thing))
    AND all(part IN one.of WHERE any(value IN [] + coalesce(thing[part.field], thing[part.field + 's'])
                                     WHERE value IN part.values))
  RETURN collect({thing: thing, about: about}) AS things
}

// 8. Each of them as a number, which may be between two. A post counts as a seat, or by whether it is held. Households
// of a home: as written, none if vacant, one if occupied where homes are listed, else as its profile says, else none
// or one. Residents: as written, none if vacant, else any number. Anything else that is summed: as written, else any.
CALL (one, things, covers, then) {
  UNWIND things AS each
  WITH each.thing AS thing, each.about AS about
  CALL (one, thing, about, covers, then) {
    // include: reconcile/numbers
  }
  WITH DISTINCT key, low, high, why ORDER BY key
  RETURN toInteger(floor(sum(low) + 0.5)) AS low,
    CASE WHEN count(high) = count(*) THEN toInteger(floor(sum(high) + 0.5)) END AS high, // decimals are rounded once
    [key IN collect(CASE WHEN why IS NULL OR why = 'no_number' THEN key END)] AS evidence,
    collect(CASE WHEN why IN ['ended', 'holder_unknown'] THEN {code: why, id: key} END)
      + collect(DISTINCT CASE why WHEN 'no_number' THEN {code: why, id: null} END) AS doubts
}

// 9. The verdict holds for every number that the count may be.
WITH *, CASE WHEN barred IS NULL THEN {low: low, high: CASE WHEN complete THEN high END} END AS counted,
  figure.bound = 'about' AND (figure.low IS NULL OR figure.high IS NULL) AS vague, {
    low: CASE figure.bound WHEN 'at_most' THEN 0 WHEN 'about' THEN coalesce(figure.low, 0) ELSE figure.value END,
    high: CASE figure.bound WHEN 'at_least' THEN null WHEN 'about' THEN figure.high ELSE figure.value END
  } AS stated
// The path of a place, by the property axis and from its top on territory; of anything else, its place and its name.
CALL (subject, around, now) {
  WITH CASE WHEN subject:Place THEN subject ELSE head(around) END AS place
  MATCH way = (place) (()-[tie:PART_OF]->() WHERE NOT 'property ' + tie.key IN now.aside)* (top)
  WITH nodes(way) AS named, top ORDER BY length(way) DESC LIMIT 1
  MATCH way = (top) (()-[tie:PART_OF]->() WHERE NOT 'territory ' + tie.key IN now.aside)* (last)
  WITH named + tail(nodes(way)) AS named ORDER BY length(way) DESC LIMIT 1
  RETURN collect(reduce(path = '', place IN tail(named) | place.name + '/' + path) + named[0].name
    + CASE WHEN subject:Place THEN '' ELSE '//' + subject.name END) AS paths
}
RETURN figure.key AS figure, figure.name AS name,
  {id: subject.key, name: subject.name, path: coalesce(head(paths), subject.name), level: subject.level,
   kind: head([kind IN keys($labels) WHERE $labels[kind] IN labels(subject)])} AS subject,
  figure.measure AS measure, figure {.value, .bound, .unit, .period, .as_of, .document} AS published, counted,
  CASE WHEN barred IS NOT NULL OR vague THEN 'cannot_tell'
    WHEN coalesce(counted.high < stated.low OR counted.low > stated.high, false) THEN 'differs'
    WHEN counted.low < stated.low OR stated.high IS NOT NULL AND coalesce(counted.high > stated.high, true) THEN 'cannot_tell'
    WHEN figure.bound = 'exact' THEN 'agrees' ELSE 'consistent' END AS verdict,
  CASE WHEN counted.low = counted.high THEN counted.low - figure.value END AS difference,
  one.day AS on,
  CASE WHEN barred IS NULL THEN evidence ELSE [] END AS evidence,
  CASE WHEN barred IS NULL THEN size(evidence) ELSE 0 END AS evidence_count,
  CASE WHEN barred IS NOT NULL THEN [{code: barred, id: null}] ELSE
    CASE WHEN vague THEN [{code: 'about_without_range', id: null}] ELSE [] END
    + [doubt IN doubts WHERE doubt.code = 'ended'] + [doubt IN doubts WHERE doubt.code = 'holder_unknown']
    + [doubt IN doubts WHERE doubt.code = 'no_number']
    + CASE WHEN complete THEN [] ELSE [{code: 'not_listed', id: null}] END
    + CASE WHEN figure.as_of IS NULL THEN [{code: 'undated', id: null}] ELSE [] END END AS why
