"""A wish from the wall written down: what is needed, where, and how it came in; who raised it only if they agreed."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.meant import choices
from api.console.page import page_router
from api.console.seeing import see
from api.console.sent import Sent, SentForm, said_of
from api.console.writing import ChangedMeanwhile, again, by, written
from api.errors import status_of
from api.rendering.life import MadeTold
from graph.errors import LinliError, NotFound
from graph.life.adding import MEANT, NeedAsked, need_added
from graph.life.asked import StepMade
from graph.network import Network
from graph.rules import Rules
from graph.values.instant import day_in_shanghai, kept_instant
from graph.viewing import Showing

router = page_router()

_TEXTS = ("purpose", "number", "category", "unit", "priority", "channel")
#: Words that are chosen from a list.
_CHOSEN = ("channel", "category", "priority", "unit")


@router.get("/needs/new")
def need_new(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the form, filled with what the address says."""
    return _form(asked, Sent({name: asked.several(name) for name in asked.request.query_params}))


@router.post("/needs/new")
def add(asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Write a need down; what is wrong with it is told beside what was written."""
    try:
        at = sent.instant("at", asked.on if asked.said("on") else None)
        meant = {name: _meant(asked, sent.said(name), kinds) for name, kinds in MEANT.items() if name != "place"}
        wanted = NeedAsked(
            name=sent.said("name") or "",
            place=_meant(asked, sent.said("place"), MEANT["place"]) or "",
            at=at,
            quantity=sent.number("quantity"),
            from_=sent.day("from"),
            due=sent.day("due"),
            agreed_until=sent.day("agreed_until"),
            by=by(asked),
            **meant,
            **{name: sent.said(name) for name in _TEXTS},
        )

        def judged(network: Network, rules: Rules) -> StepMade:
            return need_added(network, rules, wanted)

        made, before, number = written(asked, sent, day_in_shanghai(kept_instant(at)), judged, [], new=True)
    except ChangedMeanwhile as change:
        return again(asked, sent, change, name="needs")
    except LinliError as error:
        return _form(asked, sent, error)
    then = before.apply(made.changes)
    lines = MadeTold(made, then, asked.rules, Showing(asked.showing.viewer, then), asked.lang, number).lines(
        commands=False
    )
    return see(asked, f"/needs/{made.asked.need}", list(lines), number)


def _meant(asked: Asked, said: str | None, kinds: tuple[str, ...]) -> str | None:
    return None if said is None else asked.key(said, kinds)


def _form(asked: Asked, sent: Sent, error: LinliError | None = None) -> Response:
    words = asked.words.vocabulary()
    written_in = {name: sent.said(name) for name in MEANT}
    return asked.framed(
        "need_new.html",
        name="needs",
        status=200 if error is None else status_of(error),
        sent=sent,
        wrong=said_of(error, asked.lang),
        offered=choices(asked, written_in, MEANT) if isinstance(error, NotFound) else {},
        choices={
            name: [(one, words.caption(name, one, asked.lang)) for one in words.lists.get(name, {})] for name in _CHOSEN
        },
        place=_place(asked, sent.said("place") or asked.within),
    )


def _place(asked: Asked, said: str | None) -> str:
    """Return a place as people call it: what was chosen, or is looked at, is said by its key."""
    return asked.called(said) if said is not None and asked.whole.rows.row(said) is not None else said or ""
