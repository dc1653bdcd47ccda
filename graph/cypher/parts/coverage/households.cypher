// Takes subject, inside, near, homes, aside, $profiles. Leaves counted, homes_listed, households.

// 7. Households of the homes there: as written, none if vacant, one if occupied where homes are listed, else as the
// profile of the home says, else none or one. No upper bound unless homes are listed.
CALL (inside, homes, aside) {
  UNWIND [place IN inside WHERE place.level = 'home'] AS home
  CALL (home, homes, aside) {
    WITH home WHERE home.households IS NOT NULL OR home.occupancy = 'vacant'
    RETURN {low: coalesce(home.households, 0), high: coalesce(home.households, 0)} AS band
    UNION ALL
    WITH * WHERE home.households IS NULL AND coalesce(home.occupancy <> 'vacant', true)
    UNWIND ['territory', 'property'] AS axis
    MATCH way = (home) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
    WITH home, above, min([length(way), axis = 'property']) AS steps ORDER BY steps, above.key
    WITH home, collect(above.key) AS around, head(collect(above.profile)) AS profile
    RETURN CASE WHEN home.occupancy = 'occupied' AND any(at IN homes.listed WHERE at IN around) THEN {low: 1, high: 1}
      ELSE coalesce(head([one IN $profiles WHERE one.key = profile | one.households]), {low: 0, high: 1}) END AS band
  }
  RETURN {low: sum(band.low), high: sum(band.high)} AS counted
}
WITH *, any(at IN homes.listed WHERE at IN near) OR subject.key IN [one IN homes.together | one.at] AS homes_listed
WITH *, {low: counted.low, high: CASE WHEN homes_listed THEN counted.high END} AS households
