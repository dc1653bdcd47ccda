"""Why a step is not possible now, in the order in which a person would look: the demand, the offer, what was before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from graph.errors import BadInput, NotFound, StepRefused
from graph.matching.concerns import concerned_givers
from graph.steps.asked import Asked
from graph.steps.doubts import declined_by
from graph.steps.pair import Pair, Tie
from graph.steps.register import NOTHING, SAYINGS, STEPS, Step
from graph.words.listed import Listed


def step_of(asked: Asked) -> Step:
    """Return the step that is wanted.

    Raises:
        NotFound: There is none of that name.
        BadInput: Something was said that it does not take, or not said that it needs.
    """
    if asked.step not in STEPS:
        raise NotFound("no_such_step", ref=asked.step, candidates=named(STEPS))
    step = STEPS[asked.step]
    for name in SAYINGS:
        said = getattr(asked, name)
        if said is not None and name not in step.takes:
            raise BadInput("step_takes_not", step=asked.step, option=name, expected=named(step.takes))
        if name in step.needs and not said:
            raise BadInput("step_needs", step=asked.step, option=name)
    if asked.agreement is not None and asked.project is None:
        raise BadInput("step_needs", step=f"{asked.step} agreement", option="project")
    return step


def refuse(step: Step, pair: Pair, asked: Asked) -> None:
    """Raise why a step is not possible now.

    Raises:
        StepRefused: It is not; the sentence says what was found.
    """
    if step.wants:
        _not_wanted(pair)
    if pair.kind(pair.source) == "project" and pair.kind(pair.demand) == "project":
        raise StepRefused("step_project_of_project", source=pair.called(pair.source))
    if step.of:
        _not_offered(step, pair)
    if step.wants:
        _concerned(pair)
    _too_early(pair)
    _not_from_here(step, pair, asked)


def possible_now(pair: Pair) -> list[str]:
    """Return the steps that what is in force between the two allows."""
    wanted = bool(pair.there(pair.demand) and pair.wanted.height)
    pinned = any(tie["pinned"] for tie in pair.ties if pair.state(tie) is not None)
    return [
        name
        for name, step in STEPS.items()
        if step.possible(pair.states) and (wanted or not step.wants) and (name != "unpin" or pinned)
    ]


def who_has(pair: Pair, ties: Iterable[Tie]) -> str:
    """Return who has claimed or done something, and how much, as a list; empty where nobody has."""
    found = []
    for tie in ties:
        row = pair.network.rows.row(tie["source"])
        giver = None if row is None else pair.giver_of(row)
        name = (giver is not None and pair.network.name(giver)) or (row is not None and pair.network.name(row))
        found.append(f"{name or tie['source']} {tie['quantity'] or 1}")
    return Listed(found)


def holding(pair: Pair) -> list[Tie]:
    """Return the ties that hold something of the demand."""
    return [tie for tie in pair.of_demand if pair.holds(tie)]


def named(names: Iterable[str]) -> str:
    """Return names as a sentence lists them, in either language."""
    return " ".join(f"`{name}`" for name in names)


def _not_wanted(pair: Pair) -> None:
    demand, fields = pair.called(pair.demand), pair.fields(pair.demand)
    if not pair.there(pair.demand):
        until = fields["until"]
        code = "step_demand_ended" if until is not None and until <= pair.day else "step_demand_not_begun"
        raise StepRefused(code, demand=demand, on=until if code == "step_demand_ended" else fields["since"])
    if pair.kind(pair.demand) == "project" and fields["status"] not in ("open", None) and pair.left > 0:
        raise StepRefused("step_not_open", demand=demand, status=f"step.project.{fields['status']}")
    if pair.left <= 0:
        raise StepRefused("step_none_left", demand=demand, who=who_has(pair, holding(pair)))
    if pair.kind(pair.demand) == "project" and fields["status"] is None:
        raise StepRefused("step_not_open", demand=demand, status="step.project.unsaid")
    if not pair.wanted.height:
        nowhere = int(pair.network.view.anchor[pair.demand]) < 0
        raise StepRefused("step_nowhere" if nowhere else "step_demand_done", demand=demand)


def _not_offered(step: Step, pair: Pair) -> None:
    source, fields = pair.called(pair.source), pair.fields(pair.source)
    if not pair.there(pair.source):
        until = fields["until"]
        code = "step_source_ended" if until is not None and until <= pair.day else "step_source_not_begun"
        raise StepRefused(code, source=source, on=until if code == "step_source_ended" else fields["since"])
    if step.of == "active" and pair.kind(pair.source) == "offer" and fields["status"] == "paused":
        raise StepRefused("step_paused", source=source)


def _concerned(pair: Pair) -> None:
    """Whom a need is about never meets it, whoever says so (SEMANTICS M7)."""
    about = pair.fields(pair.demand).get("about")
    demands = pl.DataFrame({"demand": [pair.demand], "about": [about]}, schema={"demand": pl.Int32, "about": pl.String})
    if pair.giver in concerned_givers(pair.facts, demands)["giver"].to_list():
        raise StepRefused("step_concerned", source=pair.called(pair.source), demand=pair.called(pair.demand))


def _not_from_here(step: Step, pair: Pair, asked: Asked) -> None:
    states = pair.states or {NOTHING}
    if "declined" in step.barred and asked.step == "ask" and (said := declined_by(pair)) is not None:
        until = said.params["until"]
        code = "step_declined" if until is None else "step_declined_until"
        raise StepRefused(code, source=pair.called(pair.source), demand=pair.called(pair.demand), until=until)
    if not step.possible(pair.states):
        through = _through(pair) if "claimed" in step.before else None
        ends = {"source": pair.called(pair.source), "demand": pair.called(pair.demand)}
        if through is not None:
            raise StepRefused("step_through_project", **ends, project=through)
        shown = next((one for one in (*step.barred, *sorted(states)) if one in states), NOTHING)
        raise StepRefused(
            "step_not_possible",
            **ends,
            step=f"step.{asked.step}",
            state=f"step.state.{shown}",
            possible=named(possible_now(pair)),
        )


def _through(pair: Pair) -> str | None:
    """Return the project by which the two meet: what it claims is claimed of the project."""
    meets = pair.network.tables()["meets"]
    projects = {tie["source"] for tie in holding(pair) if tie["source"].startswith("project-")}
    own = meets.filter(source=pair.key(pair.source)).to_dicts()
    return next(
        (
            pair.network.name(row)
            for tie in own
            if tie["target"] in projects
            and pair.state(tie) == "claimed"
            and (row := pair.network.rows.row(tie["target"])) is not None
        ),
        None,
    )


def _too_early(pair: Pair) -> None:
    last = max((day for tie in pair.ties for day in _days(tie)), default=pair.day)
    if pair.day < last:
        ends = {"source": pair.called(pair.source), "demand": pair.called(pair.demand)}
        raise StepRefused("step_earlier", **ends, day=pair.day, last=last)


def _days(tie: Tie) -> list[date]:
    """Return the days on which something was done about a tie: asked, then claimed or declined, or withdrawn."""
    ended = tie["until"] if tie["state"] in ("asked", "proposed") else None
    return [day for day in (tie["asked_on"], tie["since"], ended) if day is not None]
