"""A ledger in parts that are asked one by one, wherever that is: streets in bundles, each with what stands around it.

``cuts`` says which places are a part's own, ``surroundings`` what has to stand around them so that questions answer as
of the whole, ``bundles`` walks a ledger from the top down, ``folder`` keeps the parts as Parquet, ``asking`` asks one
and ``merging`` adds up what all of them say (SEMANTICS X).
"""

from __future__ import annotations
