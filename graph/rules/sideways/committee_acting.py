"""Who acts for an owners' committee that there is not (代行业委会职责)."""

from __future__ import annotations

from typing import ClassVar, Literal

from graph.rules.sideways.base import Sideways


class CommitteeActing(Sideways):
    """Who acts for the owners' committee, where that was passed."""

    heads: ClassVar[tuple[str, ...]] = ("committee_head", "director")
    follows: ClassVar[str] = "owners_committee"

    ask: Literal["committee_acting"]
