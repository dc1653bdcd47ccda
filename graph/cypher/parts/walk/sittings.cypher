// Takes slots, offices, seats, anchored, ledger, concerned. Leaves sittings, offers, stairs: all that the walk reads.

// 10. What each seat comes to, in the order in which it is tried: itself, then its deputies. An option with `how` is
// somebody to ask, one with `why` a reason to pass over. If nobody knows who sits in one, that is asked, and `also` are
// the deputies after it of whom that is known.
CALL (seats, ledger, anchored, concerned) {
  UNWIND seats AS seat
  WITH seat, [seat] + seat.deputies AS each
  WITH seat, COLLECT {
    UNWIND range(0, size(each) - 1) AS nth
    WITH nth, each[nth] AS one
    WITH nth, one, one.post AS post,
         head([other IN anchored WHERE other.thing = one.post | 'post ' + other.name + ' ' + other.anchor.key]) AS list
    WITH *, CASE WHEN post IN concerned THEN 'concerned'
                 WHEN one.held <> [] THEN 'held'
                 WHEN post.vacant OR any(listed IN ledger WHERE listed.what = list) THEN 'vacant'
                 WHEN one.last IS NOT NULL THEN 'ended'
                 ELSE 'unknown' END AS state
    RETURN CASE state
      WHEN 'unknown' THEN [{how: 'unknown', post: post, also: [
        other IN each[nth + 1..] WHERE other.sitter IS NOT NULL AND NOT other.post IN concerned |
        {post: other.post, person: other.sitter.person, as: 'deputy'}]}]
      WHEN 'held' THEN
        [away IN one.away | {why: 'absent', post: post, person: away.person}] +
        [sitter IN [one.sitter] WHERE sitter IS NOT NULL |
         {how: CASE nth WHEN 0 THEN sitter.how ELSE 'deputy' END, post: post, person: sitter.person, hold: sitter.hold}]
      WHEN 'concerned' THEN [{why: state, post: post, person: coalesce(one.sitter, one.held[0]).person}]
      ELSE [{why: state, post: post, person: CASE state WHEN 'ended' THEN one.last END, since: one.left}]
    END AS comes ORDER BY nth
  } AS options
  RETURN collect({post: seat.post, options: reduce(all = [], some IN options | all + some), known: seat.sitter,
                  last: seat.last}) AS sittings
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
    WHEN slot.ended <> [] THEN [gone IN slot.ended | {
      why: 'ended', unit: gone.unit, post: CASE WHEN gone.unit:Post THEN gone.unit END, since: gone.over,
      person: head([one IN sittings WHERE one.post = gone.unit | one.last])}] + open
    WHEN levels <> [] AND slot.at <> [] AND all(what IN levels WHERE any(one IN ledger WHERE one.what = what))
      THEN [{why: 'no_such_level'}]
    WHEN open <> [] THEN open
    ELSE [{why: 'not_established'}]
  END}) AS stairs
}
