"""A department that is summoned (吹哨报到, 科室包联)."""

from __future__ import annotations

from typing import ClassVar, Literal

from graph.rules.sideways.base import Sideways


class Department(Sideways):
    """Who can be summoned for the category of the matter, and serves a place around the start."""

    action: ClassVar[str] = "summon"
    heads: ClassVar[tuple[str, ...]] = ("director", "liaison")

    ask: Literal["department"]
