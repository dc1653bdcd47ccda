"""Lives as they may be: steps that a workflow allows, one after the other, given to anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from graph.life.life import Life, after, begun
from graph.rules.workflow import BACK, SAME, StepRule, own_workflows
from graph.values.instant import SHANGHAI, kept_instant
from tests.casefile.gathered import Rows
from tests.sampled import sampled

TODAY = date(2024, 11, 1)
_WORKFLOWS = own_workflows()
Draw = Callable[[st.SearchStrategy[Any]], Any]


def draw_life(draw: Draw, rows: Rows, demand: str, givers: Sequence[str], needs: Sequence[str]) -> None:
    """Draw the steps of a need or project: some a day, some on one day, some after today, most with a due date."""
    workflow = _WORKFLOWS[draw(sampled(("hotline", "community_dispatch")))]
    life = begun(draw(sampled(("nothing", "nothing", "open"))))
    at = datetime(2024, 9, 10, 9, tzinfo=SHANGHAI) + timedelta(days=draw(st.integers(0, 45)))
    for number in range(1, draw(st.integers(0, 8)) + 1):
        possible = workflow.possible(life.state)
        if not possible:
            return
        sort = draw(sampled((*possible, *[one for one in possible if one in workflow.main] * 3)))
        rule = workflow.steps[sort]
        step = _step(draw, life, sort, rule, givers, needs)
        step |= {"need": demand, "number": number, "at": kept_instant(at), "due": _due(draw, at)}
        key = rows.thing("step", f"step-{demand}-{number}", **step)
        life = after(life, {"key": key, "by": None, **step})
        at += draw(sampled((timedelta(), timedelta(hours=7), timedelta(days=2), timedelta(days=11))))


def _step(
    draw: Draw, life: Life, sort: str, rule: StepRule, givers: Sequence[str], needs: Sequence[str]
) -> dict[str, Any]:
    to = draw(sampled(needs if sort == "merge" else givers)) if "to" in rule.says else None
    outcome = draw(sampled(rule.outcomes)) if rule.outcomes else None
    on = TODAY + timedelta(days=draw(st.integers(-30, 20))) if "until" in rule.says else None
    return {"sort": sort, "to": to, "outcome": outcome, "on": on, "state": _state(life, rule, outcome)}


def _state(life: Life, rule: StepRule, outcome: str | None) -> str:
    if rule.again is not None and outcome == rule.again.outcome and not life.unsatisfied:
        return rule.again.to
    if rule.to == SAME:
        return life.state
    if rule.to == BACK:
        return life.rest if life.state == "suspended" else life.back
    return rule.to


def _due(draw: Draw, at: datetime) -> str | None:
    days = draw(sampled((None, 0, 3, 3, 30)))
    return None if days is None else kept_instant(at + timedelta(days=days))
