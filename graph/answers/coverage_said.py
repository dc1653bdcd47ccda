"""The columns that only some types of norm have, in words: who holds what, and who may be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.words import caption

Row = Mapping[str, Any]


def in_words(value: Row, title: Callable[[Row], str], called: Callable[[str], str] | None, lang: str) -> str | None:
    """Return a pair of seats, or who may be chosen, in words; None for anything else.

    Args:
        value: The struct.
        title: What a thing with a name or a role is called.
        called: What a thing is called by its key; None = ids stay.
        lang: ``zh`` or ``en``.

    Example:
        >>> seat, holder = {"id": "post-a", "name": "站长"}, {"id": "person-a", "name": "演示甲"}
        >>> pair = {"seat": seat, "holder": holder, "other": None, "other_holder": None}
        >>> in_words(pair, lambda one: one["name"], None, "zh")
        '站长是演示甲'
    """
    if "other_holder" in value:
        told = {name: title(one) for name, one in value.items() if one is not None}
        return caption("pair.beside" if "other_holder" in told else "pair.alone", lang, **told)
    if "units" in value:
        units = [called(unit) if called else unit for unit in value["units"]]
        return caption("picture.named", lang, text=title(value), note=caption("picture.comma", lang).join(units))
    return None
