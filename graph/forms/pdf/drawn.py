"""A picture of ``graph.pictures`` on a page: its shapes by fpdf, its writing by us, since ours knows our fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from fpdf.svg import SVGObject

from graph.forms.pdf.setting import Setting

#: A line as ``graph.pictures.drawing`` writes it: no transformation stands around it.
_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>\n?")
_TOLD = re.compile(r"<(title|desc)>[^<]*</\1>\n?")
_SAID = re.compile(r'([\w-]+)="([^"]*)"')
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def writing(svg: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each line that a picture writes, with how it is written.

    Example:
        >>> list(writing('<text x="1" y="9" font-size="8" fill="#000">甲 &amp; 乙</text>'))
        [('甲 & 乙', {'x': '1', 'y': '9', 'font-size': '8', 'fill': '#000'})]
    """
    for found in _TEXT.finditer(svg):
        yield unescape(found[2]), dict(_SAID.findall(found[1]))


def draw(setting: Setting, svg: str, at: tuple[float, float], room: tuple[float, float]) -> float:
    """Draw a picture as large as the room allows, and return by how much it was scaled.

    Args:
        setting: Sets its text.
        svg: The picture.
        at: Its left upper corner on the page.
        room: How wide and high it may be.

    Raises:
        ValueError: The picture does not say how large it is.
    """
    size = _SIZE.search(svg)
    if size is None:
        msg = "a picture without a viewBox"
        raise ValueError(msg)
    wide, high = float(size[1]), float(size[2])
    scale = min(room[0] / wide, room[1] / high, 1.5)
    x, y = at
    shapes = SVGObject(_TOLD.sub("", _TEXT.sub("", svg)))
    shapes.width, shapes.height = wide * scale, high * scale
    shapes.draw_to_page(setting.pages, x, y)
    for text, said in writing(svg):
        place = (x + float(said["x"]) * scale, y + float(said["y"]) * scale)
        setting.write(text, place, float(said["font-size"]) * scale, bold="font-weight" in said, colour=said["fill"])
    return scale
