// Takes place. Leaves enclosing: the places around it, nearest first.

// 1. What encloses the place: it and all it lies in, each axis climbed by itself, nearest first (fewest steps, then
// territory, then key). A tie that names no axis counts on both, unless there is another parent on the axis climbed.
CALL (place) {
  UNWIND ['territory', 'property'] AS axis
  MATCH way = (place) (
    // include: climb
  )* (above:Place)
  WITH above, length(way) AS steps, axis ORDER BY steps, axis DESC, above.key
  RETURN collect(DISTINCT above) AS enclosing
}
