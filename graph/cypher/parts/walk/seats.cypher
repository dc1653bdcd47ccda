// Takes slots, offices. Leaves seats: who sits in each, and in those of its deputies.

// 7. Who sits in these seats and in those of their deputies: same role and same unit, or the same places where neither
// is in any (`bases`, of which the first sort counts). `sitter`: the holder who is not away, else who acts; `away`: who
// would be, but is absent today; `last`: who held it last, now or before; `left`: when the last of
// those who hold it no more did.
CALL (slots, offices) {
  UNWIND reduce(all = [], one IN offices | all + one.chiefs + one.deputies) +
         reduce(all = [], slot IN slots | all + [one IN slot.ended WHERE one.unit:Post | one.unit]) AS chief
  WITH DISTINCT chief
  UNWIND [chief] + COLLECT {
    // include: walk/deputies
    RETURN deputy ORDER BY deputy.display_order, deputy.key
  } AS post
  WITH chief, post, COLLECT {
    MATCH (person:Person)-[hold:HOLDS]->(post)
    WHERE none(x IN [person, hold, post] WHERE /* include: not-begun */)
    WITH person, hold ORDER BY person.key, hold.key
    RETURN {
      person: person, hold: hold, how: CASE WHEN hold.acting THEN 'acting' ELSE 'holder' END,
      now: none(x IN [person, hold, post] WHERE /* include: over */),
      over: reduce(first = null, x IN [person, hold, post] | /* include: first-end */),
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
      RETURN one.person ORDER BY coalesce(one.over, date('9999-12-31')) DESC, one.person.key LIMIT 1
    }),
    left: head(COLLECT { UNWIND begun AS one WITH one WHERE NOT one.now RETURN one.over ORDER BY one.over DESC LIMIT 1 })
  } AS seat
  WITH chief, collect(seat) AS each
  WITH each[0] AS seat, each[1..] AS deputies
  RETURN collect(seat {.*, deputies: deputies}) AS seats
}
