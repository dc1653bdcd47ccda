// Takes chain, units, offers, stairs. Leaves walk: steps made, what was passed, the slot reached, whether in a circle.

// 11. The walk, slot by slot, carrying: the steps made; what was passed since the last; what was asked, with the reason
// to pass it if it comes again; the unit found last; the slot reached last; whether it was led in a circle.
WITH *, reduce(walk = {steps: [], passed: [], asked: [], reached: -1}, slot IN stairs | head(COLLECT {
  // Whoever leads the last unit goes before those who answer for the place, if it fills this slot or a later one: of
  // several the lowest key that does and was not asked on this walk. Only one asked already: the walk goes in a circle.
  WITH head([one IN units WHERE one.unit = walk.last | one.leaders]) AS leaders, [one IN walk.asked | one.unit] AS met
  WITH coalesce(head([each IN leaders WHERE NOT each IN met AND any(one IN units WHERE one.unit = each
                        AND any(position IN one.fills WHERE position >= slot.position))]),
                head([each IN leaders WHERE each IN met])) AS leader
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
      WHEN NOT again AND NOT same THEN 'step'
      WHEN one.how = 'deputy' THEN 'pass'
      WHEN NOT again AND any(pair IN chain.expected
             WHERE pair = [one.post.role, before.post.role] OR pair = [before.post.role, one.post.role]) THEN 'combine'
      ELSE 'pass' END}
  } AS options
  WITH *, head([i IN range(0, size(options) - 1) WHERE options[i].does IN ['step', 'combine']]) AS nth
  WITH *, options[nth] AS taken, [one IN options[..coalesce(nth, size(options))] WHERE one.does = 'pass' |
            one {.slot, .unit, .post, .person, .cause, .since, why: coalesce(one.why, 'same_person')}] AS tried
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
