// Takes slots, offices, seats, anchored, ledger, concerned. Leaves sittings, offers, stairs: all that the walk reads.

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
    ELSE [{why: state, post: post, person: CASE state WHEN 'ended' THEN seat.last END, since: seat.left}]
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
    WHEN slot.ended <> [] THEN [gone IN slot.ended | {
      why: 'ended', unit: gone.unit, post: CASE WHEN gone.unit:Post THEN gone.unit END, since: gone.over,
      person: head([one IN sittings WHERE one.post = gone.unit | one.last])}] + open
    WHEN levels <> [] AND slot.at <> [] AND all(what IN levels WHERE any(one IN ledger WHERE one.what = what))
      THEN [{why: 'no_such_level'}]
    WHEN open <> [] THEN open
    ELSE [{why: 'not_established'}]
  END}) AS stairs
}
