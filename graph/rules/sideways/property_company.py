"""The property company under contract (物业企业)."""

from __future__ import annotations

from typing import ClassVar, Literal

from graph.rules.sideways.base import Sideways


class PropertyCompany(Sideways):
    """Whoever has the contract at a place around the start."""

    heads: ClassVar[tuple[str, ...]] = ("property_manager", "director")

    ask: Literal["property_company"]
