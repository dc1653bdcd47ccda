"""A plan laid out on a small network of a case, things said by name as a planner writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from api.adjusting import named_part
from graph.planning.laying import Laid, laid
from graph.planning.line import Line
from graph.rules import load_rules
from tests.graph.adjusting.played import Played

#: The packs whose norms the cases are about.
RULES = load_rules().only("suzhoulu", "profile:suzhoulu")
DAY = dt.date(2024, 11, 1)
NETWORK = """
    place 甲社区 community
    place 甲社区/一网格 grid
    place 甲社区/二网格 grid
    place 甲社区/一网格/1号楼 building homes=3
    place 甲社区/二网格/2号楼 building homes=3
    organisation 党委 name=社区党委 answers_for=甲社区
    post 书记 name=书记 in=社区党委 holder=演示甲
    post 网格员 name=网格员 answers_for=甲社区/一网格 holder=演示丁
    listing post role=网格员 within=甲社区 as_of=2024-10-01
"""


def lines(*said: dict[str, Any]) -> list[Line]:
    """Lines one after the other: the work, its day where said, and what is said with it."""
    found = []
    for number, one in enumerate(said, 1):
        rest = dict(one)
        work, day, reason = rest.pop("work"), rest.pop("day", None), rest.pop("reason", None)
        found.append(Line(number, work, day, rest, reason))
    return found


def lay(some: Sequence[Line], network: str = NETWORK, **options: Any) -> Laid:
    """A plan laid out."""
    return laid(Played(network, "suzhoulu").network(DAY), RULES, some, named_part, by="演示统筹员", **options)
