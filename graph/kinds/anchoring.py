"""How a tie anchors what it starts at: the one place by which ``within`` finds a thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Anchors:
    """That the source of a tie is anchored by its target, unless something of a lower rank anchors it.

    References that anchor are asked after all ties.

    Attributes:
        rank: When it is asked; ties of one rank are asked together.
        by: ``first``: the anchor of the first target, by key, that has one; ``common``: the lowest place that
            encloses every place it is tied to; ``leading``: the anchor of the target that leads it.
    """

    rank: int
    by: Literal["first", "common", "leading"] = "first"
