"""The surroundings of a thing as one page: everything within some ties of it, with those ties.

Things are called by name; a person is there only as the holder of a post. Kinds differ by colour and shape,
ties by colour and line; the legend names those that occur.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.kinds import kind_of, things
from graph.network import Network
from graph.pictures.around import Around, around, drawn
from graph.pictures.called import Called
from graph.pictures.captioned import captioned
from graph.pictures.drawing import FONTS, INK
from graph.pictures.hanging import hung, sort_said
from graph.pictures.layout import Frame, Layout
from graph.pictures.legend import legend
from graph.pictures.looks import first_of, kind_look, tie_look
from graph.pictures.tips import Tips
from graph.pictures.vis import page
from graph.rules import Rules
from graph.viewing import Showing, outsider
from graph.words import caption

#: More things than this nobody tells apart in one picture.
THINGS = 800

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "dragNodes": False},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}},
    "nodes": {"font": {"face": FONTS, "size": 14, "color": INK}, "margin": 6, "borderWidth": 1.2},
    "layout": {"improvedLayout": False},
}


def surroundings(
    network: Network,
    rules: Rules,
    key: str,
    depth: int = 1,
    *,
    lang: str = "zh",
    by: str = "",
    showing: Showing | None = None,
) -> str:
    """Return a page that shows what lies around a thing; it needs no other file and no network.

    Args:
        network: The network; its date and *within* decide what is there.
        rules: The rules, for what things are called.
        key: Public key of the thing in the middle.
        depth: How many ties away things may be.
        lang: ``zh`` or ``en``.
        by: Who made the picture.
        showing: Who looks, and so whose names are in it; None = whoever may come to read it, who sees the names
            of those who hold public posts.

    Raises:
        NotFound: There is no such thing on the date.
        BadInput: There are too many things, or it is a person without a seat.
    """
    showing = showing or Showing(outsider("surroundings"), network)
    network = network.told(outsider("surroundings"))
    part = around(network, key, depth, limit=THINGS)
    called = Called(network, rules, lang, showing.names(drawn(network, part)))
    tips = Tips(called, part)
    standing = hung(part, tips)
    layout = Layout(standing, part.start)
    nodes = [
        {**_look(tips, row), "x": round(one.x), "y": round(one.y), "borderWidth": 3 if row == part.start else 1.2}
        for row, one in standing.items()
    ]
    name = tips.path(part.start)
    words = {code: caption(f"picture.{code}", lang) for code in ("list", "find", "help", "noscript")}
    parts = {
        "title": caption("picture.around.title", lang, name=name, depth=depth),
        "caption": captioned(network, lang, by),
        "language": "zh-CN" if lang == "zh" else lang,
        "legend": legend(called, part, vacant=any(tips.vacant(row) for row in standing)),
        "groups": list(_groups(tips, list(standing))),
        "words": words,
        "frames": [_frame(layout, tips, frame) for frame in layout.frames],
    }
    return page(nodes, list(_edges(network, part, tips, layout)), _OPTIONS, parts)


def _look(tips: Tips, row: int) -> dict[str, Any]:
    look = kind_look(tips.kind(row))
    vacant = tips.vacant(row)
    line = "#b3261e" if vacant else look.line
    colours = {"background": "#ffffff" if vacant else look.fill, "border": line}
    return {
        "id": tips.key(row),
        "label": tips.label(row),
        "title": tips.tip(row),
        "shape": look.shape,
        "size": 9,
        "color": {**colours, "highlight": colours, "hover": colours},
        "shapeProperties": {"borderRadius": look.radius, "borderDashes": [5, 4] if vacant else False},
    }


def _frame(layout: Layout, tips: Tips, frame: Frame) -> dict[str, Any]:
    """Return a frame as the page draws it, with the one line that stands for those to everything in it."""
    _, tie, up = frame.sort
    look = tie_look(tie)
    on = layout.things[frame.on]
    right = frame.x > on.x
    return {
        "box": [round(one) for one in (frame.x, frame.y, frame.width, frame.height)],
        "from": [round(on.x + (on.width / 2 if right else -on.width / 2)), round(on.y)],
        "to": [round(frame.x if right else frame.x + frame.width), round(frame.y + frame.height / 2)],
        "colour": look.line,
        "dashes": list(look.dashes or ()),
        "away": up,
        "name": sort_said(tips, frame.sort, len(frame.rows)),
    }


def _edges(network: Network, part: Around, tips: Tips, layout: Layout) -> Iterator[dict[str, Any]]:
    """Yield one edge for each two things that are tied, with every tie between them in its tooltip.

    Those along which things hang together are drawn; the others are faint until one of their ends is clicked.
    What stands in a frame hangs on the line to the frame.
    """
    pairs: dict[tuple[int, int], list[str]] = {}
    for kind, (source, target) in part.tied.items():
        for one, other in zip(source.tolist(), target.tolist(), strict=True):
            pairs.setdefault((one, other), []).append(kind)
    hanging = {frozenset((row, behind)) for row, standing in layout.things.items() for behind in standing.behind}
    framed = {frozenset((frame.on, row)) for frame in layout.frames for row in frame.rows}
    for (start, end), kinds in pairs.items():
        look = tie_look(first_of(kinds))
        said = caption("picture.and", tips.lang).join(
            getattr(kind_of(kind), tips.lang) for kind in dict.fromkeys(kinds)
        )
        drawn = frozenset((start, end)) in hanging - framed
        yield {
            "from": network.key(start),
            "to": network.key(end),
            "color": {"color": look.line if drawn else f"{look.line}1c", "highlight": look.line, "hover": look.line},
            "dashes": list(look.dashes) if look.dashes else False,
            "width": look.width,
            "arrows": {"to": {"enabled": drawn, "scaleFactor": 0.45}},
            "title": caption("picture.tie", tips.lang, source=tips.name(start), tie=said, target=tips.name(end)),
        }


def _groups(tips: Tips, rows: list[int]) -> Iterator[dict[str, Any]]:
    """Yield the things by kind, as a list to read and to look in."""
    for kind in things():
        found = [row for row in rows if tips.kind(row) == kind.kind]
        if found:
            lines = [{"id": tips.key(row), "name": tips.short(row), "path": tips.path(row)} for row in found]
            yield {"text": getattr(kind, tips.lang), "things": lines}
