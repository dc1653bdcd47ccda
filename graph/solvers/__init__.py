"""Plans of matching: which lot gives how much to which demand, best by five levels, as arrays in and arrays out.

What is asked is a ``Problem`` (``problem.py``), what comes back a ``Plan`` (``plan.py``)::

    problem -- components -->  all of plain demands  -- flow stages --------------.
                               some whole, together  -- whole numbers, zero gap ---+--> units by arc --> levels
                               such, and too large   -- rounding, the gap stated -'

``residual`` says who competes for what and what one more unit is worth, ``relaxing`` whether a change would serve
somebody: ``proving`` by the residual graph alone, in which ``passing_on`` follows a unit, else by planning again.

Beside these are places and groups. What a plan of places costs is a ``Siting`` (``siting.py``): ``multipliers`` bounds
it, ``facility`` proves the best, ``fewest`` are set cover and the shortest longest way; ``partition`` are groups that
hang together, ``around`` who is near whom, ``program`` a thin layer over HiGHS.

The room knows no kinds, networks or words; OR-Tools and scipy are imported here alone, and only by who plans.
"""
