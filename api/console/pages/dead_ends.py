"""断点: where paths of homes break, building by building; how near help is, and what hangs on one person."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import polars as pl
from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import way_up
from api.console.asked import Asked
from api.console.buildings import ENDS, buildings
from api.console.downloads import as_file
from api.console.fields import FormField
from api.console.page import Page, page_router
from api.console.sheets import shown
from graph.answers.audit import QUESTION

router = page_router()
PAGE = Page("/dead-ends", "dead_ends", router, ("audit",), menu=False)
#: Tables that are opened when somebody wants them.
_FURTHER = ("load", "near", "hangs", "remaining", "reliance", "thin", "sides")


@router.get("/dead-ends")
def dead_ends(asked: Annotated[Asked, Depends()]) -> Response:
    """Show where the paths of a place end."""
    answer = answered(asked, "audit", people=True, levels=True)
    form = asked.said("as")
    if form is not None:
        return as_file(asked, QUESTION, answer, form)
    chains = list(answer.totals["chains"])
    chain = asked.said("chain") if asked.said("chain") in chains else None
    loaded = answer.frames["load"].sort(-pl.col("homes").struct.field("low"), maintain_order=True)
    told = shown(asked, QUESTION, replace(answer, make=lambda: {**answer.frames, "load": loaded}))
    sheets = {one.name: one for one in told.sheets}
    groups, left_out = buildings(asked, chain)
    return asked.framed(
        "dead_ends.html",
        name="path",
        crumbs=way_up(asked, asked.within),
        fields=[FormField("chain", asked.say("field.chain"), "choice", [chain or ""], _chains(asked, chains))],
        totals=[(asked.say.word("chain", one), counts) for one, counts in answer.totals["chains"].items()],
        chains=dict(_chains(asked, chains)),
        ends=ENDS,
        groups=groups,
        left_out=left_out,
        shown=told,
        stops=sheets.get("rows"),
        examples=answer.rows["example"].to_list()[(told.page - 1) * 50 :],
        further=[sheets[one] for one in _FURTHER if one in sheets],
        issues=sheets.get("issues"),
    )


def _chains(asked: Asked, chains: list[str]) -> list[tuple[str, str]]:
    """Return the chains by what the profiles here call them."""
    titles: dict[str, list[str]] = {one: [] for one in chains}
    for name in asked.followed:
        for key, chain in asked.rules.profiles[name].chains.items():
            if key in titles:
                titles[key].append(asked.say.text(chain.title))
    return [(one, "/".join(dict.fromkeys(said)) or asked.say.word("chain", one)) for one, said in titles.items()]
