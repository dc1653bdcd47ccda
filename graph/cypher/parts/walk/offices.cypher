// Takes slots, units. Leaves offices: the seats of each unit in each slot that it fills.

// 6. The seats of each unit in each slot that it fills: a post is its own seat; of an organisation the posts of the
// slot's head roles, in order. Deputies are kept apart, for an organisation of which no head is recorded.
CALL (slots, units) {
  UNWIND slots AS slot
  UNWIND units AS one
  WITH slot, one.unit AS unit
  WHERE slot.position IN one.fills
  WITH slot, unit, COLLECT {
    UNWIND range(0, size(slot.heads) - 1) AS nth
    MATCH (unit)<-[tie:POST_IN]-(post:Post {role: slot.heads[nth]})
    WHERE none(x IN [post, tie, unit] WHERE /* include: not-valid */)
    WITH DISTINCT nth, post ORDER BY nth, post.display_order, post.key
    RETURN post
  } AS posts
  RETURN collect({
    position: slot.position, unit: unit, deputies: [post IN posts WHERE post.rank = 'deputy'],
    chiefs: CASE WHEN unit:Post THEN [unit] ELSE [post IN posts WHERE coalesce(post.rank, '') <> 'deputy'] END
  }) AS offices
}
