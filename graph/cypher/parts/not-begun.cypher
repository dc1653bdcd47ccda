// Takes x, a thing or a tie. Leaves: whether it begins after the day ($on).

coalesce(x.since > $on, false)
