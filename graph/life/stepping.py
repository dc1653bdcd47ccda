"""Takes a step in a need's life: the row written, the next deadline, and what follows (SEMANTICS N5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.changes import ChangeSet
from graph.keys import public_key
from graph.life.asked import StepAsked, StepMade
from graph.life.deadlines import deadline
from graph.life.life import Life, Row, after, possible_in
from graph.life.meeting import met
from graph.life.met import Met
from graph.life.project_gone import ProjectGone
from graph.life.refusals import refuse, rule_of
from graph.life.subject import Subject
from graph.life.who import Who
from graph.network import Network
from graph.rules import Rules
from graph.rules.workflow import BACK, SAME, StepRule
from graph.steps.asked import Note
from graph.steps.rows import frame_of
from graph.steps.texts import told, typed
from graph.tables import row_schema
from graph.values.amounts import clean_wanted
from graph.values.instant import kept_instant


def step_made(network: Network, rules: Rules, asked: StepAsked, known: Met | None = None) -> StepMade:
    """Return a step as it is taken, with the change that writes it down.

    Args:
        network: The ledger, on the day of the step.
        rules: The rules in force.
        asked: What somebody wants to do.
        known: What is written of its ties, where a step between it and an offer brought this one with it.

    Raises:
        NotFound: There is no such need, step or seat.
        BadInput: Something was said that the step does not take, or not said that it needs.
        StepRefused: It is not possible now; nothing is to be written.
    """
    asked = _cleaned(rules, asked)
    subject = Subject(network, rules, asked.need, fresh=asked.step == "raise")
    who, rule = Who(subject, outside=asked.outside), rule_of(subject, asked)
    refuse(subject, who, rule, asked)
    life, notes, followed = subject.life, list[Note](), list[Note]()
    to = asked.to
    if asked.step == "up" and to is None:
        sent = next_seat(subject, who)
        to = None if sent is None else network.key(sent)
        notes.append(Note("sent_up" if sent is not None else "nobody_above"))
    asked = replace(asked, to=to)
    state = _state(life, rule, asked)
    found = known or met(subject, asked, state)
    row = _row(subject, asked, found, life.state if asked.step == "claim" and found.left > 0 else state)
    then = after(life, row)
    until = deadline(subject, then)
    if until.unknown is not None:
        notes.append(Note("calendar_unknown", {"year": until.unknown}))
    row |= {"due": None if until.due is None else kept_instant(until.due)}
    frames = {kind: list(rows) for kind, rows in found.rows.items()}
    frames["step"] = [row]
    then = after(life, row)
    if asked.step == "merge":
        frames["step"] += _filled(network.apply(_written(frames)), rules, asked)
    if asked.step in ("refuse", "merge") and subject.kind == "project":
        gone = ProjectGone(network.apply(_written(frames)), rules, asked, step_made)
        for kind, rows in gone.rows().items():
            frames[kind] = _over(frames.get(kind, []), rows)
        followed += gone.notes
    changes = ChangeSet(
        _written(frames).frames,
        asked.by,
        source=f"linli need {asked.step}",
        base=network.revision,
    )
    return StepMade(
        asked=asked,
        row=row,
        before=life.state,
        has=then.has,
        informed=found.informed,
        notes=(*notes, *found.notes, *followed),
        possible=possible_in(then, subject.workflow, network.date),
        changes=changes,
    )


def _written(frames: dict[str, list[Row]]) -> ChangeSet:
    return ChangeSet({kind: frame_of(kind, rows) for kind, rows in frames.items()})


def _over(known: list[Row], rows: list[Row]) -> list[Row]:
    """Return rows with others in the place of those of the same key."""
    return list({row["key"]: row for row in (*known, *rows)}.values())


def _filled(network: Network, rules: Rules, asked: StepAsked) -> list[Row]:
    """Return the claim that a need's life has where one merged into it brought claims that leave nothing of it."""
    into = Subject(network, rules, str(asked.to))
    claimed = [one for one in into.held if one["state"] == "claimed"]
    if not into.steps or into.left > 0 or not claimed or "claim" not in into.possible:
        return []
    first = min(claimed, key=lambda one: str(one["source"]))
    said = StepAsked("claim", into.key, asked.at, to=first["source"], by=asked.by)
    return [dict(step_made(network, rules, said, Met({}, 0, first["quantity"], (), ())).row)]


def _cleaned(rules: Rules, asked: StepAsked) -> StepAsked:
    """Return a step with its texts in one spelling, and its outcome as a code."""
    outcome = typed("outcome", asked.outcome)
    return replace(
        asked,
        reason=told("reason", asked.reason),
        quantity=clean_wanted(asked.quantity),
        outcome=None if outcome is None else rules.vocabulary().resolve("outcome", outcome),
    )


def next_seat(subject: Subject, who: Who) -> int | None:
    """Return the post, else the unit, that the walk asks after whoever has a need now; None where it ends."""
    first = next((steps[0] for steps in who.above if steps), None)
    if first is None:
        return None
    return next((row for row in first if subject.network.rows.kind_of(row) == "post"), first[0])


def _row(subject: Subject, asked: StepAsked, found: Met, state: str) -> Row:
    number = 1 + max((one["number"] for one in _all_steps(subject)), default=0)
    said: dict[str, Any] = {
        "key": public_key("step", subject.key, str(number)),
        "need": subject.key,
        "number": number,
        "sort": asked.step,
        "at": kept_instant(asked.at),
        "by": None if _raised_by(subject, asked.seat) else asked.seat,
        "to": asked.to,
        "quantity": found.quantity,
        "state": state,
        "on": asked.until,
        "outcome": asked.outcome,
        "reason": asked.reason,
    }
    return dict.fromkeys(row_schema("step")) | said


def _raised_by(subject: Subject, seat: str | None) -> bool:
    """Return whether a step is taken by the person who raised it: the step would tell who that was (SEMANTICS V8)."""
    row = None if seat is None else subject.network.rows.row(seat)
    return row is not None and subject.network.rows.kind_of(row) == "person" and row in subject.raisers


def _all_steps(subject: Subject) -> list[Row]:
    found: list[Row] = subject.network.tables()["step"].filter(need=subject.key).to_dicts()
    return found


def _state(life: Life, rule: StepRule, asked: StepAsked) -> str:
    """Return where a step leads; a claim of a part is looked at apart, since it leaves the rest to others."""
    if rule.again is not None and asked.outcome == rule.again.outcome and not life.unsatisfied:
        return rule.again.to
    if rule.to == SAME:
        return life.state
    if rule.to == BACK:
        return life.rest if life.state == "suspended" else life.back
    return rule.to
