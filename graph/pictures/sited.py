"""A plan of siting, drawn: who is within reach now and then, or the groups of heads; by points and order, no map."""

from __future__ import annotations

from typing import Any

from graph.answers import Answer
from graph.answers.site_said import before_and_after, proof
from graph.errors import BadInput
from graph.network import Network
from graph.pictures.captioned import captioned
from graph.pictures.drawing import FAINT, INK, Drawing
from graph.pictures.marks import MARKS
from graph.pictures.measuring import ems
from graph.pictures.sited_points import panels
from graph.rules import Rules
from graph.words import caption

Row = dict[str, Any]
_MARGIN, _HEAD, _TEXT, _SMALL = 18.0, 18.0, 12.5, 11.5
_BAR, _LONG, _ROW, _MOST = 18.0, 360.0, 26.0, 200
_OF_STATE = {"new": "plain", "kept": "met", "grown": "met", "over": "gap"}


def sited(network: Network, rules: Rules, answer: Answer, *, lang: str = "zh", by: str = "") -> str:
    """Return an SVG drawing of a plan: of venues two panels, now and then; of heads a bar a group.

    Args:
        network: The network that was asked.
        rules: For whom households are counted.
        answer: Of ``site``.
        lang: ``zh`` or ``en``.
        by: Who made the picture.

    Raises:
        BadInput: There are more groups than anybody reads on one sheet.
    """
    drawing, y = Drawing(), _MARGIN
    title, told = caption("cli.site.title", lang), captioned(network, lang, by)
    said = [*before_and_after(answer, lang), *proof(answer, lang)]
    lines = [(title, _HEAD, True, INK), (told, _SMALL, False, FAINT), *((one, _TEXT, False, INK) for one in said)]
    for text, size, bold, colour in lines:
        drawing.write(text, (_MARGIN, y + size), size, bold=bold, colour=colour)
        y += size * 1.5
    if answer.options["what"] == "venues":
        y = panels(drawing, network, rules, answer, (_MARGIN, y + 8), lang)
        note = caption("picture.site.legend", lang)
    else:
        y = _groups(drawing, answer, y + 8, lang)
        note = caption("picture.site.heads", lang)
    drawing.write(note, (_MARGIN, y + _SMALL + 8), _SMALL, colour=FAINT)
    return drawing.svg(title, "\n".join([told, *said]), lang, _MARGIN)


def _groups(drawing: Drawing, answer: Answer, y: float, lang: str) -> float:
    """Draw a bar a group, as long as it has households, and a line where a head has as many as may be."""
    rows = answer.rows.to_dicts()
    if len(rows) > _MOST:
        raise BadInput("picture_matrix_too_large", count=len(rows), limit=_MOST)
    names = [_named(row) for row in rows]
    left = _MARGIN + max((ems(name) * _TEXT for name in names), default=0.0) + 12
    most = answer.options["most"]
    longest = max([most, *(row["households"] for row in rows)])
    line = left + _LONG * most / longest
    drawing.polyline([(line, y), (line, y + _ROW * len(rows))], MARKS["gap"].colour, "4 3")
    for row, name in zip(rows, names, strict=True):
        mark = MARKS[_OF_STATE[row["state"]]]
        drawing.write(name, (_MARGIN, y + _TEXT + 2), _TEXT)
        wide = _LONG * row["households"] / longest
        drawing.bar((left, y + 2), wide, _BAR, mark.tint, mark.colour)
        state = caption(f"site_state.{row['state']}", lang)
        text = f"{caption('picture.site.households', lang, count=row['households'])} · {state}"
        drawing.write(text, (max(left + wide, line) + 8, y + _TEXT + 2), _TEXT)
        y += _ROW
    return y


def _named(row: Row) -> str:
    """Return the name of a group: the path of its first place, and the name of its last."""
    first, *others = row["places"]
    parts = (row["place"]["path"] or first["name"]).split("/")[-2:]
    return "/".join(parts) + (f"—{others[-1]['name']}" if others else "")
