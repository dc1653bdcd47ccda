// Takes x, a thing or a tie. Leaves: whether it ended by the day ($on).

coalesce(x.until <= $on, false)
