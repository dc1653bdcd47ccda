"""A sheet with a title, trees of boxes below each other, and a legend of the marks that occur."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.pictures.drawing import BADGE, FAINT, INK, Drawing
from graph.pictures.marks import MARKS
from graph.pictures.measuring import ems, wrapped
from graph.pictures.told import Box
from graph.words import caption

_MARGIN, _INDENT, _PAD, _GAP = 18.0, 30.0, 9.0, 8.0
_HEAD, _TITLE, _TEXT, _SMALL = 18.0, 14.0, 12.5, 11.5
_LEADING, _BOLD = 1.5, 1.06
_ROOM, _NARROW = 46.0, 22.0  # ems of a title before it is wrapped; in a box among many
_BESIDE = 24.0  # from the left edge of a box to its writing: the badge stands there
_MANY = 4  # boxes with nothing below them, side by side from so many on
_ACROSS = 1160.0  # as far as they reach
_FRAME = 8.0  # between them and the line around them


@dataclass(frozen=True)
class _Set:
    """A box with its lines broken, and how big it is."""

    box: Box
    title: list[str]
    lines: list[str]
    width: float
    height: float


class Sheet:
    """Fills itself from the top."""

    def __init__(self, title: str, caption_line: str, lang: str) -> None:
        """Write the title and the line below it."""
        self._drawing, self._lang, self._title = Drawing(), lang, title
        self._y = _MARGIN
        self._told: list[str] = [caption_line]
        self._used: set[str] = set()
        for text in wrapped(title, _ROOM):
            self._line(text, _MARGIN, _HEAD, bold=True)
        self._line(caption_line, _MARGIN, _SMALL, colour=FAINT)

    def tree(self, heading: str, boxes: Sequence[tuple[int, Box]]) -> None:
        """Draw boxes, each with its depth, under a heading."""
        self._y += 2 * _GAP
        self._line(heading, _MARGIN, _TITLE, bold=True)
        self._told += [heading, *(" ".join((box.title, *box.lines)) for _, box in boxes)]
        self._used |= {box.mark for _, box in boxes}
        last: dict[int, float] = {}  # by depth, where the next line to a box of that depth begins
        for depth, together in _runs(boxes):
            self._y += _GAP
            x, top = _MARGIN + depth * _INDENT, self._y
            middle = top + _PAD + _TITLE * _LEADING / 2
            if depth:
                self._drawing.elbow((x - _INDENT + _PAD + BADGE / 2, last[depth]), (x, middle))
                last[depth] = middle
            if len(together) == 1:
                self._box(_set(together[0], _ROOM), x)
            else:
                self._side_by_side([_set(box, _NARROW) for box in together], x)
            last[depth + 1] = self._y

    def _side_by_side(self, boxes: Sequence[_Set], x: float) -> None:
        """Draw boxes in rows of equal columns, with a line around them all."""
        top = self._y
        wide = max(one.width for one in boxes)
        columns = max(1, int((_ACROSS - x - _FRAME) // (wide + _GAP)))
        self._y += _FRAME
        for first in range(0, len(boxes), columns):
            row, at = boxes[first : first + columns], self._y
            for column, one in enumerate(row):
                self._y = at
                self._box(replace(one, width=wide), x + _FRAME + column * (wide + _GAP))
            self._y = at + max(one.height for one in row) + _GAP
        self._y += _FRAME - _GAP
        across = min(columns, len(boxes)) * (wide + _GAP) - _GAP + 2 * _FRAME
        self._drawing.frame((x, top), across, self._y - top)

    def _box(self, one: _Set, x: float) -> None:
        mark, top = MARKS[one.box.mark], self._y
        self._drawing.box((x, top), one.width, one.height, mark)
        self._drawing.badge((x + _PAD, top + _PAD + (_TITLE * _LEADING - BADGE) / 2), mark)
        self._y += _PAD
        for text in one.title:
            self._line(text, x + _PAD + _BESIDE, _TITLE, bold=True)
        for text in one.lines:
            self._line(text, x + _PAD + _BESIDE, _TEXT)
        self._y = top + one.height

    def _line(self, text: str, x: float, size: float, *, bold: bool = False, colour: str = INK) -> None:
        wide = ems(text) * size * (_BOLD if bold else 1)
        self._drawing.write(text, (x, self._y + size * (_LEADING / 2 + 0.36)), size, wide, bold=bold, colour=colour)
        self._y += size * _LEADING

    def svg(self) -> str:
        """Return the sheet, with its legend."""
        self._y += 2 * _GAP
        self._drawing.rule(self._y, self._drawing.width)
        self._y += _GAP
        right = max(self._drawing.width, _ROOM * _SMALL)
        x, step = _MARGIN, BADGE + _GAP
        for code in (code for code in MARKS if code in self._used):
            text = caption(f"mark.{code}", self._lang)
            wide = step + ems(text) * _SMALL
            if x > _MARGIN and x + wide > right:
                x, self._y = _MARGIN, self._y + step
            self._drawing.badge((x, self._y), MARKS[code])
            baseline = self._y + BADGE / 2 + _SMALL * 0.36
            self._drawing.write(text, (x + step - 2, baseline), _SMALL, wide - step, colour=FAINT)
            x += wide + 2 * _GAP
        return self._drawing.svg(self._title, "\n".join(self._told), self._lang, _MARGIN)


def _set(box: Box, room: float) -> _Set:
    title = wrapped(box.title, room)
    lines = [part for line in box.lines for part in wrapped(line, room * _TITLE / _TEXT)]
    wide = max([ems(text) * _TITLE * _BOLD for text in title] + [ems(text) * _TEXT for text in lines])
    height = 2 * _PAD + (len(title) * _TITLE + len(lines) * _TEXT) * _LEADING
    return _Set(box, title, lines, 2 * _PAD + _BESIDE + wide, height)


def _runs(boxes: Sequence[tuple[int, Box]]) -> Iterator[tuple[int, list[Box]]]:
    """Yield each box alone, but many siblings in a row with nothing below them together."""
    at = 0
    while at < len(boxes):
        depth, after = boxes[at][0], at + 1
        while after < len(boxes) and boxes[after][0] == depth:
            after += 1
        if after < len(boxes) and boxes[after][0] > depth:
            after -= 1  # the last of them has something below it
        if after - at < _MANY:
            after = at + 1
        yield depth, [box for _, box in boxes[at:after]]
        at = after
