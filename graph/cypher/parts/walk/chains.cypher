// Takes enclosing, place. Leaves profile, and a row for each chain; where there is none, one with chain null.

// 2. The chains of the profile that the nearest of them names, unless the place stands above all of its slots.
WITH *, head([above IN enclosing WHERE above.profile IS NOT NULL | above.profile]) AS profile
WITH *, [chain IN $chains WHERE chain.profile = profile
         AND any(slot IN chain.slots WHERE NOT place.level IN slot.wider)] AS chains
UNWIND CASE chains WHEN [] THEN [null] ELSE chains END AS chain
