"""一表通: somebody's blank form (xlsx) filled from the ledger, by a map of its cells, and compared when it comes back.

``plan`` reads the map, ``spots`` lays it over a ledger, ``book`` writes, ``back`` compares, ``draft`` proposes a map.
"""
