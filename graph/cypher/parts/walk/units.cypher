// Takes chain, slots, enclosing. Leaves units: whoever may come up, with leader, places and slots filled.

// 5. The units that may come up: those, and whoever leads them on this chain (`leaders`, by key).
// `fills`: the slots that a unit fills by any of its places; `here`: its place nearest to the start.
CALL (chain, slots, enclosing) {
  UNWIND reduce(all = [], slot IN slots | all + slot.units) AS carrier
  MATCH (carrier)-[:REPORTS_TO]->*(unit)
  WITH DISTINCT unit
  WITH unit, COLLECT {
    MATCH (unit)-[tie:REPORTS_TO {chain: chain.chain, relation: 'leads'}]->(leader)
    WHERE none(x IN [unit, tie, leader] WHERE /* include: not-valid */)
    WITH DISTINCT leader ORDER BY leader.key
    RETURN leader
  } AS leaders, COLLECT {
    MATCH way = (unit)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->{0,1}(here:Place)
    WHERE none(x IN nodes(way) + relationships(way) WHERE /* include: not-valid */)
      AND none(tie IN relationships(way) WHERE tie.acts_for IS NOT NULL) // who acts for another carries no slot
      AND (type(relationships(way)[0]) = 'ANSWERS_FOR' OR NOT EXISTS {
        MATCH (unit)-[own:ANSWERS_FOR]->(other:Place)
        WHERE own.acts_for IS NULL AND none(x IN [own, other] WHERE /* include: not-begun */)
      })
    RETURN DISTINCT here ORDER BY here.key
  } AS places, COUNT { // all of them, those too where it acts for another
    MATCH way = (unit)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->{0,1}(here:Place)
    WHERE none(x IN nodes(way) + relationships(way) WHERE /* include: not-valid */)
      AND (type(relationships(way)[0]) = 'ANSWERS_FOR' OR NOT EXISTS {
        MATCH (unit)-[own:ANSWERS_FOR]->(other:Place)
        WHERE none(x IN [own, other] WHERE /* include: not-begun */)
      })
    RETURN DISTINCT here
  } AS many
  RETURN collect({
    unit: unit, leaders: leaders, places: places, many: many, here: head([above IN enclosing WHERE above IN places] + places),
    fills: [i IN range(0, size(chain.slots) - 1) WHERE coalesce(unit.rank, '') <> 'deputy'
            AND any(here IN places WHERE coalesce(unit.form, unit.role) + '@' + here.level IN chain.slots[i].fills)]
  }) AS units
}
