// Takes place, norm, look. Leaves thing: each thing of the look that is tied to the place.

CALL (place, norm) {
  MATCH (place)<-[tie:/* declared: to-place */]-(thing)
  WHERE type(tie) = norm.through AND none(x IN [tie, thing] WHERE /* include: not-valid */)
  RETURN thing
  UNION ALL  // a post without places of its own has those of its organisation, or the place it is in
  MATCH (place) (()<-[up:ANSWERS_FOR]-(by)){0,1} (unit)<-[tie:POST_IN]-(thing:Post)
  WHERE norm.through = 'ANSWERS_FOR'
    AND none(x IN up + by + [tie, thing] WHERE /* include: not-valid */)
    AND NOT EXISTS {
      MATCH (thing)-[own:ANSWERS_FOR]->(where:Place)
      WHERE none(x IN [own, where] WHERE /* include: not-begun */)
    }
  RETURN thing
}
WITH DISTINCT thing
WHERE norm.label IN labels(thing)
  AND all(one IN look.of WHERE any(value IN [] + coalesce(thing[one.field], thing[one.field + 's'])
                                   WHERE value IN one.values))
