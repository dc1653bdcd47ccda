// Takes x, a thing or a tie. Leaves: whether it does not hold on the day ($on), as not begun or over.

coalesce(x.since > $on OR x.until <= $on, false)
