"""对接: who can help with what; for one need or giver every candidate with its reasons, and the steps between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.candidates import matched
from api.console.downloads import as_file
from api.console.fields import FormField
from api.console.match_steps import step_taken
from api.console.page import Page, page_router
from api.console.pages import match_claims, match_plan, match_proposed
from api.console.paging import Part, part_of
from api.console.seats import near
from api.console.sent import Sent, SentForm, said_of
from api.console.sheets import whole
from api.errors import status_of
from api.routes.joined import join
from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.answers.why_not import unmet_sentence
from graph.cards.cells import Cells
from graph.errors import LinliError, NotAskable, NotFound
from graph.forms import AnswerSheet
from graph.steps.pair import Pair
from graph.steps.refusals import possible_now
from graph.steps.register import SAYINGS, STEPS
from graph.viewing import named

router = page_router()
join(router, match_plan.router, match_proposed.router, match_claims.router)
PAGE = Page("/match", "match", router, ("match",), menu=False)

_QUESTION = QUESTIONS["match"]
_DEMANDS, _GIVERS = ("need", "project"), ("organisation", "team", "person")
#: The steps that stand beside a candidate, and those of what may be said with them that a form asks for.
_BESIDE = ("ask", "pin", "decline", "claim")
_ASKED_FOR = ("quantity", "delivery", "reply_by", "until", "reason")
_INPUTS = {"quantity": "number", "day": "date", "text": "text"}


@dataclass(frozen=True)
class Candidate:
    """One offer for one demand.

    Attributes:
        demand: Key and name of the demand.
        offer: Key and name of the offer.
        giver: Key of who gives it; None = nobody knows.
        called: What the giver is called.
        quantity: How much it could give.
        on: The earliest day of delivery.
        score: Of a hundred; None = people are not ranked.
        marks: What else is to be known: what has to be verified, what is in force between the two.
        why: What the score is made of, a sentence each.
        steps: What may be done between the two: of each step its name, what it is called, and its fields.
    """

    demand: tuple[str, str]
    offer: tuple[str, str]
    giver: str | None
    called: str
    quantity: int
    on: Any
    score: int | None
    marks: list[str]
    why: list[str]
    steps: list[tuple[str, str, list[FormField]]]


@router.get("/match")
def match(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the candidates for one need, project or giver; without one, of every demand its best."""
    return _page(asked)


@router.post("/match")
def step(asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Take a step between an offer and a need."""
    back = asked.said("back")
    try:
        if back is not None:
            return step_taken(asked, sent, f"/needs/{asked.key(back, _DEMANDS)}")
        if asked.said("list") == "proposed":
            return step_taken(asked, sent, "/match/proposed")
        state = {name: asked.said(name) for name in ("need", "project", "giver")}
        return step_taken(asked, sent, "/match", **state)
    except LinliError as error:
        return _page(asked, sent, error)


def _page(asked: Asked, sent: Sent | None = None, error: LinliError | None = None) -> Response:
    demand, giver, answer = None, None, None
    try:
        demand, giver = _meant(asked)
        answer = matched(asked, demand, giver)
    except (NotFound, NotAskable) as found:
        error = error or found
    form = asked.said("as")
    if answer is not None and form is not None:
        return as_file(asked, _QUESTION, answer, form)
    sheets = {} if answer is None else {one.name: one for one in whole(asked, _QUESTION, answer)}
    one = demand or giver
    return asked.framed(
        "match.html",
        name="needs",
        status=200 if error is None else status_of(error),
        wrong=said_of(error, asked.lang),
        sent=sent or Sent({}),
        demand=demand,
        giver=giver,
        about=near(asked, one),
        candidates=_candidates(asked, answer) if answer is not None and one is not None else None,
        listed=_listed(asked, answer) if answer is not None and one is None else None,
        totals=None if answer is None else answer.totals,
        funnel=_some(sheets, "funnel") if demand else None,
        unmet=_some(sheets, "unmet") if demand else None,
        unused=_some(sheets, "unused") if one is None else None,
        writes=asked.account.role.writes,
        revision=asked.live.newest.revision.number,
    )


def _meant(asked: Asked) -> tuple[str | None, str | None]:
    """Return the demand and the giver that the address says."""
    demand, giver = asked.said("need") or asked.said("project"), asked.said("giver")
    return (
        None if demand is None else asked.key(demand, _DEMANDS),
        None if giver is None else asked.key(giver, _GIVERS),
    )


def _some(sheets: dict[str, AnswerSheet], name: str) -> AnswerSheet | None:
    found = sheets.get(name)
    return found if found is not None and found.rows else None


def _candidates(asked: Asked, answer: Answer) -> Part:
    part = part_of(asked, range(answer.rows.height))
    rows = answer.rows.slice(part.first, len(part.items))
    shown = named(replace(answer, make=lambda: {"rows": rows}), asked.showing)
    return replace(part, items=list(_told(asked, shown)))


def _told(asked: Asked, answer: Answer) -> Iterator[Candidate]:
    cells = Cells(asked.words, asked.lang, {name: name for name in _QUESTION.codes})
    writes = asked.account.role.writes
    for row in answer.rows.iter_rows(named=True):
        demand, offer, giver = row["demand"], row["offer"], row["giver"]
        called = asked.say("cli.match.no_giver") if giver is None else giver["name"] or asked.say("console.somebody")
        check = cells.cell(row, "check")
        pair = Pair(asked.whole, asked.rules, demand["id"], offer["id"])
        state = "" if row["state"] == "eligible" else asked.say(f"match.{row['state']}")
        yield Candidate(
            demand=(demand["id"], demand["name"]),
            offer=(offer["id"], offer["name"]),
            giver=None if giver is None else giver["id"],
            called=called,
            quantity=row["quantity"],
            on=row["on"],
            score=None if row["score"] is None else row["score"] // 1000,
            marks=[
                *([asked.say("picture.named", text=state, note=check) if check else state] if state else []),
                *_between(pair, asked),
            ],
            why=[one for one in cells.cell(row, "parts").split(asked.say("picture.semicolon")) if one],
            steps=_steps(asked, pair) if writes else [],
        )


def _between(pair: Pair, asked: Asked) -> list[str]:
    """Return what is in force between the two, in words."""
    return [asked.say(f"step.state.{one}") for one in sorted(pair.states)]


def _steps(asked: Asked, pair: Pair) -> list[tuple[str, str, list[FormField]]]:
    possible = {*possible_now(pair)} - ({"ask"} if "asked" in pair.states else set())  # once is enough
    return [(one, asked.say(f"match.do.{one}"), _fields(asked, one)) for one in _BESIDE if one in possible]


def _fields(asked: Asked, step: str) -> list[FormField]:
    rule = STEPS[step]
    return [
        FormField(name, asked.say(f"needs.say.{name}"), _INPUTS[SAYINGS[name].holds], (), (), name in rule.needs)
        for name in _ASKED_FOR
        if name in rule.takes
    ]


def _listed(asked: Asked, answer: Answer) -> Part:
    """Return every demand with its best three in a line each, or why there is nobody.

    Those who have to be verified come after those who need not be, whatever their score: it is said of them.
    """
    found: dict[str, dict[str, Any]] = {}
    told = named(answer, asked.showing)
    for row in told.rows.iter_rows(named=True):
        line = found.setdefault(row["demand"]["id"], {"demand": row["demand"], "best": [], "why": ""})
        check = [] if row["state"] == "eligible" else [asked.say(f"match.{row['state']}")]
        giver = (row["giver"] and row["giver"]["name"]) or asked.say("console.somebody")
        score = [] if row["score"] is None else [asked.say("match.score", score=row["score"] // 1000)]
        best = asked.say("match.best", giver=giver, offer=row["offer"]["name"], on=row["on"])
        line["best"].append(asked.say("picture.comma").join([best, *score, *check]))
    for row in told.frames["unmet"].iter_rows(named=True):
        line = found.setdefault(row["demand"]["id"], {"demand": row["demand"], "best": [], "why": ""})
        line["why"] = unmet_sentence(row, asked.lang)
    part = part_of(asked, list(found.values()))
    for line in part.items:
        line["known"] = _known(asked, line["demand"]["id"])
    return part


def _known(asked: Asked, key: str) -> str:
    """Return by what staff tell a demand from others of its name: its number and where it is."""
    number, place = asked.names.number_of(key), asked.called(key).rpartition("//")[0]
    return asked.say("picture.comma").join(one for one in ("" if number == key else number, place) if one)
