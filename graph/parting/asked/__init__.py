"""The questions that can be asked of parts: what each part says, and how what all say is put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from graph.answers import Answer
from graph.network import Network
from graph.parting.asked import audit, coverage, match, reconcile
from graph.rules import Rules
from graph.tables import Tables

__all__ = ["PARTED", "Parted"]

_Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Parted:
    """A question asked of parts (SEMANTICS X3).

    Attributes:
        part: Asks one part about what is its own, and returns the answer and the tables that are to be put together.
        whole: Puts one kind of table of all parts together, as the answer has it.
        gathered: Of a question that is asked once, of what all parts gather for it: what a part has for it.
    """

    part: Callable[[Network, Rules, pl.DataFrame], tuple[Answer, _Frames]]
    whole: Callable[[str, pl.DataFrame], pl.DataFrame]
    gathered: Callable[[Network], Tables] | None = None


PARTED: Mapping[str, Parted] = {
    "coverage": Parted(coverage.part, coverage.whole),
    "audit": Parted(audit.part, audit.whole),
    "reconcile": Parted(reconcile.part, reconcile.whole),
    "match": Parted(match.part, match.whole, match.gathered),
}
