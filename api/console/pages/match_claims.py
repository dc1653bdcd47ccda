"""清单与认领表: the three lists on a page, and each as the workbook that is filled in and sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.page import page_router
from api.console.paging import part_of
from api.rendering.lists import ListBook
from api.whoami import user
from graph.errors import BadValue
from graph.forms import AnswerSheet
from graph.keys import is_key
from graph.words import caption
from loaders.lists.boxes import boxes_of, sheet_of_boxes
from loaders.lists.layout import BOXES, LISTS, Line, heads_of, title_of
from loaders.lists.listed import Listed

router = page_router()

#: The lists that a page shows.
SHOWN = (*LISTS, BOXES[0])


@router.get("/match/claims")
def match_claims(asked: Annotated[Asked, Depends()]) -> Response:
    """Show one list, or give it as a file."""
    name = asked.said("list") or SHOWN[0]
    if name not in SHOWN:
        raise BadValue(found=name, expected=" ".join(f"`{one}`" for one in SHOWN))
    lines = _lines(asked, name)
    form = asked.said("as")
    if form is not None:
        return sheets_as_file(asked, title_of(name), [sheet_of(name, lines)], form)
    part = part_of(asked, lines)
    return asked.framed(
        "match_claims.html",
        name="needs",
        lists=[(one, title_of(one)) for one in SHOWN],
        chosen=name,
        sheet=sheet_of(name, part.items),
        part=part,
        help=caption(f"lists.help.{'claims' if name == BOXES[0] else 'lists'}", asked.lang),
    )


def sheet_of(name: str, lines: Sequence[Line], *, linked: bool = True) -> AnswerSheet:
    """Return lines of a list as a sheet: its columns that are written by us, none of the boxes that others fill."""
    heads = [head for head in heads_of(name) if head.sort != "box"]
    kept = [
        head.header
        for head in heads
        if not lines or any(line.cells.get(head.header) not in (None, "") for line in lines)
    ]
    rows = tuple(tuple(_cell(line.cells, header) for header in kept) for line in lines)
    right = {at for at in range(len(kept)) if any(isinstance(row[at], int | float) for row in rows)}
    named = next((at for at, header in enumerate(kept) if header in _NAMED), 0)
    keys = tuple({named: line.id} if linked and is_key(line.id) else {} for line in lines)
    return AnswerSheet(name, title_of(name), tuple(kept), rows, frozenset(right), keys=keys)


#: The columns that say what a line is of.
_NAMED = ("名称",)


def _cell(cells: Mapping[str, Any], header: str) -> Any:
    value = cells.get(header, "")
    return value if isinstance(value, int | float) else str(value)


def _lines(asked: Asked, name: str) -> list[Line]:
    """Return the lines of a list; of the claim sheet those that givers may be shown."""
    network, rules = asked.network, asked.rules
    book = ListBook("claims" if name == BOXES[0] else "lists", network, rules, asked.names, asked.showing, user())
    if name == BOXES[0]:
        return list(sheet_of_boxes(name, boxes_of(network, rules), book.called).lines)
    return list(Listed(network, rules, asked.showing, book.called).sheet(name).lines)
