"""逐项: what is asked item by item, laid out by places, with how many give it; one norm below the other."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import below, way_up
from api.console.asked import Asked
from api.console.choosing import norm_field, norm_said, pack_field
from api.console.downloads import sheets_as_file
from api.console.page import Page, page_router
from api.console.paging import part_of
from graph.answers.coverage import MATRIX
from graph.answers.grid import Grid, cell_said, grids_of
from graph.forms import AnswerSheet

router = page_router()
PAGE = Page("/gaps/items", "gaps_items", router, ("coverage",), menu=False)


class Line(NamedTuple):
    """A line of a grid: the grid, the value down the side, and for each value across its row, if there is one."""

    grid: Grid
    down: Any
    rows: tuple[Any, ...]


@router.get("/gaps/items")
def gaps_items(asked: Annotated[Asked, Depends()]) -> Response:
    """Show items by places, a grid for each norm that asks of items."""
    answer = answered(asked, "coverage", packs=asked.several("pack"), states=(), matrix=True)
    found = [row for row in answer.frames["matrix"].iter_rows(named=True) if asked.said("norm") in (None, row["norm"])]
    grids = grids_of(found, MATRIX.grid or ("", ""))
    place = below(asked, (row["subject"]["path"] for row in found if row["subject"]["kind"] == "place"))
    called = {row["subject"]["id"]: place(row["subject"]["id"]) for row in found}
    called |= {row["item"]: asked.say.item(row["norm"], row["item"]) for row in found}
    form = asked.said("as")
    if grids and form is not None:
        return sheets_as_file(asked, asked.say("page.gaps_items"), [_sheet(asked, one, called) for one in grids], form)
    part = part_of(asked, [line for grid in grids for line in _lines(grid)])
    return asked.framed(
        "gaps_items.html",
        name="gaps",
        crumbs=way_up(asked, asked.within),
        fields=[norm_field(asked, dict.fromkeys(grid.norm for grid in grids)), pack_field(asked)],
        part=part,
        grids=[(grid, list(lines)) for grid, lines in groupby(part.items, key=lambda line: line.grid)],
        titles={grid.norm: norm_said(asked, grid.norm) for grid in grids},
        called=called,
        cell=lambda row: cell_said(row, asked.lang),
        givers=lambda row: asked.say("cli.comma").join(asked.called(one["id"]) for one in row["who"]),
    )


def _lines(grid: Grid) -> list[Line]:
    return [Line(grid, down, tuple(grid.cells.get((across, down)) for across in grid.across)) for down in grid.down]


def _sheet(asked: Asked, grid: Grid, called: dict[str, str]) -> AnswerSheet:
    headers = (asked.say(f"column.{grid.columns[1]}"), *(called[one] for one in grid.across))
    lines = grid.lines(lambda row: cell_said(row, asked.lang))
    rows = tuple((called[down], *cells) for down, cells in zip(grid.down, lines, strict=True))
    return AnswerSheet(grid.norm, norm_said(asked, grid.norm), headers, rows, frozenset())
