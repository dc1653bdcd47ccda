// Takes chain, place, enclosing, answering. Leaves slots: those of the chain, with who may be asked in each.

// 4. The slots of the chain that do not lie below the place. `units`: who may be asked, at the nearest place that has
// anybody, in the slot's order of forms or roles, then the office's own. `ended`: who was there once, the nearest too, and till when.
// `at`: the places of the slot's levels, else the nearest wider one; there lists must show that nobody is missing.
CALL (chain, place, enclosing, answering) {
  UNWIND range(0, coalesce(size(chain.slots), 0) - 1) AS position
  WITH position, chain.slots[position] AS slot
  WHERE NOT place.level IN slot.wider
  WITH position, slot, COLLECT {
    UNWIND answering AS one
    WITH one, coalesce(one.unit.form, one.unit.role) AS name
    WHERE one.fits IN slot.fills
    RETURN one ORDER BY one.steps,
      coalesce(head([i IN range(0, size(slot.names) - 1) WHERE slot.names[i] = name]), size(slot.names)),
      one.unit.display_order, one.unit.key
  } AS filling
  WITH *, head([one IN filling WHERE one.now]) AS nearest, head([one IN filling WHERE NOT one.now]) AS gone,
       [above IN enclosing WHERE above.level IN slot.levels] AS standing,
       [above IN enclosing WHERE above.level IN slot.wider][..1] AS wider
  WITH slot {.*, position: position, here: nearest.here,
             units: [one IN filling WHERE one.now AND one.steps = nearest.steps | one.unit],
             ended: [one IN filling WHERE NOT one.now AND one.steps = gone.steps | one {.unit, .over}],
             at: CASE standing WHEN [] THEN wider ELSE standing END, no_level: standing = []} AS slot
  RETURN collect(slot) AS slots
}
