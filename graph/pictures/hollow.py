"""Slots that are passed by as bars: of what was finished in their places, how much they finished themselves."""

from __future__ import annotations

from typing import Any

from graph.answers import Answer
from graph.cards.cells import Cells
from graph.errors import BadInput
from graph.network import Network
from graph.pictures.captioned import captioned
from graph.pictures.drawing import FAINT, INK, Drawing
from graph.pictures.marks import MARKS
from graph.pictures.measuring import ems
from graph.rules import Rules
from graph.words import caption

Row = dict[str, Any]
_MARGIN, _BAR, _LONG, _ROW = 18.0, 14.0, 360.0, 24.0
_HEAD, _TEXT, _SMALL = 18.0, 12.5, 11.5
_MOST = 200
_WHOLE = 1000  # a share is in thousandths


def hollow(network: Network, rules: Rules, answer: Answer, *, lang: str = "zh", by: str = "") -> str:
    """Return an SVG drawing of how much each slot finished itself, by place; where it is hollow a sign says so.

    Args:
        network: The network that was asked.
        rules: For what slots are called.
        answer: Of ``monthly``.
        lang: ``zh`` or ``en``.
        by: Who made the picture.

    Raises:
        BadInput: There are more slots and places than anybody reads on one sheet.
    """
    rows = answer.frames["hollow"].to_dicts()
    if len(rows) > _MOST:
        raise BadInput("picture_matrix_too_large", count=len(rows), limit=_MOST)
    drawing, cells, y = Drawing(), Cells(rules.spoken(_named(network)), lang), _MARGIN
    title, told = caption("picture.hollow.title", lang), captioned(network, lang, by)
    for text, size, bold, colour in ((title, _HEAD, True, INK), (told, _SMALL, False, FAINT)):
        drawing.write(text, (_MARGIN, y + size), size, bold=bold, colour=colour)
        y += size * 1.5
    names = [caption("picture.at", lang, what=cells.cell(row, "slot"), place=row["place"]["path"]) for row in rows]
    left = _MARGIN + max((ems(name) * _TEXT for name in names), default=0.0) + 12
    most = max((row["stops"] + row["passes"] for row in rows), default=1)
    y += 10
    said = []
    for row, name in zip(rows, names, strict=True):
        _bar(drawing, row, name, (left, y), most)
        said.append(
            caption(
                "cli.monthly.hollow", lang, slot=name, place="", both=row["stops"] + row["passes"], stops=row["stops"]
            )
        )
        y += _ROW
    if not rows:
        nothing = caption("picture.hollow.nothing", lang)
        drawing.write(nothing, (_MARGIN, y + _TEXT), _TEXT, colour=FAINT)
        y += _ROW
    _legend(drawing, y + 10, lang)
    return drawing.svg(title, "\n".join([told, *said]), lang, _MARGIN)


def _named(network: Network) -> list[str]:
    """Return the profiles that places name."""
    return list(network.rows.frame("place")["profile"].drop_nulls().unique())


def _bar(drawing: Drawing, row: Row, name: str, at: tuple[float, float], most: int) -> None:
    """Draw one slot at one place: what it finished itself, filled, then what others finished further up."""
    x, y = at
    mark = MARKS["gap" if row["hollow"] else "met"]
    drawing.write(name, (_MARGIN, y + _TEXT), _TEXT)
    stops, passes = (_LONG * row[part] / most for part in ("stops", "passes"))
    drawing.bar((x, y), stops, _BAR, mark.colour, mark.colour)
    drawing.bar((x + stops, y), passes, _BAR, mark.tint, mark.colour)
    text = f"{row['stops']} / {row['stops'] + row['passes']}"
    if row["hollow"]:
        drawing.badge((x + stops + passes + 6, y - 1), mark)
    beside = x + stops + passes + (28 if row["hollow"] else 6)
    drawing.write(text, (beside, y + _TEXT - 1), _TEXT)


def _legend(drawing: Drawing, y: float, lang: str) -> None:
    text = caption("picture.hollow.legend", lang)
    drawing.write(text, (_MARGIN, y + _SMALL), _SMALL, colour=FAINT)
