"""逐条: the lines of coverage one by one, each with why, what would close it, and who is responsible."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import way_up
from api.console.asked import Asked
from api.console.choosing import choice, norm_field, norm_said, pack_field, states_field, states_of
from api.console.downloads import sheets_as_file
from api.console.findings import ORDERS, SHORT, Line, chosen, page_of, sheet_of
from api.console.page import Page, page_router
from graph.answers.noted import sentence
from graph.cards.answers import totals_in_words
from graph.rules import Norm

router = page_router()
PAGE = Page("/gaps/list", "gaps_list", router, ("coverage",), menu=False)


@router.get("/gaps/list")
def gaps_list(asked: Annotated[Asked, Depends()]) -> Response:
    """List the lines of a place."""
    states = states_of(asked)
    answer = answered(asked, "coverage", packs=asked.several("pack"), states=states)
    order = asked.said("order") or ORDERS[0]
    rows = chosen(answer, states, asked.said("norm"), order)
    form = asked.said("as")
    if form is not None:
        totals = totals_in_words(answer, asked.rules, asked.lang)
        return sheets_as_file(
            asked, f"{asked.say('page.gaps')} {asked.on}", [sheet_of(asked, answer, rows)], form, totals
        )
    part = page_of(asked, answer, rows)
    orders = [(one, asked.say(f"around.{one}")) for one in ORDERS]
    return asked.framed(
        "gaps_list.html",
        name="gaps",
        crumbs=way_up(asked, asked.within),
        fields=[
            norm_field(asked, answer.totals["norms"]),
            pack_field(asked),
            choice(asked, "order", ORDERS[0], orders),
            states_field(asked),
        ],
        totals=answer.totals,
        norm=asked.said("norm"),
        part=part,
        groups=_groups(asked, part.items, order),
        columns=[one for one in SHORT if any(line.said.get(one) not in ("", None) for line in part.items)],
        issues=[sentence(one, asked.lang, asked.called) for one in answer.issues],
    )


def _groups(asked: Asked, lines: Sequence[Line], order: str) -> list[tuple[str, Norm | None, list[Line]]]:
    """Return the lines norm by norm; in an order that goes across norms all together."""
    if order != ORDERS[0]:
        return [("", None, list(lines))] if lines else []
    return [
        (norm_said(asked, norm), asked.say.norms[norm], list(of_norm))
        for norm, of_norm in groupby(lines, key=lambda line: line.norm)
    ]
