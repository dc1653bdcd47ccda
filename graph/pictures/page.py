"""A sheet of A3 across: a title, the blocks in the largest font that fits, and the legend of the marks used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.errors import BadInput
from graph.pictures.drawing import BADGE, FAINT, INK, Drawing
from graph.pictures.marks import MARKS, Mark
from graph.pictures.measuring import ems, wrapped
from graph.pictures.nesting import BOLD, GAP, LEADING, PAD, SIGN, Block, Nesting, Part
from graph.words import caption

#: Points: what a sheet of A3 across has between its margins and above its foot.
WIDE, HIGH = 1118.0, 760.0
_HEAD, _SMALL, _BETWEEN = 17.0, 8.5, 8.0
_SIZES = [size / 4 for size in range(20, 57)]  # of the writing; in smaller than the first nobody reads (SEMANTICS F35)
_TWO, _SPLITS = 2, (0.3, 0.4, 0.5, 0.6, 0.7)  # of the room, what the first of two blocks has
_LINE = 0.09  # of the size, what a line is wide beside that of a mark
_PLAIN = Mark("#aab2bb", "#ffffff", "")
_PADS = {"frame": PAD, "heading": 0.0, "chip": GAP / 2}
_NUDGE = 0.36 + LEADING / 2  # of the size: from the top of a line to its baseline


class Page:
    """One sheet, filled at once."""

    def __init__(self, title: str, line: str, lang: str) -> None:
        """Take the heading."""
        self._drawing, self._lang, self._title = Drawing(), lang, title
        self._said = [line]
        y = 0.0
        for text in wrapped(title, WIDE / _HEAD / BOLD):
            self._drawing.write(text, (0.0, y + _HEAD), _HEAD, bold=True)
            y += _HEAD * LEADING
        self._drawing.write(line, (0.0, y + _SMALL), _SMALL, colour=FAINT)
        self._top = y + _SMALL * LEADING + _BETWEEN

    def svg(self, blocks: Sequence[Block], counted: Callable[[], Sequence[Block]] | None = None, note: str = "") -> str:
        """Return the sheet with blocks on it.

        Args:
            blocks: What stands on it, side by side where that is lower.
            counted: Blocks that say the same with fewer boxes, for when those do not fit.
            note: A line above the legend.

        Raises:
            BadInput: Neither fits in writing that can be read.
        """
        notes = [note] if note else []
        found = self._fitting(blocks, notes)
        if found is None and counted is not None:
            notes.insert(0, caption("chain_page.fewer", self._lang))
            found = self._fitting(counted(), notes)
        if found is None:
            raise BadInput("page_full", size=f"{_SIZES[0]:g}")
        parts, size = found
        for part in parts:
            self._part(part, size)
        self._foot({part.mark for part in parts} - {""}, notes)
        self._drawing.width, self._drawing.height = WIDE, HIGH
        return self._drawing.svg(self._title, "\n".join(self._said), self._lang, 0.0)

    def _fitting(self, blocks: Sequence[Block], notes: Sequence[str]) -> tuple[list[Part], float] | None:
        """Return the blocks laid out in the largest font in which they fit."""
        room = HIGH - self._top - _BETWEEN - BADGE - (_SMALL * LEADING + 2) * len(notes)
        nesting = Nesting()
        splits: list[tuple[float, ...]] = (
            [(), *((share, 1 - share) for share in _SPLITS)] if len(blocks) == _TWO else [()]
        )
        best: tuple[tuple[float, ...], float] | None = None
        low, high = 0, len(_SIZES) - 1
        while low <= high:  # what fits in a size fits, but for a line or two, in each smaller one
            middle = (low + high) // 2
            size = _SIZES[middle]
            fitting = (one for one in splits if nesting.height(blocks, WIDE / size, one) * size <= room)
            shares = next(fitting, None)
            if shares is None:
                high = middle - 1
            else:
                best, low = (shares, size), middle + 1
                splits.insert(0, splits.pop(splits.index(shares)))  # which most likely fits again
        return None if best is None else (nesting.lay(blocks, WIDE / best[1], best[0]), best[1])

    def _part(self, part: Part, size: float) -> None:
        x, y = part.x * size, self._top + part.y * size
        mark = MARKS.get(part.mark, _PLAIN)
        pad = _PADS[part.sort] * size
        if part.sort != "heading":
            thin = replace(mark, width=mark.width * size * _LINE)
            round_ = size * (0.3 if part.sort == "chip" else 0.5)
            self._drawing.box((x, y), part.width * size, part.height * size, thin, round_)
        down = y + pad
        if part.mark:
            side = LEADING * size * 0.78
            self._drawing.badge((x + pad, down + (LEADING * size - side) / 2), mark, side)
        for line, text in enumerate((*part.title, *part.lines)):
            bold = line < len(part.title)
            after = SIGN * size if part.mark and (bold or part.sort == "chip") else 0.0
            colour = FAINT if part.sort == "heading" else INK
            self._drawing.write(text, (x + pad + after, down + _NUDGE * size), size, bold=bold, colour=colour)
            down += LEADING * size
        self._said.append(" ".join((*part.title, *part.lines)))

    def _foot(self, used: set[str], notes: Sequence[str]) -> None:
        """Write the notes and the legend at the bottom."""
        y = HIGH - BADGE - (_SMALL * LEADING + 2) * len(notes)
        for text in notes:
            self._drawing.write(text, (0.0, y + _SMALL), _SMALL, colour=FAINT)
            y += _SMALL * LEADING + 2
        x = 0.0
        for code in (code for code in MARKS if code in used):
            text = caption(f"mark.{code}", self._lang)
            self._drawing.badge((x, y), MARKS[code], _SMALL * 1.3)
            self._drawing.write(text, (x + _SMALL * 1.8, y + _SMALL), _SMALL, colour=FAINT)
            x += _SMALL * (ems(text) + 3.4)
