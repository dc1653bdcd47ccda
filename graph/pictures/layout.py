"""Where things stand in a picture of surroundings: in layers to both sides of the thing in the middle.

What a thing leads up to (the place it lies in, the unit it reports to) stands to its left, the rest to its
right, as long as one side is not much higher than the other. Things of one sort with nothing behind them
stand together in a frame, in two columns or more: one column of single things reads as a chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil, sqrt

_ACROSS, _BETWEEN, _APART = 70.0, 8.0, 18.0
_PAD, _NAME = 9.0, 17.0  # of a frame, and the line of its name
_WIDER = 3.2  # how much wider than high a block may be
_MANY = 5  # things with something behind them stand in a frame from so many on
_CELLS_WIDER = 1.7
_STUB = 46.0  # from a thing to the frame of what hangs on it


@dataclass
class Standing:
    """A thing in the picture: its size, the things behind it, and its own position.

    Attributes:
        width: Of its label and frame.
        height: The same.
        sort: Kind, tie and direction: what is alike may share a frame.
        behind: What hangs on it, one tie farther from the middle, in order.
        x: Middle of it, from the thing in the middle.
        y: The same, downwards.
    """

    width: float
    height: float
    sort: tuple[str, str, bool] = ("", "", False)
    behind: list[int] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0


@dataclass
class Frame:
    """A line around things of one sort that hang on one other: its left upper corner, and how big it is."""

    on: int
    rows: list[int]
    sort: tuple[str, str, bool]
    x: float
    y: float
    width: float
    height: float


class Layout:
    """Gives everything its place.

    Attributes:
        things: By row.
        frames: Around blocks of single things.
    """

    def __init__(self, things: Mapping[int, Standing], middle: int) -> None:
        """Place all things; each but the one in the middle hangs behind exactly one other."""
        self.things = things
        self.frames: list[Frame] = []
        here = things[middle]
        items = self._items(here.behind)
        left = [item for item in items if things[item[0]].sort[2]]
        right = [item for item in items if not things[item[0]].sort[2]]
        high = {item[0]: self._item(middle, item, 1, 0.0, 0.0) + _APART for item in items}
        while len(right) > 1 and _sum(high, right) - high[right[-1][0]] > _sum(high, left):
            left.append(right.pop())
        self.frames.clear()
        for side, found in ((1, right), (-1, left)):
            before = len(self.frames)
            height = self._place(middle, found, side, here.width / 2 + _ACROSS, 0.0)
            inside: list[Standing | Frame] = [*self._all(found), *self.frames[before:]]
            for one in inside:
                one.y -= height / 2

    def _items(self, rows: Iterable[int]) -> list[list[int]]:
        """Return what is placed together: the single things of one sort; all of a sort that has many with more behind.

        A thing with something behind it is placed alone where there are few.
        """
        items: list[list[int]] = []
        alone: list[list[int]] = []
        for _, found in groupby(rows, key=lambda row: self.things[row].sort):
            alike = list(found)
            more = [row for row in alike if self.things[row].behind]
            if len(more) >= _MANY:
                items.append(alike)
            else:
                single = [row for row in alike if not self.things[row].behind]
                items += [single] if single else []
                alone += [[row] for row in more]
        return [*items, *alone]

    def _place(self, on: int, items: Sequence[Sequence[int]], side: int, x: float, top: float) -> float:
        """Place what hangs on one thing below ``top``, beginning at a distance from the middle; return its height."""
        y = top
        for item in items:
            y += self._item(on, item, side, x, y) + _APART
        return max(0.0, y - top - _APART)

    def _item(self, on: int, item: Sequence[int], side: int, x: float, top: float) -> float:
        if any(self.things[row].behind for row in item[1:]):
            return self._cells(on, list(item), side, x, top)
        if len(item) > 1:
            return self._block(on, list(item), side, x, top)
        one = self.things[item[0]]
        height = self._place(item[0], self._items(one.behind), side, x + one.width + _STUB, top)
        high = max(height, one.height)
        one.x, one.y = side * (x + one.width / 2), top + high / 2
        return high

    def _block(self, on: int, rows: list[int], side: int, x: float, top: float) -> float:
        """Place single things in columns within a frame."""
        wide = max(self.things[row].width for row in rows) + _BETWEEN
        high = max(self.things[row].height for row in rows) + _BETWEEN
        columns = columns_of(len(rows), wide, high)
        width = columns * wide - _BETWEEN + 2 * _PAD
        height = ceil(len(rows) / columns) * high - _BETWEEN + 2 * _PAD + _NAME
        left = x if side > 0 else -x - width
        for at, row in enumerate(rows):
            line, column = divmod(at, columns)
            self.things[row].x = left + _PAD + column * wide + (wide - _BETWEEN) / 2
            self.things[row].y = top + _PAD + _NAME + line * high + (high - _BETWEEN) / 2
        self.frames.append(Frame(on, rows, self.things[rows[0]].sort, left, top, width, height))
        return height

    def _cells(self, on: int, rows: list[int], side: int, x: float, top: float) -> float:
        """Place things with what is behind them in lines within a frame."""
        cells = [self._cell(on, row, side) for row in rows]
        area = sum((width + _APART) * (height + _APART) for _, width, height in cells)
        room = max(sqrt(area * _CELLS_WIDER), max(width for _, width, _ in cells) + 1)
        places: list[tuple[float, float]] = []
        along, down, high, widest = 0.0, _PAD + _NAME, 0.0, 0.0
        for _, width, height in cells:
            if along and along + width > room:
                along, down, high = 0.0, down + high + _APART, 0.0
            places.append((along, down))
            widest, high, along = max(widest, along + width), max(high, height), along + width + _APART
        left = x if side > 0 else -x - widest - 2 * _PAD
        for (inside, width, _), (across, below) in zip(cells, places, strict=True):
            at = left + _PAD + across + (0 if side > 0 else width)
            for one in inside:
                one.x, one.y = one.x + at, one.y + top + below
        frame = Frame(on, rows, self.things[rows[0]].sort, left, top, widest + 2 * _PAD, down + high + _PAD)
        self.frames.append(frame)
        return frame.height

    def _cell(self, on: int, row: int, side: int) -> tuple[list[Standing | Frame], float, float]:
        """Place a thing with what is behind it at the origin; return what was placed, and how wide and high it is."""
        before = len(self.frames)
        height = self._item(on, [row], side, 0.0, 0.0)
        standing, frames = self._all([[row]]), self.frames[before:]
        reach = [one.x + side * one.width / 2 for one in standing]
        reach += [frame.x + (frame.width if side > 0 else 0.0) for frame in frames]
        return [*standing, *frames], max(map(abs, reach)), height

    def _all(self, items: Iterable[Iterable[int]]) -> list[Standing]:
        rows = [row for item in items for row in item]
        for row in rows:
            rows += self.things[row].behind
        return [self.things[row] for row in rows]


def _sum(high: Mapping[int, float], items: Iterable[Sequence[int]]) -> float:
    return sum(high[item[0]] for item in items)


def columns_of(count: int, wide: float, high: float) -> int:
    """Return how many columns a block of several things has, two at least.

    Example:
        >>> columns_of(2, 80, 40), columns_of(75, 80, 40)
        (2, 11)
    """
    return max(2, min(count, round(sqrt(count * _WIDER * high / wide))))
