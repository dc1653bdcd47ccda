"""清单与认领表: the three lists on a page, and each as the workbook that is filled in and sent back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.list_sheets import list_title, sheet_of
from api.console.page import page_router
from api.console.paging import part_of
from api.rendering.lists import ListBook
from api.whoami import user
from graph.errors import BadValue
from graph.words import caption
from loaders.lists.boxes import boxes_of, sheet_of_boxes
from loaders.lists.layout import BOXES, LISTS, Line
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
        return sheets_as_file(asked, list_title(name, asked.lang), [sheet_of(asked, name, lines)], form)
    part = part_of(asked, lines)
    return asked.framed(
        "match_claims.html",
        name="needs",
        lists=[(one, list_title(one, asked.lang)) for one in SHOWN],
        chosen=name,
        sheet=sheet_of(asked, name, part.items),
        part=part,
        help=caption(f"lists.help.{'claims' if name == BOXES[0] else 'lists'}", asked.lang),
    )


def _lines(asked: Asked, name: str) -> list[Line]:
    """Return the lines of a list; of the claim sheet those that givers may be shown."""
    network, rules = asked.network, asked.rules
    book = ListBook("claims" if name == BOXES[0] else "lists", network, rules, asked.names, asked.showing, user())
    if name == BOXES[0]:
        return list(sheet_of_boxes(name, boxes_of(network, rules), book.called).lines)
    return list(Listed(network, rules, asked.showing, book.called, asked.lang).sheet(name).lines)
