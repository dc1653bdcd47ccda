"""整批计划: which offer best gives how much to which need, for the whole list; it is made while one does otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Response
from fastapi.responses import RedirectResponse

from api.console.asked import Asked
from api.console.downloads import as_file
from api.console.frame import link
from api.console.page import page_router
from api.console.pages.jobs import PATIENCE, Outcome, waiting
from api.console.seats import near
from api.console.sent import SentForm
from api.console.sheets import narrowed, shown, whole
from api.console.writing import by
from api.routes.accepting import plan_accepted
from api.serving.jobs import Job, Jobs
from graph.answers import Answer
from graph.answers.match import PRIORITIES
from graph.answers.register import QUESTIONS
from graph.forms import AnswerSheet
from graph.questions import match
from graph.steps.accepting import accepted
from graph.words import caption

router = page_router()

_QUESTION = QUESTIONS["match"]
_PATH = "/match/plan"
_SEE_OTHER = 303
#: The columns of a plan on a page; its file has what each score is made of, too.
_COLUMNS = ("demand", "giver", "offer", "quantity", "on", "score")
_TABLES = ("unmet", "unused", "full")


@router.get(_PATH)
def match_plan(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the plan, or that it is being made."""
    job = _begun(asked)
    if not job.within(PATIENCE):
        return waiting(asked, job)
    answer: Answer = job.result
    form = asked.said("as")
    if form is not None:
        return as_file(asked, _QUESTION, answer, form)
    part = shown(asked, _QUESTION, replace(answer, make=lambda: {"rows": answer.rows}, issues=()))
    sheets = {one.name: one for one in whole(asked, _QUESTION, answer)}
    made = accepted(asked.network, answer, "", None, asked.rules)
    return asked.framed(
        "match_plan.html",
        name="needs",
        totals=answer.totals,
        priorities=[one for one in PRIORITIES if answer.totals["served"][one]["demands"]],
        shown=replace(part, sheets=[_planned(asked, narrowed(one, _COLUMNS)) for one in part.sheets]),
        tables=[sheets[name] for name in _TABLES if name in sheets and sheets[name].rows],
        issues=sheets.get("issues"),
        changed=asked.said("changed") is not None,
        made=made,
        withdrawn=[f"{near(asked, tie['target'])} ← {near(asked, tie['source'])}" for tie in made.withdrawn],
        writes=asked.account.role.writes,
        revision=asked.served.revision.number,
    )


@router.post(_PATH)
def accept(asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Write the plan down as proposals; where the ledger is another by now, its plan is shown first."""
    asked.live.refresh()
    newest = asked.live.newest.revision.number
    if sent.expected not in (None, newest):
        return RedirectResponse(link(asked.request, _PATH, changed=1), _SEE_OTHER)
    live, on, within, who, lang = asked.live, asked.on, asked.within, by(asked), asked.lang

    def work() -> Outcome:
        made, _, number = plan_accepted(live, on, within, who, expected=newest)
        counts = {"new": len(made.proposed), "kept": made.kept, "withdrawn": len(made.withdrawn)}
        return Outcome("/match/proposed", (caption("accepted.count", lang, **counts),), number)

    job = _jobs(asked).begin(asked.account.name, "match_plan.accepting", work)
    return RedirectResponse(link(asked.request, f"/jobs/{job.id}"), _SEE_OTHER)


def _planned(asked: Asked, sheet: AnswerSheet) -> AnswerSheet:
    """Return a sheet that calls its day what it is in a plan: not the earliest that an offer could, but its own."""
    called = {"on": asked.say("match_plan.on")}
    return replace(
        sheet,
        headers=tuple(called.get(name, header) for name, header in zip(sheet.columns, sheet.headers, strict=True)),
    )


def _begun(asked: Asked) -> Job:
    """Begin the plan of what is asked, or return the one that was."""
    network, rules = asked.network, asked.rules

    def work() -> Answer:
        answer = match(network, rules, plan=True)
        len(answer.frames)  # here: it is what takes long
        return answer

    same = ("plan", asked.served.mark, asked.on, asked.within)
    return _jobs(asked).begin(asked.account.name, "page.match_plan", work, same)


def _jobs(asked: Asked) -> Jobs:
    jobs: Jobs = asked.request.app.state.jobs
    return jobs
