// Takes listings, near, norm. Leaves a column: the listings that speak of what is counted there, and whether stale.

[listing IN listings WHERE listing.at IN near AND any(atom IN norm.looks[0].atoms
  WHERE all(one IN listing.fields WHERE atom[one.field] IN one.values))
 | {id: listing.key, as_of: listing.as_of, age: duration.inDays(listing.as_of, $on).days,
    stale: coalesce(duration.inDays(listing.as_of, $on).days > norm.stale_after, false)}] AS listings,
