// Takes the day ($on). Leaves listing, place: each listing that speaks, and where; none that a later one replaced.

MATCH (listing:Listing)-[:WITHIN]->(place:Place)
WHERE listing.as_of <= $on
  AND none(x IN [listing] WHERE /* include: not-valid */)
  AND NOT EXISTS {
    MATCH (later:Listing {selector: listing.selector})-[:WITHIN]->(place)
    WHERE listing.as_of < later.as_of <= $on
      AND none(x IN [later] WHERE /* include: not-valid */)
  }
