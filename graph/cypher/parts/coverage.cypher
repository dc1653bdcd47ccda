// Takes the parameters. Leaves a row for each subject and norm, with all that both ways of counting ask.

// 1. PART_OF ties that do not count, as 'axis key': not on this day, of the other axis, or of no axis where the place
// has a parent of its own on this one. Below, a climb on an axis is any PART_OF that is not among them.
CALL () {
  // include: aside
}

// 2. Listings that speak on the day: each until a later one of the same things at the same place.
CALL (aside) {
  // include: speaking
  WITH listing, place ORDER BY listing.key
  RETURN collect({
    key: listing.key, as_of: listing.as_of, at: place.key,
    fields: [word IN split(listing.selector, ' ') WHERE NOT word STARTS WITH 'within='
             | {field: split(word, '=')[0], values: split(split(word, '=')[1], ',')}]
  }) AS listings
}

// 3. Families: places above a listing whose children on an axis are all known, since places of their levels are listed.
CALL (aside, listings) {
  // include: families
}

// include: coverage/unsure

// include: coverage/covers

// include: coverage/subjects

// include: coverage/households

// include: coverage/responsible

// include: coverage/norms
