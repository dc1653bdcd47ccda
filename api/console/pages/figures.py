"""公开数: each published number beside what the ledger counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import polars as pl
from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import way_up
from api.console.asked import Asked
from api.console.downloads import as_file
from api.console.fields import FormField
from api.console.page import Page, page_router
from api.console.sheets import shown
from graph.answers.reconcile import QUESTION, SHOWN

router = page_router()
PAGE = Page("/figures", "figures", router, ("reconcile",), menu=False)


@router.get("/figures")
def figures(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the published numbers of a place, those first that are to be looked at."""
    answer = answered(asked, "reconcile")
    chosen = [one for one in SHOWN if one in asked.several("verdict")] or list(SHOWN)
    order = {verdict: at for at, verdict in enumerate(SHOWN)}
    rows = answer.rows.filter(pl.col("verdict").is_in(chosen)).sort(
        pl.col("verdict").replace_strict(order, return_dtype=pl.Int64), maintain_order=True
    )
    narrowed = replace(answer, make=lambda: {**answer.frames, "rows": rows})
    form = asked.said("as")
    if form is not None:
        return as_file(asked, QUESTION, narrowed, form)
    choices = [(one, asked.say(f"verdict.{one}")) for one in SHOWN]
    return asked.framed(
        "figures.html",
        name="gaps",
        crumbs=way_up(asked, asked.within),
        fields=[FormField("verdict", asked.say("field.verdict"), "several", chosen, choices)],
        shown=shown(asked, QUESTION, narrowed),
    )
