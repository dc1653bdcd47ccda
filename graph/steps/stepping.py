"""Takes a step: the tie it continues, the state of that tie afterwards, and what follows (SEMANTICS M31)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from graph.errors import StepRefused
from graph.keys import free_key
from graph.network import Network
from graph.rules import Rules
from graph.steps.amounts import claimed_amount, delivered_on, part_of, wished_amount
from graph.steps.asked import Asked, Note, Taken
from graph.steps.doubts import doubts
from graph.steps.following import Following
from graph.steps.pair import Pair, Tie
from graph.steps.refusals import refuse, step_of
from graph.steps.register import LAPSED, NOTHING, REFERENCES, Step
from graph.steps.texts import cleaned
from graph.tables import row_schema
from graph.words.listed import Listed


def taken(network: Network, rules: Rules, asked: Asked) -> Taken:
    """Return a step as it is taken on the day of a network, with the change that writes it down.

    Args:
        network: The ledger; the step is taken on its date.
        rules: The rules in force.
        asked: What somebody wants to do.

    Raises:
        NotFound: There is no such step, demand, offer, liaison or agreement.
        BadInput: Something was said that the step does not take, or not said that it needs.
        StepRefused: It is not possible now; nothing is to be written.
    """
    asked = cleaned(asked)
    step, pair = step_of(asked), Pair(network, rules, asked.demand, asked.source)
    for option, kinds in REFERENCES.items():
        if (key := getattr(asked, option)) is not None:
            pair.known(key, kinds)
    refuse(step, pair, asked)
    found = _tie(step, pair, asked)
    before = NOTHING if found is None else pair.state(found) or NOTHING
    row, notes = _ROWS[asked.step](step, pair, asked, found)
    following = Following(pair, asked, found, row)
    if asked.project is not None:
        following.through_project()
    following.after(step)
    late = (Note("lapsed"),) if before == LAPSED else ()
    return following.taken(before, (*late, *notes))


def _tie(step: Step, pair: Pair, asked: Asked) -> Tie | None:
    """Return the tie that a step goes on from: of the likeliest state, the first that was asked; None = a new one.

    Raises:
        StepRefused: Several could be meant, or none is of the day that is said.
    """
    for state in step.before:
        found = [tie for tie in pair.ties if pair.state(tie) == state and (asked.step != "unpin" or tie["pinned"])]
        days = sorted({day for tie in found if (day := tie["on"] or tie["asked_on"]) is not None})
        if asked.planned is not None:
            found = [tie for tie in found if (tie["on"] or tie["asked_on"]) == asked.planned]
        if found and (asked.planned is not None or len(days) <= 1 or state != "claimed"):
            return found[0]
        if days and (found or asked.planned is not None):
            code = "step_several" if asked.planned is None else "step_not_planned"
            listed = Listed(day.isoformat() for day in days)
            raise StepRefused(code, demand=pair.called(pair.demand), source=pair.called(pair.source), days=listed)
    if NOTHING not in step.before:
        raise StepRefused("step_not_pinned", demand=pair.called(pair.demand), source=pair.called(pair.source))
    return None


Made = tuple[Tie, tuple[Note, ...]]


def _ask(_step: Step, pair: Pair, asked: Asked, found: Tie | None) -> Made:
    quantity = wished_amount(pair, asked, found)
    last = asked.reply_by or pair.day + timedelta(days=pair.reply_days)
    if last < pair.day:
        raise StepRefused("step_reply_past", found=last, day=pair.day)
    said: dict[str, Any] = {"state": "asked", "asked_on": pair.day, "reply_by": last, "quantity": quantity}
    row = _row(pair, found, asked, **said, on=asked.delivery or (found and found["on"]))
    return row, doubts(pair, quantity, asked.delivery)


def _claim(_step: Step, pair: Pair, asked: Asked, found: Tie | None) -> Made:
    on, quantity = claimed_amount(pair, asked, found)
    said: dict[str, Any] = {"state": "claimed", "since": pair.day, "quantity": quantity, "on": on}
    row = _row(pair, found, asked, **said)
    if found is not None and found["state"] == "declined":
        row |= {"reason": None, "until": None}
    noted = doubts(pair, quantity, asked.delivery)
    return row, tuple(
        note for note in noted if found is None or found["state"] != "declined" or note.code != "declined"
    )


def _decline(_step: Step, pair: Pair, asked: Asked, found: Tie | None) -> Made:
    if asked.until is not None and asked.until <= pair.day:
        raise StepRefused("step_until_past", found=asked.until, day=pair.day)
    said: dict[str, Any] = {"state": "declined", "since": pair.day, "until": asked.until, "reason": asked.reason}
    return _row(pair, found, asked, **said), ()


def _end(step: Step, pair: Pair, asked: Asked, found: Tie | None) -> Made:
    return _of_claim(pair, asked, found, state=step.after, since=pair.day, reason=asked.reason), ()


def _done(_step: Step, pair: Pair, asked: Asked, found: Tie | None) -> Made:
    assert found is not None  # noqa: S101 - nothing is done that was not claimed
    return _of_claim(pair, asked, found, state="done", on=delivered_on(pair, asked, found)), ()


def _of_claim(pair: Pair, asked: Asked, found: Tie | None, **said: Any) -> Tie:
    """Return what becomes of a claim: the claim itself, or where less is said a tie of its own for that part."""
    assert found is not None  # noqa: S101 - it goes on from a claim
    part = part_of(pair, asked, found)
    row = _row(pair, found, asked, **said)
    if part < int(found["quantity"] or 1):
        row["quantity"] = part
        row["key"] = new_key(pair.network, "meets", row["source"], row["target"], row["asked_on"], row["on"])
    return row


def _pin(_step: Step, pair: Pair, asked: Asked, found: Tie | None) -> Made:
    quantity = wished_amount(pair, asked, found)
    on = asked.delivery or (found and found["on"])
    state = "proposed" if found is None else found["state"]
    row = _row(pair, found, asked, state=state, quantity=quantity, on=on, pinned=True, reason=asked.reason)
    return row, doubts(pair, quantity, asked.delivery)


def _unpin(_step: Step, pair: Pair, asked: Asked, found: Tie | None) -> Made:
    return _row(pair, found, asked, pinned=False, reason=None), ()


_ROWS: Mapping[str, Callable[[Step, Pair, Asked, Tie | None], Made]] = {
    "ask": _ask,
    "claim": _claim,
    "decline": _decline,
    "release": _end,
    "done": _done,
    "fail": _end,
    "pin": _pin,
    "unpin": _unpin,
}


def _row(pair: Pair, found: Tie | None, asked: Asked, **said: Any) -> Tie:
    """Return the tie after the step: the continued or a new one, with the options given."""
    ends = {"source": pair.key(pair.source), "target": pair.key(pair.demand)}
    row = dict.fromkeys(row_schema("meets")) | (found or ends) | said
    row["liaison"] = asked.liaison or row["liaison"] or _liaison(pair)
    if found is None:
        row["key"] = new_key(pair.network, "meets", *ends.values(), row["asked_on"], row["on"])
    return row


def new_key(network: Network, kind: str, *natural: str | date | None) -> str:
    """Return a key for a tie that begins: that of its natural key, or where one has it already, of its next."""
    return free_key(kind, {*network.tables()[kind]["key"].to_list()}.__contains__, *natural)


def _liaison(pair: Pair) -> str | None:
    """Return the liaison of who gives it: of several the first by key; None where there is none."""
    if pair.giver is None or pair.kind(pair.source) == "project":
        return None
    rows, view = pair.network.rows, pair.network.view
    first, last = rows.block["post"]
    roles = rows.frame("post")["role"]
    posts = [int(post) for post in view.into("post_in").of(pair.giver) if first <= post < last]
    return next((pair.key(post) for post in posts if roles[post - first] == "liaison"), None)
