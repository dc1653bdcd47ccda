"""One need: its life as steps, who is asked, what is possible now as forms, and what may be the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.candidates import matched
from api.console.need_files import need_as_file
from api.console.page import page_router
from api.console.seats import Choices, Seats, near
from api.console.seeing import see
from api.console.sent import Sent, SentForm, said_of
from api.console.writing import ChangedMeanwhile, again, by, written
from api.errors import status_of
from api.rendering.life import LifeTold, MadeTold
from api.rendering.thing import fields_of
from api.rendering.worded import value_of
from graph.errors import LinliError, NotAskable, NotFound
from graph.facts.demands import HOLDING
from graph.identity import concealed
from graph.kinds import kind_of
from graph.life.asked import StepAsked, StepMade
from graph.life.register import GIVEN, SAYINGS, SEATS
from graph.life.stepping import step_made
from graph.life.subject import Subject
from graph.network import Network
from graph.questions import duplicates
from graph.rules import Rules
from graph.steps.pair import Pair
from graph.steps.refusals import possible_now
from graph.steps.register import STEPS
from graph.values.instant import day_in_shanghai, kept_instant, show_instant
from graph.viewing import Showing, named

router = page_router()

_KINDS = ("need", "project")
#: What a need says of itself, beside where it stands.
_SAID = ("category", "priority", "quantity", "channel", "raised_on", "from", "due", "about", "note")
#: At most this many offers are there to choose from.
_BEST = 12


@router.get("/needs/{ref}")
def need(ref: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Show one need, with what is possible now."""
    return _page(asked, asked.key(ref, _KINDS))


def _page(asked: Asked, key: str, sent: Sent | None = None, error: LinliError | None = None) -> Response:
    """Return the page of a need; with what a form sent, and why that could not be."""
    subject = Subject(asked.whole, asked.rules, key)
    told = LifeTold(subject, asked.rules, asked.showing, asked.lang).document()
    steps, fields = [_step(asked, one) for one in told["steps"]], list(_fields(asked, subject))
    form = asked.said("as")
    if form is not None:
        return need_as_file(asked, _titled(subject), fields, steps, list(_ties(asked, subject)), form)
    writes = asked.account.role.writes and asked.account.partner is None
    seat = _seat(asked) if sent is None else _key(asked, sent.said("seat"), SEATS)
    seats = Seats(asked, subject, seat, _offers(asked, subject) if writes else (), same := _same(asked, subject))
    return asked.framed(
        "need.html",
        name="needs",
        status=200 if error is None else status_of(error),
        wrong=said_of(error, asked.lang),
        sent=sent or Sent({}),
        key=key,
        title=_titled(subject),
        kind=subject.kind,
        told=told,
        steps=steps,
        due=None if told["due"] is None or subject.life.done else show_instant(told["due"], asked.lang),
        has=near(asked, told["has"]["id"]) if told["has"] and not subject.life.done else "",
        way=seats.way,
        next_step=subject.workflow.next(told["state"]),
        workflow=asked.say.text(subject.workflow.title),
        fields=fields,
        place=_place(asked, key),
        ties=list(_ties(asked, subject)),
        same=same,
        seat=seat,
        seats=seats.choices,
        possible=seats.steps if writes else [],
        due_by=seats.due if writes else None,
        writes=writes,
        revision=asked.live.newest.revision.number,
    )


@router.post("/needs/{ref}")
def step(ref: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Take a step in the life of a need."""
    key = asked.key(ref, _KINDS)
    try:
        return _taken(asked, key, sent)
    except LinliError as error:
        return _page(asked, key, sent, error)


def _taken(asked: Asked, key: str, sent: Sent) -> Response:
    at = sent.instant("at", asked.on if asked.said("on") else None)
    day = day_in_shanghai(kept_instant(at))
    wanted = StepAsked(
        step=sent.said("step") or "",
        need=key,
        at=at,
        seat=_key(asked, sent.said("seat"), SEATS),
        to=_to(asked, sent),
        quantity=sent.number("quantity"),
        outcome=sent.said("outcome"),
        reason=sent.said("reason"),
        by=by(asked),
        outside=True,
        **{name: sent.day(name) for name, saying in SAYINGS.items() if saying.holds == "day"},
    )

    def judged(network: Network, rules: Rules) -> StepMade:
        return step_made(network, rules, wanted)

    try:
        made, before, number = written(asked, sent, day, judged, [key])
    except ChangedMeanwhile as change:
        return again(asked, sent, change, name="needs")
    then = before.apply(made.changes)
    lines = MadeTold(made, then, asked.rules, Showing(asked.showing.viewer, then), asked.lang, number).lines(
        commands=False
    )
    return see(asked, f"/needs/{key}", list(lines), number, seat=sent.said("seat"))


def _seat(asked: Asked) -> str | None:
    """Return as whom steps are taken: as the address says, else the seat of the account; ``-`` = the office."""
    said = asked.said("seat")
    if said == "-":
        return None
    if said is not None:
        return asked.key(said, SEATS)
    own = asked.account.seat
    row = None if own is None else asked.whole.rows.row(own)
    return own if row is not None and asked.whole.view.valid[row] else None


def _key(asked: Asked, said: str | None, kinds: tuple[str, ...]) -> str | None:
    return None if said in (None, "-") else asked.key(str(said), kinds)


def _to(asked: Asked, sent: Sent) -> str | None:
    """Return to whom it is given: who was named, else who was chosen."""
    kinds = {"merge": _KINDS, "claim": (*GIVEN, "project")}.get(sent.said("step") or "", GIVEN)
    return _key(asked, sent.said("to_name") or sent.said("to"), kinds)


def _titled(subject: Subject) -> str:
    name, number = subject.network.name(subject.row) or subject.key, subject.fields.get("number")
    return f"{name}（{number}）" if number else name


def _step(asked: Asked, one: dict[str, Any]) -> dict[str, Any]:
    """Return a step that was taken, in words."""
    return {
        "number": one["number"],
        "at": show_instant(one["at"], asked.lang),
        "called": one["called"],
        "by": "" if one["by"] is None else near(asked, one["by"]["id"]),
        "to": "" if one["to"] is None else near(asked, one["to"]["id"]),
        "outcome": asked.say.word("outcome", one["outcome"]),
        "until": one["until"],
        "reason": one["reason"],
    }


def _fields(asked: Asked, subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield what a need says of itself, each with what it is called."""
    shown, kind = fields_of(asked.whole, subject.key, asked.showing), kind_of(subject.kind)
    for name in _SAID:
        field = next((one for one in kind.fields if one.name == name), None)
        if field is None or shown.get(name) is None:
            continue
        said = value_of(asked, field, shown[name], subject.profile.key if subject.profile else None)
        if name == "quantity":
            said = f"{said} {asked.say.word('unit', shown.get('unit'))}".rstrip()
            if subject.left not in (0, shown[name]):
                said = asked.say("needs.left", quantity=said, left=subject.left)
        yield getattr(field, asked.lang), said


def _place(asked: Asked, key: str) -> str | None:
    """Return where it may be told to lie: of a need no door."""
    tie = asked.whole.tables()["located_at"].filter(source=key)
    rows = tie.sort("since", nulls_last=False)["target"].to_list()
    return None if not rows else asked.showing.told_place("located_at", key, rows[-1])


def _ties(asked: Asked, subject: Subject) -> Iterator[dict[str, Any]]:
    """Yield who was asked and what became of it, each with the steps that are possible between the two."""
    network = asked.whole
    for tie in network.tables()["meets"].filter(target=subject.key).sort("asked_on", "source").iter_rows(named=True):
        if tie["until"] is not None and tie["until"] <= network.date and tie["state"] in ("proposed", "asked"):
            continue
        later = tie["since"] is not None and tie["since"] > network.date
        if later and tie["state"] not in HOLDING:  # what is held from a later day on is held already
            continue
        pair = Pair(network, asked.rules, subject.key, tie["source"])
        hidden = {"pin", "ask"} if "asked" in pair.states else {"pin"}
        steps = [one for one in possible_now(pair) if tie["state"] in STEPS[one].before]
        yield {
            "source": tie["source"],
            "called": near(asked, tie["source"]),
            "giver": "" if pair.giver is None else near(asked, network.key(pair.giver)),
            "state": asked.say(f"step.state.{pair.state(tie) or tie['state']}"),
            "quantity": tie["quantity"],
            "since": tie["since"] if later else None,
            "on": tie["on"],
            "reply_by": tie["reply_by"],
            "reason": tie["reason"] and concealed(tie["reason"]),
            "pinned": tie["pinned"],
            "steps": [(one, asked.say(f"match.do.{one}")) for one in steps if one not in hidden],
        }


def _offers(asked: Asked, subject: Subject) -> Choices:
    """Return the offers that could meet it, best first; none where nobody can be given it, or it is no demand now."""
    if subject.left <= 0 or not {"dispatch", "claim"} & {*subject.possible}:
        return ()
    try:
        answer = matched(asked, subject.key, None)
    except (NotAskable, NotFound):
        return ()
    best = named(replace(answer, make=lambda: {"rows": answer.rows.head(_BEST)}), asked.showing)
    rows = best.rows.iter_rows(named=True)
    return [(row["offer"]["id"], _offered(asked, row)) for row in rows]


def _offered(asked: Asked, row: dict[str, Any]) -> str:
    giver = (row["giver"] and row["giver"]["name"]) or asked.say("console.somebody")
    return asked.say("needs.offered", giver=giver, offer=row["offer"]["name"], on=row["on"])


def _same(asked: Asked, subject: Subject) -> Choices:
    """Return the needs around that may be the same."""
    place = _place(asked, subject.key)
    if place is None or subject.kind != "need" or subject.life.done:
        return ()
    key = ("duplicates", asked.on, place)
    answer = asked.served.answer(key, lambda: duplicates(asked.whole.within(place), asked.rules))
    found = []
    for row in answer.rows.iter_rows(named=True):
        both = (row["need"], row["other"])
        if subject.key in (one["id"] for one in both):
            other = both[0] if both[1]["id"] == subject.key else both[1]
            found.append((other["id"], f"{other['name']} {other['number'] or other['raised'] or ''}".strip()))
    return found
