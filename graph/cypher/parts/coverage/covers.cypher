// Takes listings, families, unsure, $norms. Leaves covers, where lists are complete; homes, that of homes; vacant.

// 5. Where the ledger is complete: for each single sort of thing, the places that are listed themselves, and those
// whose whole family is, worked upwards from the listings; `by` says by which.
CALL (listings, families, unsure) {
  UNWIND [norm IN $norms | norm.looks] AS looks
  UNWIND looks AS look
  WITH collect(look.atoms) AS asked
  UNWIND reduce(all = [{kind: 'place', level: 'home'}], atoms IN asked | all + atoms)
    + [one IN unsure WHERE one.kind = 'post' | {kind: 'post', role: one.thing.role}] AS atom
  WITH DISTINCT atom, [listing IN listings
    WHERE all(one IN listing.fields WHERE atom[one.field] IN one.values) | listing.at] AS listed
  RETURN collect({atom: atom, listed: listed, together:
    reduce(found = [], round IN range(1, 8) | [family IN families
      WHERE all(child IN family.children WHERE child IN listed OR child IN [one IN found | one.at])
      | {at: family.at, by: reduce(by = [], child IN family.children
          | by + CASE WHEN child IN listed THEN [child] ELSE head([one IN found WHERE one.at = child | one.by]) END)}])
  }) AS covers
}
WITH *, head([one IN covers WHERE one.atom = {kind: 'place', level: 'home'}]) AS homes,
  [one IN unsure WHERE one.kind = 'post' AND (one.thing.vacant OR any(cover IN covers
    WHERE cover.atom = {kind: 'post', role: one.thing.role}
      AND (any(at IN cover.listed WHERE at IN one.around) OR one.around[0] IN [each IN cover.together | each.at])))
   | one.thing.key] AS vacant
