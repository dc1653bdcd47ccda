"""To which classes somebody belongs, and whether that was looked at: 60岁及以上（已核实）、低保."""

from __future__ import annotations

import re

from graph.values.base import ValueType
from graph.values.classes import class_name
from graph.values.texts import clean_texts
from graph.words import caption

#: What is known of a class: it was verified, it was refused, or nobody has looked yet.
VERIFIED, REFUSED, PENDING = "verified", "refused", "pending"
_SAID = {
    **dict.fromkeys(("已核实", "核实", "符合", VERIFIED), VERIFIED),
    **dict.fromkeys(("不符", "不符合", "未通过", REFUSED), REFUSED),
    **dict.fromkeys(("待核实", "未核实", PENDING), PENDING),
}
_MARKED = re.compile(r"(.+?)(?:[（(=:：](.+?)[）)]?)$")


def clean_standings(raw: object) -> tuple[str, ...] | None:
    """Return classes, each with what is known of it after ``=``; what nobody has looked at stands alone.

    Raises:
        BadValue: A part is not a name.

    Example:
        >>> clean_standings("60周岁以上（已核实）")
        ('60岁及以上=verified',)
        >>> clean_standings("60岁及以上（已核实）、残疾人（不符）；低保")
        ('60岁及以上=verified', '残疾人=refused', '低保')
    """
    said = [standing(one) for one in clean_texts(raw) or ()]
    found = [(class_name(name), known) for name, known in said]
    return tuple(name if known == PENDING else f"{name}={known}" for name, known in found) or None


def standing(said: str) -> tuple[str, str]:
    """Return a class, and what is known of it.

    Example:
        >>> standing("低保=verified"), standing("低保")
        (('低保', 'verified'), ('低保', 'pending'))
    """
    marked = _MARKED.fullmatch(said)
    if marked and (known := _SAID.get(marked[2].strip())):
        return marked[1].strip(), known
    return said, PENDING


def _shown(standings: tuple[str, ...], lang: str) -> str:
    told = ((name, known) for name, known in map(standing, standings))
    between = "、" if lang == "zh" else ", "
    return between.join(
        name
        if known == PENDING
        else caption("standing.told", lang, name=name, known=caption(f"standing.{known}", lang))
        for name, known in told
    )


STANDINGS: ValueType[tuple[str, ...]] = ValueType("standings", "60岁及以上（已核实）、低保", clean_standings, _shown)
