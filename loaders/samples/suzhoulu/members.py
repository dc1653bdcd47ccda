"""The four classes of member in the sample suzhoulu, as columns of a person.

Only own members (自管) belong to the community's committee. The others belong to a unit that reported
in, to a property company or to the volunteers, and add nothing to the 44.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.samples.book import Book, Row
from loaders.samples.suzhoulu.estates import COMMUNITY

COMMITTEE = f"{COMMUNITY}//苏州路演示社区党委"
VOLUNTEERS = f"{COMMUNITY}//演示志愿服务队"
_IN, _CLASS = "所属组织", "所属组织·类别"


def own(stage: str = "正式") -> Row:
    """Return the columns of an own member, full or on probation."""
    return {_IN: COMMITTEE, _CLASS: "自管", "所属组织·阶段": stage, "所属组织·组织关系": "正式组织关系"}


def member(book: Book, kind: str, position: int) -> Row:
    """Return the columns of a member of a class; the units of a class take turns."""
    if kind == "自管":
        return own()
    if kind == "双报到":
        return {_IN: _turn(book, "党总支", position), _CLASS: kind, "报到于": COMMITTEE}
    return {_IN: _turn(book, "物业", position) if kind == "物业企业" else VOLUNTEERS, _CLASS: kind}


def in_turn(classes: Mapping[str, int]) -> Iterator[str]:
    """Yield each class as often as it says, one after the other."""
    return (kind for kind, count in classes.items() for _ in range(count))


def _turn(book: Book, form: str, position: int) -> str:
    units = [row for row in book.sheets["organisation"] if row["组织形式"] == form]
    unit = units[position % len(units)]
    return f"{unit.get('负责范围', COMMUNITY)}//{unit['名称']}"
