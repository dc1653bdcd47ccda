"""How fast it is, beside what numpy alone could do; run by ``make bench``, never asserted."""
