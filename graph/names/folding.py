"""How two spellings of one name are found to be the same, quickly and often."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graph.values import cell
from graph.values.name import folded


@lru_cache(maxsize=1 << 18)
def fold(text: str) -> str:
    """Return what is compared of a name, as `graph.values.name.folded`, of text as somebody typed it.

    Example:
        >>> fold(" 锦绣园（东区） ３号楼") == fold("锦绣园东区3号楼")
        True
    """
    return folded(unicodedata.normalize("NFKC", cell.narrow(text)))
