// Takes enclosing. Leaves answering: who answers for these places, or did and since when no more, nearest first.

// 3. Who answers for each of these places now, or did. A post without places of its own has the place that it is in, or
// the places of the organisation that it is in. A deputy carries nothing: deputies are reached through their chief.
CALL (enclosing) {
  UNWIND range(0, size(enclosing) - 1) AS steps
  WITH steps, enclosing[steps] AS here
  MATCH way = (unit:Organisation|Post)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->{0,1}(here)
  WHERE none(x IN nodes(way) + relationships(way) WHERE /* include: not-begun */)
    AND coalesce(unit.rank, '') <> 'deputy'
    AND none(tie IN relationships(way) WHERE tie.acts_for IS NOT NULL) // who acts for another carries no slot
    AND (type(relationships(way)[0]) = 'ANSWERS_FOR' OR NOT EXISTS {
      MATCH (unit)-[own:ANSWERS_FOR]->(other:Place)
      WHERE own.acts_for IS NULL AND none(x IN [own, other] WHERE /* include: not-begun */)
    })
  WITH steps, here, unit,
       collect(none(x IN nodes(way) + relationships(way) WHERE /* include: over */)) AS holding,
       max(reduce(first = null, x IN nodes(way) + relationships(way) | /* include: first-end */)) AS over
  WITH steps, here, unit, true IN holding AS now, over ORDER BY steps
  RETURN collect({unit: unit, steps: steps, here: here, now: now, over: over,
                  fits: coalesce(unit.form, unit.role) + '@' + here.level}) AS answering
}
