"""缺口: norms by places, in each cell what is missing or not known; a cell leads to its lines, a place down."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import below, levels_below, next_level, way_up
from api.console.asked import Asked
from api.console.choosing import axis_field, axis_of, choice, norm_field, norm_said, pack_field, states_field, states_of
from api.console.downloads import sheets_as_file
from api.console.matrix import OPEN, Matrix, as_sheet, matrix_of
from api.console.page import Page, page_router
from api.console.paging import part_of
from graph.answers import Answer
from graph.cards.answers import totals_in_words

router = page_router()
PAGE = Page("/gaps", "gaps", router, ("coverage",))
_ORDERS = ("lying", "most")


@router.get("/gaps")
def gaps(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the matrix of a place."""
    axis = axis_of(asked)
    levels = levels_below(asked, axis)
    said = asked.said("level")
    level = said if said in levels else next_level(asked, levels, axis)
    answer = answered(asked, "coverage", packs=asked.several("pack"), states=(), by=level, axis=axis)
    matrix = None if level is None else _matrix(asked, answer, level)
    form = asked.said("as")
    if matrix is not None and form is not None:
        totals = totals_in_words(answer, asked.rules, asked.lang)
        title = asked.say("page.gaps")
        return sheets_as_file(asked, f"{title} {asked.on}", [as_sheet(matrix, title, asked.say)], form, totals)
    part = part_of(asked, () if matrix is None else matrix.down)
    return asked.framed(
        "gaps.html",
        name="gaps",
        crumbs=way_up(asked, asked.within),
        totals=answer.totals,
        fields=_fields(asked, answer, levels, level),
        matrix=matrix,
        part=part,
    )


def _matrix(asked: Asked, answer: Answer, level: str) -> Matrix:
    nowhere = asked.say("gaps.nowhere", level=asked.say.word("level", level))
    return matrix_of(
        answer,
        lambda norm: norm_said(asked, norm),
        below(asked, (row["place"]["path"] for row in answer.frames["by"].iter_rows(named=True) if row["place"])),
        nowhere,
        states=[one for one in OPEN if one in states_of(asked)] or OPEN,
        only=asked.said("norm"),
        every=asked.said("every") is not None,
        most_first=asked.said("order") == "most",
    )


def _fields(asked: Asked, answer: Answer, levels: list[str], level: str | None) -> list[Any]:
    found: list[Any] = [norm_field(asked, answer.totals["norms"]), pack_field(asked)]
    if level is not None:
        found.append(choice(asked, "level", level, [(one, asked.say.word("level", one)) for one in levels]))
    orders = [(one, asked.say(f"around.{one}")) for one in _ORDERS]
    return [*found, axis_field(asked), choice(asked, "order", _ORDERS[0], orders), states_field(asked, OPEN)]
