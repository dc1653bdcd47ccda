"""Two columns of boxes with lines between them: givers on one side, demands on the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import BadInput
from graph.pictures.drawing import FAINT, INK, Drawing
from graph.pictures.marks import MARKS
from graph.pictures.measuring import ems, wrapped

_MARGIN, _PAD, _GAP, _BETWEEN = 18.0, 8.0, 10.0, 200.0
_HEAD, _TITLE, _TEXT, _SMALL = 18.0, 13.5, 12.0, 11.5
_LEADING, _BOLD = 1.45, 1.06
_ROOM = 21.0  # ems of a title before it is wrapped
_LIMIT = 200  # boxes on a sheet; more than that nobody reads


@dataclass(frozen=True)
class Card:
    """A box: its mark, its title and the lines below it."""

    mark: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stroke:
    """How a line looks: told apart by dashes too, so that it reads in black and white."""

    colour: str
    dashes: str = ""
    width: float = 1.8


@dataclass(frozen=True)
class Link:
    """A line from a box on the left to one on the right, with the text at its end."""

    left: int
    right: int
    stroke: str
    label: str = ""


#: By the state of what a line stands for.
STROKES = {
    "eligible": Stroke("#2e6b34"),
    "pending": Stroke("#8a5a00", "7 4"),
    "area_not_recorded": Stroke("#5f6368", "2 4"),
    "asked": Stroke("#8a5a00", "7 4"),
    "claimed": Stroke("#1a4f9c"),
    "done": Stroke("#2e6b34", width=3.0),
}


def columns(
    title: str,
    told: str,
    left: Sequence[Card],
    right: Sequence[Card],
    links: Sequence[Link],
    legend: Mapping[str, str],
    lang: str,
    notes: Sequence[Card] = (),
) -> str:
    """Return an SVG drawing.

    Args:
        title: What stands above.
        told: The line below it.
        left: The boxes of the left column, from the top.
        right: Those of the right one.
        links: The lines between them.
        legend: What each stroke that occurs means.
        lang: ``zh`` or ``en``.
        notes: Boxes below the left column, at which no line ends.

    Raises:
        BadInput: There are more boxes than anybody reads on one sheet.
    """
    if len(left) + len(right) > _LIMIT:
        raise BadInput("picture_too_large", count=len(left) + len(right), limit=_LIMIT)
    drawing = Drawing()
    y = _written(drawing, [(one, _HEAD, True, INK) for one in wrapped(title, 46)] + [(told, _SMALL, False, FAINT)])
    beside, facing = [_measured(card) for card in (*left, *notes)], [_measured(card) for card in right]
    wide = max((one.width for one in beside), default=0.0)
    across = _MARGIN + wide + _BETWEEN
    tops = _stacked(facing, y + _GAP)
    reach = [[tops[link.right] for link in links if link.left == at] for at in range(len(left))]
    wishes = [sum(ends) / len(ends) if ends and len(left) > 1 else 0.0 for ends in reach]
    levels = _stacked(beside, y + _GAP, wishes)
    for one, top in zip(beside, levels, strict=True):
        _draw(drawing, one, (_MARGIN, top), wide)
    for one, top in zip(facing, tops, strict=True):
        _draw(drawing, one, (across, top), max(each.width for each in facing))
    for link in links:
        start = levels[link.left] + beside[link.left].height / 2
        _link(drawing, link, (_MARGIN + wide, start), (across, tops[link.right] + facing[link.right].height / 2))
    _legend(drawing, drawing.height + 2 * _GAP, {link.stroke for link in links}, legend)
    said = [told, *(" ".join((one.title, *one.lines)) for one in (*left, *notes, *right))]
    return drawing.svg(title, "\n".join(said), lang, _MARGIN)


@dataclass(frozen=True)
class _Measured:
    card: Card
    title: list[str]
    lines: list[str]
    width: float
    height: float


def _stacked(boxes: Sequence[_Measured], y: float, wishes: Sequence[float] = ()) -> list[float]:
    """Return where boxes begin, one below the other, none above where it wishes to."""
    found = []
    for at, one in enumerate(boxes):
        y = max(y, wishes[at] if at < len(wishes) else 0.0)
        found.append(y)
        y += one.height + _GAP
    return found


def _measured(card: Card) -> _Measured:
    title = wrapped(card.title, _ROOM)
    lines = [part for line in card.lines for part in wrapped(line, _ROOM * _TITLE / _TEXT)]
    wide = max([ems(one) * _TITLE * _BOLD for one in title] + [ems(one) * _TEXT for one in lines])
    high = (len(title) * _TITLE + len(lines) * _TEXT) * _LEADING
    return _Measured(card, title, lines, wide + 2 * _PAD, high + 2 * _PAD)


def _draw(drawing: Drawing, one: _Measured, at: tuple[float, float], width: float) -> None:
    drawing.box(at, width, one.height, MARKS[one.card.mark])
    x, y = at[0] + _PAD, at[1] + _PAD
    for texts, size, bold in ((one.title, _TITLE, True), (one.lines, _TEXT, False)):
        for text in texts:
            wide = ems(text) * size * (_BOLD if bold else 1)
            drawing.write(text, (x, y + size * (_LEADING / 2 + 0.36)), size, wide, bold=bold)
            y += size * _LEADING


def _link(drawing: Drawing, link: Link, start: tuple[float, float], end: tuple[float, float]) -> None:
    stroke = STROKES[link.stroke]
    drawing.curve(start, end, stroke.colour, stroke.width, stroke.dashes)
    if link.label:
        wide = ems(link.label) * _SMALL + 8
        drawing.tag(link.label, (end[0] - wide - 6, end[1]), _SMALL, wide, stroke.colour)


def _legend(drawing: Drawing, y: float, used: Iterable[str], legend: Mapping[str, str]) -> None:
    drawing.rule(y, drawing.width)
    x, y = _MARGIN, y + 1.8 * _GAP
    for code in (code for code in STROKES if code in used):
        stroke, text = STROKES[code], legend[code]
        drawing.curve((x, y), (x + 34, y), stroke.colour, stroke.width, stroke.dashes)
        drawing.write(text, (x + 42, y + _SMALL * 0.36), _SMALL, ems(text) * _SMALL, colour=FAINT)
        x += 42 + ems(text) * _SMALL + 2 * _GAP


def _written(drawing: Drawing, lines: Iterable[tuple[str, float, bool, str]]) -> float:
    """Write lines from the top, and return where they end."""
    y = _MARGIN
    for text, size, bold, colour in lines:
        wide = ems(text) * size * (_BOLD if bold else 1)
        drawing.write(text, (_MARGIN, y + size * (_LEADING / 2 + 0.36)), size, wide, bold=bold, colour=colour)
        y += size * _LEADING
    return y
