"""The neighbours of a thing, as SVG inside a page: each box links to the thing that it names."""

from __future__ import annotations

from collections.abc import Callable

from graph.network import Network
from graph.pictures.around import Around, around, drawn
from graph.pictures.called import Called
from graph.pictures.captioned import captioned
from graph.pictures.drawing import FAINT, Drawing, clean
from graph.pictures.hanging import hung, sort_said
from graph.pictures.layout import Frame, Layout, Standing
from graph.pictures.looks import kind_look, tie_look
from graph.pictures.marks import Mark
from graph.pictures.measuring import ems
from graph.pictures.tips import Tips
from graph.rules import Rules
from graph.viewing import Showing
from graph.words import caption

#: More things than this nobody looks at beside a list of them.
THINGS = 150

_MARGIN, _SIZE, _LINE, _NAME = 12.0, 14.0, 16.0, 12.0
_AROUND = ("box", "ellipse")
_VACANT = Mark("#b3261e", "#ffffff", "", dashes="5 4")


def nearby(
    network: Network,
    rules: Rules,
    key: str,
    showing: Showing,
    *,
    lang: str = "zh",
    link: Callable[[str], str] | None = None,
) -> str:
    """Return a drawing of a thing's neighbours: those above it on its left, those below it on its right.

    Args:
        network: The network; its date and *within* decide what is there.
        rules: The rules, for what things are called.
        key: Public key of the thing in the middle.
        showing: Who looks.
        lang: ``zh`` or ``en``.
        link: Returns the address of a thing, by its key; None = boxes lead nowhere.

    Raises:
        NotFound: There is no such thing on the date.
        BadInput: There are too many things, or it is a person without a seat.
    """
    part = around(network, key, 1, limit=THINGS)
    tips = Tips(Called(network, rules, lang, showing.names(drawn(network, part))), part)
    layout = Layout(hung(part, tips), part.start)
    left = min(one.x - one.width / 2 for one in layout.things.values())
    top = min([*(one.y - one.height / 2 for one in layout.things.values()), *(one.y for one in layout.frames)])
    left = min([left, *(one.x for one in layout.frames)])
    sheet = _Sheet(_MARGIN - left, _MARGIN - top, part, tips, link)
    for frame in layout.frames:
        sheet.frame(layout, frame)
    framed = {row for frame in layout.frames for row in frame.rows}
    for row in layout.things[part.start].behind:
        if row not in framed:
            sheet.line(layout.things[part.start], layout.things[row], tie_look(layout.things[row].sort[1]).line)
    for row, standing in layout.things.items():
        sheet.box(row, standing)
    title = caption("picture.around.title", lang, name=tips.path(part.start), depth=1)
    return sheet.drawing.svg(title, captioned(network, lang), lang, _MARGIN)


class _Sheet:
    """Draws at positions that are counted from the thing in the middle."""

    def __init__(self, x: float, y: float, part: Around, tips: Tips, link: Callable[[str], str] | None) -> None:
        self.drawing = Drawing()
        self._x, self._y, self._part, self._tips, self._link = x, y, part, tips, link

    def box(self, row: int, one: Standing) -> None:
        """Draw a thing, with the lines of its label in the middle."""
        tips, here = self._tips, row == self._part.start
        look = kind_look(tips.kind(row))
        fill = look.fill if look.shape in _AROUND else "#ffffff"  # elsewhere a label stands below its shape
        mark = _VACANT if tips.vacant(row) else Mark(look.line, fill, "", width=3 if here else 1.2)
        lines = tips.label(row).split("\n")
        height = len(lines) * _LINE + _MARGIN
        at = (self._x + one.x - one.width / 2, self._y + one.y - height / 2)
        address = None if self._link is None or here else self._link(tips.key(row))
        if address is not None:
            self.drawing.parts.append(f'<a href="{clean(address)}">')
        self.drawing.parts.append(f"<g><title>{clean(tips.tip(row))}</title>")
        self.drawing.box(at, one.width, height, mark)
        for number, text in enumerate(lines):
            x = at[0] + (one.width - ems(text) * _SIZE) / 2
            y = self._y + one.y + (number - (len(lines) - 1) / 2) * _LINE + _SIZE * 0.36
            self.drawing.write(text, (x, y), _SIZE, bold=here)
        self.drawing.parts.append("</g>" if address is None else "</g></a>")

    def frame(self, layout: Layout, one: Frame) -> None:
        """Draw the line around what is alike, what it is, and what leads to it."""
        at = (self._x + one.x, self._y + one.y)
        on, right, look = layout.things[one.on], one.x > layout.things[one.on].x, tie_look(one.sort[1])
        start = (self._x + on.x + (on.width if right else -on.width) / 2, self._y + on.y)
        end = (at[0] if right else at[0] + one.width, at[1] + one.height / 2)
        self.drawing.curve(start, end, look.line, look.width, _dashes(look.dashes))
        self.drawing.frame(at, one.width, one.height)
        self.drawing.write(sort_said(self._tips, one.sort, len(one.rows)), (at[0] + 9, at[1] + 15), _NAME, colour=FAINT)

    def line(self, start: Standing, end: Standing, colour: str) -> None:
        """Draw what leads to a thing that stands alone."""
        right = end.x > start.x
        leaves = (self._x + start.x + (start.width if right else -start.width) / 2, self._y + start.y)
        arrives = (self._x + end.x - (end.width if right else -end.width) / 2, self._y + end.y)
        self.drawing.curve(leaves, arrives, colour, 1.2, _dashes(tie_look(end.sort[1]).dashes))


def _dashes(lengths: tuple[int, int] | None) -> str:
    return "" if lengths is None else f"{lengths[0]} {lengths[1]}"
