// Who can serve one need or project: the offers that pass every filter, in the order of their keys.
//
// Parameters, with an example each as Browser takes them (`linli cypher match REF --params` prints yours):
//   :param on => date('2024-11-01')      the day asked about
//   :param within => null                key of the place that the need has to lie in, or null
//   :param demand => 'need-3jmlc2wq7ahxr5eo'    key of the need or project
//   :param above => {meals: ['meals', 'care']}  by category, it and those above it
//
// Returns one row: what is asked for, and `offers`, each with its giver, the first day on which it has anything left,
// how much of it, its state (eligible, pending, area_not_recorded) and the classes to verify; none where the
// need is not open, lies nowhere or elsewhere, or nothing of it is left.
//
// Left out:
// - The score and its parts, lot, proposed, asked: rows stand in order of key, not by score.
// - The funnel, and why nobody can (unmet, unused), totals and issues: the text asks once, for what passes all.
// - Classes are compared as they are written.
// - What an ended place left behind lies in nothing here.
// - A due that an extension or a suspension moved: the day written on the need counts.
// - Any list of needs: the text answers of one.
//
// How to read it: first what is wanted; 1 is where, 2 who must not help; 3 to 6 are the filters.

// What is wanted: open, lying somewhere, and how much of it nobody has claimed or done.
OPTIONAL CALL () {
  MATCH (demand:Need|Project {key: $demand})-[tie:LOCATED_AT]->(place:Place)
  WHERE none(x IN [demand, tie, place] WHERE /* include: not-valid */)
    AND (demand:Need OR demand.status = 'open')
    // Nor is it done or ended by its steps: the last of them up to the end of the day says so.
    AND NOT coalesce(head(COLLECT {
      MATCH (demand)<-[:NEED]-(step:Step)
      WHERE step.at <= toString($on) + 'T16:00:00Z'
      RETURN step.state ORDER BY step.number DESC LIMIT 1
    }) IN ['finished', 'reviewed', 'rated', 'merged', 'closed'], false)
  RETURN demand, place ORDER BY place.key LIMIT 1
}
OPTIONAL CALL (demand) {
  MATCH (demand)<-[tie:MEETS]-()
  WHERE tie.state IN ['claimed', 'done'] AND none(x IN [tie] WHERE /* include: not-valid */)
  RETURN sum(coalesce(tie.quantity, 1)) AS held
}
WITH *, coalesce(demand.quantity, 1) - coalesce(held, 0) AS left,
  CASE WHEN demand.due >= $on THEN demand.due ELSE $on + duration({days: 90}) END AS last,
  [one IN coalesce(demand.for_classes, []) | {name: split(one, '=')[0], known: coalesce(split(one, '=')[1], 'pending')}]
    AS classes
// include: walk/enclosing
WITH * WHERE left > 0 AND demand IS NOT NULL AND ($within IS NULL OR $within IN [at IN enclosing | at.key])

// 2. Whom it is about never helps, nor whom that leads, who runs it, the teams they run, and who sits in their posts.
CALL (demand) {
  MATCH (demand)-[:ABOUT]->(about)
  WHERE none(x IN [about] WHERE /* include: not-valid */)
  CALL (about) {
    // include: concerned
    UNION
    RETURN about AS one
    UNION
    MATCH (about)<-[tie:RUNS]-(one)
    WHERE none(x IN [about, tie, one] WHERE /* include: not-valid */)
    RETURN one
  }
  WITH collect(DISTINCT one) AS units
  UNWIND units AS unit
  OPTIONAL MATCH (unit)-[tie:RUNS|HOLDS]-(more)
  WHERE none(x IN [unit, tie, more] WHERE /* include: not-valid */)
    AND (type(tie) = 'RUNS' AND startNode(tie) = unit OR type(tie) = 'HOLDS' AND endNode(tie) = unit)
  RETURN collect(unit) + collect(more) AS concerned
}

// 3. Offers of the category or one above or below it, of the unit, and at hours that overlap.
CALL (demand, left, last, classes, enclosing, concerned) {
  MATCH (offer:Offer)
  WHERE coalesce(offer.status, '') <> 'paused'
    AND any(one IN coalesce(offer.categories, []) WHERE one = demand.category
      OR one IN coalesce($above[demand.category], []) OR demand.category IN coalesce($above[one], []))
    // Money is money, in yuan or in ten thousand of them.
    AND (offer.unit IS NULL OR demand.unit IS NULL OR offer.unit = demand.unit OR
      offer.unit IN ['yuan', 'ten_thousand_yuan'] AND demand.unit IN ['yuan', 'ten_thousand_yuan'])
    AND any(one IN split(coalesce(offer.hours, '00:00-24:00'), ';')
      WHERE any(other IN split(coalesce(demand.hours, '00:00-24:00'), ';')
        WHERE split(one, '-')[0] < split(other, '-')[1] AND split(other, '-')[0] < split(one, '-')[1]))

  // 4. Those that reach the place; of those that never had an area nobody knows.
  WITH *, EXISTS { (offer)-[:SERVES]->() } AS recorded
  WHERE NOT recorded OR EXISTS {
    MATCH (offer)-[tie:SERVES]->(area:Place)
    WHERE area IN enclosing AND none(x IN [tie, area] WHERE /* include: not-valid */)
  }

  // 5. Those whose giver is not concerned and has not declined, for whom the one in need is of a class, or may be.
  WITH *, head(COLLECT {
    MATCH (offer)<-[tie:GIVES]-(giver)
    WHERE none(x IN [tie, giver] WHERE /* include: not-valid */)
    RETURN giver ORDER BY giver.key LIMIT 1
  }) AS giver, [one IN classes WHERE one.name IN coalesce(offer.for_classes, []) | one.known] AS known
  WHERE (giver IS NULL OR NOT giver IN concerned)
    AND NOT EXISTS {
      MATCH (by)-[tie:MEETS {state: 'declined'}]->(demand)
      WHERE (by = offer OR by = giver) AND none(x IN [tie] WHERE /* include: not-valid */)
    }
  WITH *, CASE WHEN coalesce(offer.for_classes, []) = [] OR 'verified' IN known THEN 'verified'
    WHEN classes <> [] AND all(one IN known WHERE one = 'refused') THEN 'refused' ELSE 'pending' END AS standing,
    CASE WHEN offer.period IN ['day', 'week', 'month', 'quarter', 'year'] THEN offer.period
      WHEN offer.capacity IS NULL THEN 'day' ELSE 'once' END AS period,
    // So many days from Monday to Friday lie between the ask and the delivery.
    head([days IN range(0, 2 * coalesce(offer.notice, 0) + 3) WHERE size([day IN range(1, days)
      WHERE ($on + duration({days: day})).dayOfWeek < 6]) >= coalesce(offer.notice, 0)
      | $on + duration({days: days})]) AS ready,
    // One of its own unit is so many of the smallest; one unit of a demand takes as many, or as many as it says itself.
    CASE offer.unit WHEN 'ten_thousand_yuan' THEN 10000 ELSE 1 END AS size
  WITH *, CASE WHEN size = 10000 AND demand.unit = 'yuan' THEN 1
    WHEN offer.unit = 'yuan' AND demand.unit = 'ten_thousand_yuan' THEN 10000 ELSE size END AS takes,
    COLLECT {
      MATCH (offer)-[tie:MEETS]->(other)
      WHERE tie.state IN ['claimed', 'done'] AND none(x IN [tie] WHERE /* include: not-valid */)
      RETURN {when: coalesce(tie.on, tie.asked_on), quantity: coalesce(tie.quantity, 1) *
        CASE WHEN size = 10000 AND other.unit = 'yuan' THEN 1
          WHEN offer.unit = 'yuan' AND other.unit = 'ten_thousand_yuan' THEN 10000 ELSE size END}
    } AS uses
  WHERE standing <> 'refused'

  // 6. Of the days on which it could be, the first with anything left in its calendar period; of no period, of all.
  CALL (offer, demand, last, ready, period, uses, size, takes) {
    UNWIND range(0, duration.inDays(ready, last).days) AS days
    WITH *, ready + duration({days: days}) AS day
    WHERE none(x IN [offer, demand] WHERE /* include: not-valid with $on = day */) AND coalesce(day >= demand.from, true)
      AND all(said IN [offer.weekdays, demand.weekdays] WHERE said IS NULL
        OR ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][day.dayOfWeek - 1] IN split(said, ','))
    WITH day, (CASE offer.capacity WHEN 'unbounded' THEN 1099511627776
      ELSE toInteger(coalesce(offer.capacity, '1')) * size END - reduce(held = 0, use IN uses | held + CASE
        WHEN use.when IS NULL THEN use.quantity
        WHEN period = 'once' THEN CASE WHEN coalesce(use.when < offer.since OR use.when >= offer.until, false)
          THEN 0 ELSE use.quantity END
        WHEN date.truncate(period, use.when) = date.truncate(period, day) THEN use.quantity
        ELSE 0 END)) / takes AS room
    WHERE room > 0
    RETURN day, room ORDER BY day LIMIT 1
  }
  WITH * ORDER BY offer.key
  RETURN collect({
    offer: {id: offer.key, name: offer.name}, on: day, labels: labels(giver),
    giver: CASE WHEN giver IS NOT NULL THEN {id: giver.key, name: giver.name} END,
    quantity: CASE WHEN room < left THEN room ELSE left END,
    state: CASE WHEN NOT recorded THEN 'area_not_recorded' WHEN standing = 'pending' THEN 'pending' ELSE 'eligible' END,
    check: CASE standing WHEN 'pending' THEN offer.for_classes ELSE [] END
  }) AS offers
}
RETURN {id: demand.key, name: demand.name} AS demand, labels(demand) AS labels, coalesce(demand.quantity, 1) AS whole, offers
