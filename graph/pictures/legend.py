"""The legend of a page: a shape a kind, a line a tie, of those that occur."""

from __future__ import annotations

from typing import Any

from graph.kinds import things, ties
from graph.kinds.looks import Line, Look
from graph.pictures.around import Around
from graph.pictures.called import Called
from graph.pictures.looks import kind_look, tie_look
from graph.words import caption

_RED = "#b3261e"


def legend(called: Called, part: Around, *, vacant: bool) -> list[dict[str, Any]]:
    """Return the entries: the drawing, its width, and its caption."""
    here = {called.network.rows.kind_of(int(row)) for row in part.rows}
    entries = [
        (20, _kind(kind_look(kind.kind)), str(getattr(kind, called.lang))) for kind in things() if kind.kind in here
    ]
    if vacant:
        drawn = f'<rect x="1" y="2" width="18" height="12" rx="6" fill="#fff" stroke="{_RED}" stroke-dasharray="3 2"/>'
        entries.append((20, drawn, caption("mark.vacant", called.lang)))
    entries += [
        (34, _tie(tie_look(tie.kind)), str(getattr(tie, called.lang))) for tie in ties() if tie.kind in part.tied
    ]
    return [{"width": width, "drawn": drawn, "text": text} for width, drawn, text in entries]


def _kind(look: Look) -> str:
    paint = f'fill="{look.fill}" stroke="{look.line}"'
    if look.shape == "ellipse":
        return f'<ellipse cx="10" cy="8" rx="9" ry="6" {paint}/>'
    if look.shape == "dot":
        return f'<circle cx="10" cy="8" r="5" {paint}/>'
    if look.shape == "diamond":
        return f'<path d="M10 1 17 8 10 15 3 8z" {paint}/>'
    if look.shape == "hexagon":
        return f'<path d="M6.5 2h7l3.5 6-3.5 6h-7L3 8z" {paint}/>'
    if look.shape == "triangle":
        return f'<path d="M10 2 17 14H3z" {paint}/>'
    return f'<rect x="1" y="2" width="18" height="12" rx="{min(look.radius, 6)}" {paint}/>'


def _tie(look: Line) -> str:
    dashes = f' stroke-dasharray="{look.dashes[0]} {look.dashes[1]}"' if look.dashes else ""
    return (
        f'<path d="M1 8H26" stroke="{look.line}" stroke-width="{look.width}"{dashes}/>'
        f'<path d="M26 4.5 33 8 26 11.5z" fill="{look.line}"/>'
    )
