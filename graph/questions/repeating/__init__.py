"""How needs that may say the same are found: which are looked at, which pairs come out, what repeats."""
