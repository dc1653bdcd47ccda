"""Units and what they do: units on one side, needs and projects on the other, lines for asked, claimed and done."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph.answers import Answer
from graph.answers.cobuilding import HELD
from graph.kinds import kind_of
from graph.network import Network
from graph.pictures.captioned import captioned
from graph.pictures.columns import Card, Link, columns
from graph.rules import Rules
from graph.words import caption

Row = dict[str, Any]
_NAMED = 40  # units named that do nothing so far; the others are counted


def together(network: Network, rules: Rules, answer: Answer, *, lang: str = "zh", by: str = "") -> str:  # noqa: ARG001 - all pictures of answers take the rules
    """Return an SVG drawing of the ties between units, and needs and projects.

    Args:
        network: The network that was asked.
        rules: The rules that were asked with.
        answer: Of ``cobuilding``.
        lang: ``zh`` or ``en``.
        by: Who made the picture.

    Raises:
        BadInput: There are more boxes than anybody reads on one sheet.
    """
    doing = list(answer.frames["doing"].iter_rows(named=True))
    units = list(dict.fromkeys(row["unit"]["id"] for row in doing))
    demands = _beside(doing, units)
    names = {row[end]["id"]: row[end] for row in doing for end in ("unit", "demand")}
    told: dict[str, list[Row]] = defaultdict(list)
    for row in doing:
        told[row["unit"]["id"]].append(row)
    left = [Card("plain", _called(names[key]), (_counted(told[key], lang),)) for key in units]
    right = [
        Card(
            "plain",
            caption("cli.cobuilding.line", lang, what=_kind(names[key]["kind"], lang), text=_called(names[key])),
        )
        for key in demands
    ]
    links = [
        Link(units.index(row["unit"]["id"]), demands.index(row["demand"]["id"]), row["state"])
        for row in sorted(doing, key=lambda row: HELD.index(row["state"]))
    ]
    idle = [_called(row["unit"]) for row in answer.rows.iter_rows(named=True) if row["unit"]["id"] not in told]
    legend = {state: caption(f"doing.{state}", lang) for state in HELD}
    notes = [_idle(idle, lang)] if idle else []
    title = caption("picture.together.title", lang)
    return columns(title, captioned(network, lang, by), left, right, links, legend, lang, notes=notes)


def _beside(doing: list[Row], units: list[str]) -> list[str]:
    """Return the needs and projects in the order of the units that they are tied to, so that few lines cross."""
    at: dict[str, list[int]] = defaultdict(list)
    for row in doing:
        at[row["demand"]["id"]].append(units.index(row["unit"]["id"]))
    return sorted(at, key=lambda key: (sum(at[key]) / len(at[key]), key))


def _counted(rows: list[Row], lang: str) -> str:
    """Return how often a unit was asked, has claimed and has done."""
    times = {state: sum(row["times"] for row in rows if row["state"] == state) for state in HELD}
    told = [
        caption("picture.times", lang, state=caption(f"doing.{state}", lang), count=n)
        for state, n in times.items()
        if n
    ]
    return caption("picture.comma", lang).join(told)


def _idle(names: list[str], lang: str) -> Card:
    shown = caption("picture.and", lang).join(names[:_NAMED])
    if len(names) > _NAMED:
        shown = caption("picture.more", lang, shown=shown, count=len(names) - _NAMED)
    return Card("passed", caption("picture.idle", lang, count=len(names)), (shown,))


def _called(party: Row) -> str:
    return str(party["name"] or party["id"])


def _kind(kind: str, lang: str) -> str:
    return str(getattr(kind_of(kind), lang))
