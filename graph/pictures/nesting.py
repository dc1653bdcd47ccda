"""Boxes within boxes, as high as a width needs: what stands below a seat stands inside its frame.

Nothing is drawn here and no font is asked: a block is given its width and says how high it comes, so that whoever
fills a page can try sizes until it fits. All lengths are in sizes of the font.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph.pictures.measuring import ems, wrapped

BOLD, LEADING = 1.06, 1.34  # as wide as plain writing; from line to line
PAD, GAP, SIGN = 0.5, 0.45, 1.5  # within a frame, between two, and for the badge before a title
_CHIP = 20.0  # of a line of a chip
_LEAST = 10.0  # that a frame is wide at least
_APART = " · "  # between what stands on one line


@dataclass(frozen=True)
class Chip:
    """The smallest box: one line, its mark before it; where that is empty, none."""

    mark: str
    text: str


@dataclass(frozen=True, eq=False)
class Chips:
    """Chips of one sort, under a heading that says what they are."""

    heading: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, eq=False)
class Block:
    """A frame with what stands in it; two are the same only where they are one, so that they are quickly looked up.

    Attributes:
        mark: Its mark; empty where it is only a frame.
        title: Its title.
        lines: Below the title.
        chips: Small boxes in it.
        inside: Frames in it.
    """

    mark: str
    title: str
    lines: tuple[str, ...] = ()
    chips: tuple[Chips, ...] = ()
    inside: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Part:
    """A box where it stands: from the left upper corner of everything."""

    x: float
    y: float
    width: float
    height: float
    mark: str
    title: tuple[str, ...]
    lines: tuple[str, ...] = ()
    sort: Literal["frame", "heading", "chip"] = "frame"


@dataclass(frozen=True)
class _Rows:
    """Chips in rows: the lines of each, how many stand beside each other, how wide each is, and how high each row."""

    heading: tuple[str, ...]
    lines: list[tuple[str, ...]]
    many: int
    wide: float
    highs: list[float] = field(default_factory=list)

    @property
    def height(self) -> float:
        return len(self.heading) * LEADING + sum(high + GAP for high in self.highs) - (GAP if self.highs else 0.0)


class Nesting:
    """Lays blocks out, and remembers what it has measured.

    Example:
        >>> inside = (Block("met", "第一党支部"), Block("gap", "第二党支部"))
        >>> found = Nesting().lay([Block("met", "社区党委", inside=inside)], 30.0)
        >>> [(one.title, round(one.x, 2), round(one.width, 2)) for one in found]
        [(('社区党委',), 0.0, 30.0), (('第一党支部',), 0.5, 14.28), (('第二党支部',), 15.23, 14.28)]
    """

    def __init__(self) -> None:
        """Begin with nothing measured."""
        self._heights: dict[tuple[Block, float], float] = {}
        self._heads: dict[tuple[Block, float], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._rows: dict[tuple[Chips, float], _Rows] = {}
        self._wide: dict[Chips, list[float]] = {}

    def height(self, blocks: Sequence[Block], room: float, shares: Sequence[float] = ()) -> float:
        """Return how high blocks come in a width; see `lay`."""
        return self._columns(blocks, room, shares)[0]

    def lay(self, blocks: Sequence[Block], room: float, shares: Sequence[float] = ()) -> list[Part]:
        """Return the boxes of blocks in columns one beside another, as many as make the whole lowest, outer ones first.

        Args:
            blocks: The blocks, in their order.
            room: How wide all of it is.
            shares: Of each block what part of the room it has, one column each; none = columns of one width.
        """
        return self._laid(blocks, room, 0.0, 0.0, shares)

    def _laid(
        self, blocks: Sequence[Block], room: float, x: float, y: float, shares: Sequence[float] = ()
    ) -> list[Part]:
        found: list[Part] = []
        _, filled = self._columns(blocks, room, shares)
        for column, width in filled:
            down = y
            for one in column:
                found += self._block(one, width, x, down)
                down += self._height(one, width) + GAP
            x += width + GAP
        return found

    def _block(self, block: Block, width: float, x: float, y: float) -> list[Part]:
        title, lines = self._head(block, width)
        found = [Part(x, y, width, self._height(block, width), block.mark, title, lines)]
        room, down = width - 2 * PAD, y + PAD + (len(title) + len(lines)) * LEADING
        for chips in block.chips:
            rows = self._chips(chips, room)
            found += _in_rows(chips, rows, room, x + PAD, down + GAP)
            down += GAP + rows.height
        return found + self._laid(block.inside, room, x + PAD, down + GAP)

    def _height(self, block: Block, width: float) -> float:
        key = block, width
        if key not in self._heights:
            title, lines = self._head(block, width)
            room, high = width - 2 * PAD, 2 * PAD + (len(title) + len(lines)) * LEADING
            high += sum(GAP + self._chips(chips, room).height for chips in block.chips)
            high += GAP + self._columns(block.inside, room)[0] if block.inside else 0.0
            self._heights[key] = high
        return self._heights[key]

    def _head(self, block: Block, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return title and lines, those together on one that have room for it."""
        key = block, width
        if key not in self._heads:
            room = width - 2 * PAD
            title = tuple(wrapped(block.title, (room - (SIGN if block.mark else 0)) / BOLD)) if block.title else ()
            lines: list[str] = []
            for line in block.lines:
                if lines and ems(lines[-1] + _APART + line) <= room:
                    lines[-1] += _APART + line
                else:
                    lines += wrapped(line, room)
            self._heads[key] = title, tuple(lines)
        return self._heads[key]

    def _chips(self, chips: Chips, room: float) -> _Rows:
        """Return chips in rows of equal columns, below their heading."""
        key = chips, room
        if key not in self._rows:
            heading = tuple(wrapped(chips.heading, room))
            if chips not in self._wide:
                self._wide[chips] = [ems(one.text) for one in chips.chips]
            each = self._wide[chips]
            most = max(each, default=0.0)
            sign = SIGN if any(one.mark for one in chips.chips) else 0.0
            wide = min(min(most, _CHIP) + sign + 2 * GAP, room)
            many = max(1, int((room + GAP) // (wide + GAP)))
            wide = (room + GAP) / many - GAP if many <= len(chips.chips) else wide
            line = wide - sign - 1.5 * GAP
            lines = [
                (one.text,) if need <= line else tuple(wrapped(one.text, line))
                for one, need in zip(chips.chips, each, strict=True)
            ]
            highs = [max(map(len, lines[at : at + many])) * LEADING + GAP for at in range(0, len(lines), many)]
            self._rows[key] = _Rows(heading, lines, many, wide, highs)
        return self._rows[key]

    def _columns(
        self, blocks: Sequence[Block], room: float, shares: Sequence[float] = ()
    ) -> tuple[float, list[tuple[Sequence[Block], float]]]:
        """Return how high blocks come, and what stands in each column with its width."""
        if shares:
            free = room - GAP * (len(blocks) - 1)
            widths = [round(free * share, 1) for share in shares]
            high = max(self._height(one, width) for one, width in zip(blocks, widths, strict=True))
            return high, [([one], width) for one, width in zip(blocks, widths, strict=True)]
        best: tuple[float, list[tuple[Sequence[Block], float]]] = (float("inf") if blocks else 0.0, [])
        most = max(1, min(len(blocks), int((room + GAP) // (_LEAST + GAP)))) if blocks else 0
        for many in range(1, most + 1):
            width = round((room + GAP) / many - GAP, 2)
            highs = [self._height(one, width) for one in blocks]
            filled = _shared_out(highs, many)
            high = max(sum(highs[at] + GAP for at in column) - GAP for column in filled)
            if high < best[0]:
                best = high, [([blocks[at] for at in column], width) for column in filled]
        return best


def _in_rows(chips: Chips, rows: _Rows, room: float, x: float, y: float) -> list[Part]:
    found = []
    for line in rows.heading:
        found.append(Part(x, y, room, LEADING, "", (), (line,), "heading"))
        y += LEADING
    for row, high in enumerate(rows.highs):
        for at in range(row * rows.many, min((row + 1) * rows.many, len(rows.lines))):
            left = x + (at % rows.many) * (rows.wide + GAP)
            found.append(Part(left, y, rows.wide, high, chips.chips[at].mark, (), rows.lines[at], "chip"))
        y += high + GAP
    return found


def _shared_out(highs: Sequence[float], many: int) -> list[list[int]]:
    """Return positions in so many columns at most, in order, the highest column as low as can be.

    Example:
        >>> _shared_out([3, 1, 1, 1], 2)
        [[0], [1, 2, 3]]
    """
    low, high = max(highs), sum(one + GAP for one in highs)
    while high - low > GAP / 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(highs, middle)) <= many else (middle, high)
    return _filled(highs, high)


def _filled(highs: Sequence[float], most: float) -> list[list[int]]:
    """Return columns filled one after another, none higher than so much."""
    found: list[list[int]] = [[]]
    high = 0.0
    for at, one in enumerate(highs):
        if found[-1] and high + one > most:
            found.append([])
            high = 0.0
        found[-1].append(at)
        high += one + GAP
    return found
