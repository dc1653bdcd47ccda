"""Size, plainly: so many and no more are there."""

from __future__ import annotations

from typing import cast

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.world import World
from graph.plain.norms.amounts import amount
from graph.plain.norms.judgement import Judgement, State
from graph.rules import Norm
from graph.rules.bodies import Size


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether there are enough and not too many."""
    body = cast("Size", norm.body)
    found = amount(world, body, subject)
    has, most = found.count.has, body.between[1]
    over = Band(0, 0) if most is None else _over(has, most)
    few, many = has.high is not None and has.high < body.between[0], over.low > 0
    state: State = "unknown"
    if has.low >= body.between[0] and over.high == 0:
        state = "met"
    elif few or many:
        state = "met" if body.soft else "gap"
    too: tuple[str, ...] = (*(["few"] if few else []), *(["many"] if many else []))
    usual = {"few": "under_usual", "many": "over_usual"}
    return [
        Judgement(
            norm,
            subject,
            state,
            found.count,
            needs=needs(norm, None),
            base=found.base,
            cells={"most": most, "over": over.shown(), "measure": body.measure},
            reasons=(*found.reasons, *((f"too_{one}", None) for one in too)),
            flags=tuple(usual[one] for one in too) if body.soft else (),
            closing=body.closing,
            steps=(*((("give_away", over.low),) if many else ()), *found.steps),
        )
    ]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return the lower end."""
    del base
    return Band.exactly(cast("Size", norm.body).between[0])


def base(world: World, norm: Norm, subject: str) -> Base | None:
    """Return who lives there, where that is what is sized."""
    lived = cast("Size", norm.body).lived
    return None if lived is None else world.homes.base(lived, subject)


def _over(has: Band, most: int) -> Band:
    """Return by how much it is more than the upper end."""
    return Band(max(0, has.low - most), None if has.high is None else max(0, has.high - most))
