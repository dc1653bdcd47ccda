"""How two spellings of one name are found to be the same, quickly and often."""

from __future__ import annotations

from functools import lru_cache

from graph.errors import BadValue
from graph.names.quoting import unquoted
from graph.values.name import clean_name, compared


@lru_cache(maxsize=1 << 16)
def spelled(text: str) -> str:
    """Return a name as somebody typed it in the spelling in which names are kept, as it is where it cannot be one."""
    try:
        return clean_name(unquoted(text.strip())) or ""
    except BadValue:
        return text


@lru_cache(maxsize=1 << 18)
def fold(text: str) -> str:
    """Return what is compared of a name, as `graph.values.name.compared`, of text as somebody typed it.

    Example:
        >>> fold(" 锦绣园（东区） ３号楼") == fold("锦绣园东区3号楼")
        True
    """
    return compared(text)
