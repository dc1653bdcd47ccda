// Takes first, a day or null, x, a thing or a tie. Leaves: the earlier of that day and the one on which it is over.

CASE WHEN first IS NULL OR x.until < first THEN x.until ELSE first END
