"""A spanning tree of the picture: each thing hangs on one that is a tie nearer to the middle."""

from __future__ import annotations

import re

from graph.kinds import Tie, kind_of, things
from graph.pictures.around import Around
from graph.pictures.layout import Standing
from graph.pictures.looks import kind_look, tie_look
from graph.pictures.measuring import ems
from graph.pictures.tips import Tips
from graph.words import LANGUAGES

_SIZE, _LINE, _MARGIN = 14.0, 16.0, 12.0
_ABOVE = 30.0  # what stands above a label that is below its shape
_LAST = 2**31
_BELOW = ("dot", "diamond", "hexagon", "triangle")  # their label stands below them


def hung(part: Around, tips: Tips) -> dict[int, Standing]:
    """Return every thing, with what hangs on it in order, and by which sort of tie it hangs itself."""
    kinds = [kind.kind for kind in things()]
    ordered = sorted(part.rows.tolist(), key=lambda row: (kinds.index(tips.kind(row)), *_order(tips, row)))
    order = {row: at for at, row in enumerate(ordered)}
    found: dict[int, tuple[int, int, int, str, bool]] = {}
    for kind, (source, target) in part.tied.items():
        rank = tie_look(kind).rank
        for one, other in zip(source.tolist(), target.tolist(), strict=True):
            if part.distance[one] != part.distance[other]:
                up = bool(part.distance[one] < part.distance[other])  # it leads away from the middle
                near, far = (one, other) if up else (other, one)
                found[far] = min(found.get(far, (_LAST, 0, 0, "", up)), (rank, order[near], near, kind, up))
    standing = {row: _standing(tips, row) for row in order}
    for row in sorted(found, key=order.__getitem__):
        _, _, near, kind, up = found[row]
        standing[row].sort = (tips.kind(row), kind, up)
        standing[near].behind.append(row)
    for hanging in standing.values():
        hanging.behind.sort(key=lambda row: (standing[row].sort, order[row]))
    return standing


def _standing(tips: Tips, row: int) -> Standing:
    """Return how big a thing is, as vis-network draws its shape around or above its label."""
    lines = tips.label(row).split("\n")
    shape = kind_look(tips.kind(row)).shape
    wide, high = max(map(ems, lines)) * _SIZE, len(lines) * _LINE
    if shape == "ellipse":
        return Standing(wide + high, 2 * high)
    return Standing(wide + _MARGIN, high + (_ABOVE if shape in _BELOW else _MARGIN))


def _order(tips: Tips, row: int) -> tuple[int, int, list[tuple[int, str]], str]:
    """Return how things of a kind are ordered: places from wide to narrow as people name them, the others by name."""
    parts = re.split(r"(\d+)", tips.name(row))
    name = [(int(one), "") if one.isdecimal() else (0, one) for one in parts]
    return *tips.standing(row), name, tips.key(row)


def sort_said(tips: Tips, sort: tuple[str, str, bool], count: int) -> str:
    """Return what stands at a frame around things of one sort: by which tie they hang there, what they are."""
    kind, tie, up = sort
    known = kind_of(tie)
    named = known.reverse[LANGUAGES.index(tips.lang)] if issubclass(known, Tie) and not up else ""
    return f"{named or getattr(known, tips.lang)} · {getattr(kind_of(kind), tips.lang)} {count}"
