"""3+N: needs of one sort that come again around one place, who must sit at the table, and what was decided there."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.asked import PAGE, Asked
from api.console.downloads import as_file
from api.console.page import page_router
from api.console.seeing import see
from api.console.sent import SentForm
from api.console.sheets import whole
from api.console.writing import ChangedMeanwhile, again, by, written
from api.rendering.resolved import ResolutionTold
from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.facts.lives import lives_of
from graph.life.resolving import ResolutionAsked, ResolutionMade, resolution_made
from graph.life.when import when_on
from graph.network import Network
from graph.questions import duplicates
from graph.rules import Rules
from graph.rules.workflow import DONE
from graph.viewing import Showing

router = page_router()

_QUESTION = QUESTIONS["duplicates"]
#: What no table says is left out of a sheet.
_BLANK = dict.fromkeys(_QUESTION.tables["repeats"].paper, "")


@router.get("/needs/repeats")
def repeats(asked: Annotated[Asked, Depends()]) -> Response:
    """Show what comes again, and what may be the same; or both as a file."""
    key = ("duplicates", asked.on, asked.within)
    answer = asked.served.answer(key, lambda: duplicates(asked.network, asked.rules))
    form = asked.said("as")
    if form is not None:
        return as_file(asked, _QUESTION, answer, form)
    sheets = {one.name: one for one in whole(asked, _QUESTION, answer)}
    return asked.framed(
        "repeats.html",
        name="needs",
        tables=_tables(asked, answer, sheets.get("repeats")),
        pairs=sheets["rows"],
        writes=asked.account.role.writes,
        revision=asked.live.newest.revision.number,
    )


@router.post("/needs/repeats")
def resolve(asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Write down what was decided at a table: the meeting, a project with its money, and the needs that it takes on."""
    needs = tuple(asked.key(one, ("need",)) for one in sent.several("need"))
    wanted = ResolutionAsked(
        needs=needs,
        decided=sent.said("decided") or "",
        at=when_on(asked.on),
        project=sent.said("project"),
        funding=sent.said("funding"),
        by=by(asked),
    )

    def judged(network: Network, rules: Rules) -> ResolutionMade:
        return resolution_made(network, rules, wanted)

    try:
        made, before, number = written(asked, sent, asked.on, judged, needs)
    except ChangedMeanwhile as change:
        return again(asked, sent, change, name="needs")
    then = before.apply(made.changes)
    lines = ResolutionTold(made, then, asked.rules, Showing(asked.showing.viewer, then), asked.lang, number).lines(
        commands=False
    )
    return see(asked, "/needs/repeats", list(lines), number)


def _tables(asked: Asked, answer: Answer, sheet: Any) -> list[dict[str, Any]]:
    """Return the tables that might be called: what its row says in words, and the needs that are not done yet."""
    if sheet is None:
        return []
    lives, (first, _) = lives_of(asked.whole), asked.whole.rows.block["need"]
    state = lives["state"].to_list()
    found = []
    for row, cells in zip(answer.frames["repeats"].head(PAGE).iter_rows(named=True), sheet.rows, strict=False):
        standing = [one for one in row["cases"] if state[asked.whole.row(one["id"]) - first] not in DONE]
        said = {**_BLANK, **dict(zip(sheet.columns, cells, strict=True))}
        category = asked.say.word("category", row["category"])
        found.append({**said, "standing": standing, "cases": row["cases"], "category": category})
    return found
