// Takes slots, offices, seats. Leaves silent, the slots asked of the lists, sat, all seats and those of deputies, and anchored.

// 8. Silence means something only where a list says that all are written down. It is asked about slots with nobody to
// ask and about seats with nobody in them. `loose`: things of the kind whose places were never filled in, which may
// belong anywhere. `anchored`: where they and those seats are, that is, the first place on the way over where a thing
// is located and what it is seated in, then what it answers for or serves (the lowest place that encloses all of it),
// then who leads it, then what it is a member of.
WITH *, reduce(all = [], seat IN seats | all + [seat] + seat.deputies) AS sat
WITH *, [slot IN slots WHERE slot.units = [] OR any(seat IN seats WHERE any(one IN [seat] + seat.deputies
         WHERE one.held = []) AND any(one IN offices WHERE one.position = slot.position AND seat.post IN one.chiefs))] AS silent
CALL (silent, sat) {
  WITH reduce(all = [], slot IN silent | all + slot.names) AS names, COLLECT {
    UNWIND sat AS seat
    WITH seat.post AS post, seat.held AS held
    WHERE held = [] AND NOT coalesce(post.vacant, false)
    RETURN post
  } AS empty
  UNWIND empty + COLLECT {
    WITH names WHERE names <> []
    CALL (names) {
      MATCH (thing:Organisation) WHERE thing.form IN names RETURN thing
      UNION ALL
      MATCH (thing:Post) WHERE thing.role IN names RETURN thing
    }
    WITH thing
    WHERE none(x IN [thing] WHERE /* include: not-valid */)
      AND NOT EXISTS { (thing)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->(:Place) }
      AND NOT EXISTS { (thing)-[:POST_IN]->(:Place) }
    RETURN thing
  } AS thing
  WITH DISTINCT thing
  WITH thing, NOT EXISTS { (thing)-[:POST_IN]->{0,1}()-[:ANSWERS_FOR]->(:Place) }
       AND NOT EXISTS { (thing)-[:POST_IN]->(:Place) } AS loose, head(COLLECT {
    MATCH way = (thing) (
      (low)-[tie:/* declared: locating */|/* declared: hanging-counted */]->(high)
      // include: walk/up
    )* (last)
    // include: walk/first-way
    RETURN anchor ORDER BY turns LIMIT 1
  }) AS anchor
  RETURN collect({thing: thing, name: coalesce(thing.form, thing.role), loose: loose, anchor: anchor, within: COLLECT {
    UNWIND ['territory', 'property'] AS axis
    MATCH (anchor) (
      // include: climb
    )* (above:Place)
    RETURN DISTINCT above
  }}) AS anchored
}
