// Takes aside, $norms. Leaves unsure: things that lack a scope, and posts without a holder, with what is around them.

// 4. Things of which something is not written down: where they belong (loose), or who holds the post. Where is such a
// thing? Where it is located, else where what it is in is, else the lowest place around all that it answers for or
// serves, else where its leading parent is, else where what it is a member of is: of all ways up, the first in that order.
CALL (aside) {
  UNWIND $norms AS norm
  UNWIND norm.looks AS look
  MATCH (thing:/* declared: counted */)
  WHERE norm.label IN labels(thing)
    AND none(x IN [thing] WHERE /* include: not-valid */)
    AND all(one IN look.of WHERE any(value IN [] + coalesce(thing[one.field], thing[one.field + 's'])
                                     WHERE value IN one.values))
  WITH DISTINCT thing, norm.kind AS kind, norm.through AS through
  WITH *, NOT EXISTS {
    MATCH (thing)-[tie:/* declared: to-place */]->(:Place) WHERE type(tie) = through
  } AND NOT (through = 'ANSWERS_FOR' AND EXISTS {
    MATCH (thing:Post)-[:POST_IN]->()-[:ANSWERS_FOR]->{0,1}(:Place)
  }) AS loose
  WHERE loose OR thing:Post AND NOT EXISTS {
    MATCH (person:Person)-[hold:HOLDS]->(thing)
    WHERE none(x IN [person, hold] WHERE /* include: not-valid */)
  }
  OPTIONAL CALL (thing, aside) {
    MATCH (thing) (
      (low)-[tie:/* declared: hanging-counted */]->(high)
      // include: walk/up
    )* (unit)
    CALL (unit, aside) {
      // include: anchors
    }
    WITH anchor, [at IN range(0, size(tie) - 1) |
                  coalesce(/* declared: ranks */[type(tie[at])], '99') + high[at].key] + last AS way
    ORDER BY way LIMIT 1
    UNWIND ['territory', 'property'] AS axis
    MATCH up = (anchor) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
    WITH above.key AS key, min(length(up)) AS steps ORDER BY steps
    RETURN collect(key) AS around
  }
  WITH thing, kind, through, loose, around ORDER BY thing.key
  RETURN collect({thing: thing, kind: kind, through: through, loose: loose, around: coalesce(around, [])}) AS unsure
}
