"""The owners' committee (业委会)."""

from __future__ import annotations

from typing import ClassVar, Literal

from graph.rules.sideways.base import Sideways


class OwnersCommittee(Sideways):
    """The committee itself, not who acts for it."""

    heads: ClassVar[tuple[str, ...]] = ("committee_head", "director")

    ask: Literal["owners_committee"]
