"""Why a step is not possible now, in the order in which a person would look: need, state, what was said, who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.errors import BadInput, NotFound, StepRefused
from graph.life.asked import StepAsked
from graph.life.deadlines import extendable
from graph.life.register import SEATS
from graph.life.seats import hats_of
from graph.life.subject import Subject
from graph.life.who import Who
from graph.network.meant import meant
from graph.rules.workflow import ENDED, StepRule
from graph.values.instant import day_in_shanghai, kept_instant, show_instant
from graph.words.listed import Listed
from graph.words.typed import Typed

#: What may be said with a step, by what the rules call it; a result is written where a reason is.
SAID = {"result": "reason"}
_ALL = ("to", "quantity", "delivery", "reply_by", "until", "outcome", "reason")
#: To whom a step may give a need, or into what it may merge it.
_GIVEN = ("organisation", "team", "person", "post", "offer")
_TO = {
    "merge": ("need", "project"),
    "claim": (*_GIVEN, "project"),
    "dispatch": (*_GIVEN, "project"),
    "transfer": _GIVEN,
    "up": ("organisation", "post"),
}


def rule_of(subject: Subject, asked: StepAsked) -> StepRule:
    """Return the rule of a step in the life of a need.

    Raises:
        NotFound: The workflow has no step of that name.
        BadInput: Something was said that the step does not take, or not said that it needs.
    """
    workflow = subject.workflow
    if asked.step not in workflow.steps:
        raise NotFound("no_such_step", ref=asked.step, candidates=_steps(subject, workflow.steps))
    rule = workflow.steps[asked.step]
    takes = [SAID.get(one, one) for one in rule.says]
    for name in _ALL:
        if getattr(asked, name) is not None and name not in takes:
            raise BadInput("step_takes_not", step=asked.step, option=name, expected=listed(takes))
    for needed in rule.needs:
        if getattr(asked, SAID.get(needed, needed)) in (None, ""):
            raise BadInput("step_needs", step=asked.step, option=SAID.get(needed, needed))
    if asked.outcome is not None and asked.outcome not in rule.outcomes:
        raise BadInput(
            "need_outcome", step=step_word(subject, asked.step), found=asked.outcome, expected=_outcomes(subject, rule)
        )
    if asked.outcome == "call_back" and asked.until is None:
        raise BadInput("step_needs", step=asked.step, option="until")
    return rule


def refuse(subject: Subject, who: Who, rule: StepRule, asked: StepAsked) -> None:
    """Raise why a step is not possible now.

    Raises:
        NotFound: Who takes it, or to whom, is not there.
        StepRefused: It is not; the sentence says what was found, and what is possible.
    """
    _not_there(subject)
    _too_early(subject, asked)
    _not_from_here(subject, rule, asked)
    _days(asked)
    _not_shorter(subject, asked)
    to = None if asked.to is None else _row(subject, asked.to)
    if to is not None and asked.step == "merge":
        _not_merged(subject, to)
    elif to is not None:
        _not_given(subject, who, asked, to)
    if asked.seat is not None:
        seat = meant(subject.network, asked.seat, SEATS)
        if not who.may(seat, rule, to if "claimer" in rule.who else None):
            raise StepRefused(
                "need_may_not",
                seat=called(subject, seat),
                need=subject.called,
                step=step_word(subject, asked.step),
                who=_those(subject, who, rule),
            )


def listed(names: Any) -> str:
    """Return names as a sentence lists them, in either language."""
    return " ".join(f"`{name}`" for name in names)


def _steps(subject: Subject, steps: Iterable[str]) -> Typed:
    """Return steps as they are typed, with their captions here."""
    own = subject.workflow.called
    return Typed({one: own[one].zh if one in own else f"need.step.{one}" for one in steps})


def _outcomes(subject: Subject, rule: StepRule) -> Typed:
    words = subject.rules.vocabulary()
    return Typed({one: words.caption("outcome", one) for one in rule.outcomes})


def called(subject: Subject, row: int) -> str:
    """Return the name of a thing: an offer with its giver, a person only by the key."""
    network, kind = subject.network, subject.network.rows.kind_of(row)
    if kind == "person":
        return network.key(row)
    name = network.name(row) or network.key(row)
    if kind == "offer":
        givers = network.view.into("gives").of(row)
        return f"{network.name(int(givers[0]))}//{name}" if givers.size else name
    return _post(subject, row) if kind == "post" else name


def _post(subject: Subject, row: int) -> str:
    """Return the name of a post: its name or role, with the unit it is in, else the place it answers for."""
    network, view = subject.network, subject.network.view
    role = network.rows.column("post", "role")[row]
    words = subject.rules.vocabulary(subject.profile.key if subject.profile else None)
    name = network.name(row) or words.caption("role", role)
    at = [*view.out("post_in").of(row), *view.out("answers_for").of(row)]
    return f"{network.name(int(at[0]))}//{name}" if at else name


def step_word(subject: Subject, step: str) -> str:
    """Return the code of a step's caption; a workflow's own word stands for itself."""
    own = subject.workflow.called.get(step)
    return f"`{step}` {own.zh}" if own else f"need.step.{step}"


def _not_there(subject: Subject) -> None:
    if not subject.there:
        until = subject.fields["until"]
        code = "step_demand_ended" if until is not None and until <= subject.network.date else "step_demand_not_begun"
        on = until if code == "step_demand_ended" else subject.fields["since"]
        raise StepRefused(code, demand=subject.called, on=on)


def _too_early(subject: Subject, asked: StepAsked) -> None:
    last, raised = subject.last_at, subject.fields.get("raised_on")
    if last is None and raised is not None and day_in_shanghai(kept_instant(asked.at)) < raised:
        found = show_instant(kept_instant(asked.at), "zh")
        raise StepRefused("need_before_raised", need=subject.called, found=found, on=raised)
    if last is not None and asked.at < last:
        lang = "zh"
        raise StepRefused(
            "need_step_earlier",
            need=subject.called,
            found=show_instant(kept_instant(asked.at), lang),
            last=show_instant(kept_instant(last), lang),
        )


def _not_from_here(subject: Subject, rule: StepRule, asked: StepAsked) -> None:
    life, possible = subject.life, subject.possible
    holds = any(one["source"] == asked.to and one["state"] == "claimed" for one in subject.held)
    if asked.step in possible and (asked.step != "claim" or subject.left > 0 or holds):
        return
    if asked.step in possible:
        raise StepRefused("need_none_left", need=subject.called, possible=_steps(subject, possible))
    state = f"need.state.{life.state}"
    code = "need_step_not_possible" if possible else "need_ended"
    since = subject.network.date if life.stands_since is None else day_in_shanghai(kept_instant(life.stands_since))
    raise StepRefused(
        code,
        need=subject.called,
        step=step_word(subject, asked.step),
        state=state,
        possible=_steps(subject, possible),
        on=since,
        expected=Listed(rule.from_),
    )


def _days(asked: StepAsked) -> None:
    """Refuse a day that is past, where the step is about one to come."""
    day = day_in_shanghai(kept_instant(asked.at))
    if asked.step in ("suspend", "extend", "contact") and asked.until is not None and asked.until < day:
        raise StepRefused("need_until_past", found=asked.until, day=day)


def _not_shorter(subject: Subject, asked: StepAsked) -> None:
    """Refuse to extend to a day before the one on which it is due already."""
    until = extendable(subject, subject.life) if asked.step == "extend" else None
    if until is not None and asked.until is not None and asked.until < day_in_shanghai(kept_instant(until)):
        due = show_instant(kept_instant(until), "zh")
        raise StepRefused("need_extend_earlier", need=subject.called, found=asked.until, due=due)


def _not_merged(subject: Subject, into: int) -> None:
    other = Subject(subject.network, subject.rules, subject.network.key(into))
    if into == subject.row:
        raise StepRefused("need_merged_into_itself", need=subject.called)
    later = subject.network.tables()["step"].filter(need=other.key)["state"].is_in(list(ENDED)).any()
    if other.kind != subject.kind or not other.there or later or other.life.ended_on(subject.network.date):
        raise StepRefused("need_merged_into_ended", need=subject.called, into=other.called)


def _not_given(subject: Subject, who: Who, asked: StepAsked, to: int) -> None:
    network, kind = subject.network, subject.network.rows.kind_of(to)
    allowed = _TO[asked.step]
    if kind not in allowed:
        raise StepRefused("need_given_kind", to=called(subject, to), step=step_word(subject, asked.step))
    if who.concerned & hats_of(network, to):
        raise StepRefused("need_concerned", to=called(subject, to), need=subject.called)
    if asked.step == "transfer" and network.key(to) == subject.has:
        raise StepRefused("need_has_it", to=called(subject, to), need=subject.called)
    if asked.step == "up" and not any(to in step for steps in who.above for step in steps):
        above = {row for steps in who.above for step in steps for row in step}
        raise StepRefused("need_not_above", to=called(subject, to), need=subject.called, who=_posts(subject, above))
    if asked.step in ("dispatch", "transfer") and kind not in ("offer", "project") and not who.knows(to):
        raise StepRefused("need_not_around", to=called(subject, to), need=subject.called, who=_around(subject, who))


def _row(subject: Subject, key: str) -> int:
    """Return the row of a thing that is there on the day.

    Raises:
        NotFound: It is not.
    """
    row: int = subject.network.row(key)
    return row


def _those(subject: Subject, who: Who, rule: StepRule) -> str:
    """Return who may, as a list; of people only the seats."""
    found = sorted({row for role in rule.who if role not in ("claimer", "raiser") for row in who.of(role)})
    kinds = [row for row in found if subject.network.rows.kind_of(row) != "person"]
    return Listed(called(subject, row) for row in kinds) or "—"


def _around(subject: Subject, who: Who) -> str:
    """Return whom the walk asks, as a list."""
    return _posts(subject, {row for steps in who.walked for step in steps for row in step})


def _posts(subject: Subject, rows: Iterable[int]) -> str:
    """Return the posts among some rows, as a list."""
    posts = sorted(row for row in rows if subject.network.rows.kind_of(row) == "post")
    return Listed(called(subject, row) for row in posts) or "—"
