"""整改: what was ordered to be put right and what became of it; a new order is given where there is a gap now."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import as_file
from api.console.fields import ask, fields_of_question
from api.console.meant import choices
from api.console.page import Page, page_router
from api.console.seeing import see
from api.console.sent import Sent, SentForm, said_of
from api.console.sheets import shown
from api.console.writing import ChangedMeanwhile, again, by, written
from api.errors import BadParameter, status_of
from api.rendering.orders import OrderTold
from graph.answers.register import QUESTIONS
from graph.errors import LinliError, NotFound
from graph.facts import facts_of
from graph.life.ordering import OrderAsked, OrderMade, order_added
from graph.network import Network
from graph.rules import Rules

router = page_router()
PAGE = Page("/orders", "orders", router, ("orders",), menu=False)

_QUESTION = QUESTIONS["orders"]
#: What may be named in the form: who has the gap is whatever a norm can be asked of.
_MEANT = {"subject": ("place", "organisation", "post", "team", "venue"), "responsible": ("organisation", "post")}


@router.get("/orders")
def orders(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the orders, and the form for a new one filled with what the address says."""
    return _page(asked, Sent({name: asked.several(name) for name in asked.request.query_params}))


@router.post("/orders")
def give(asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Order that a gap be closed by a day."""
    try:
        due = sent.day("due")
        if due is None:
            raise BadParameter(parameter="due", found="", expected="expected.day")
        responsible = sent.said("responsible")
        wanted = OrderAsked(
            norm=sent.said("norm") or "",
            subject=asked.key(sent.said("subject") or ""),
            due=due,
            item=sent.said("item"),
            responsible=None if responsible is None else asked.key(responsible, _MEANT["responsible"]),
            note=sent.said("note"),
            by=by(asked),
        )

        def judged(network: Network, rules: Rules) -> OrderMade:
            return order_added(network, rules, wanted)

        made, network, number = written(asked, sent, asked.on, judged, [wanted.subject])
    except ChangedMeanwhile as change:
        return again(asked, sent, change, name="needs")
    except LinliError as error:
        return _page(asked, sent, error)
    return see(asked, "/orders", [OrderTold(made, network, asked.rules, asked.lang, number).line()], number)


def _page(asked: Asked, sent: Sent, error: LinliError | None = None) -> Response:
    answer = ask(asked, _QUESTION)
    form = asked.said("as")
    if form is not None:
        return as_file(asked, _QUESTION, answer, form)
    return asked.framed(
        "orders.html",
        name="needs",
        status=200 if error is None else status_of(error),
        wrong=said_of(error, asked.lang),
        offered=choices(asked, {name: sent.said(name) for name in _MEANT}, _MEANT)
        if isinstance(error, NotFound)
        else {},
        sent=sent,
        fields=fields_of_question(asked, _QUESTION),
        shown=shown(asked, _QUESTION, answer),
        norms=_norms(asked),
        subject=_subject(asked, sent),
        writes=asked.account.role.writes,
        revision=asked.live.newest.revision.number,
    )


def _norms(asked: Asked) -> list[tuple[str, str]]:
    """Return the norms that hold here on the day, each with its title."""
    profiles = facts_of(asked.network, asked.rules).profiles.names
    packs: dict[str, Any] = {pack: None for one in profiles for pack in asked.rules.packs_of(one)}
    found = {
        norm.id: asked.say.text(norm.title)
        for pack in packs
        for norm in asked.rules.packs[pack]
        if norm.holds_on(asked.on)
    }
    return sorted(found.items(), key=lambda one: one[1])


def _subject(asked: Asked, sent: Sent) -> str:
    """Return what has the gap as people call it: an address that leads here says its id."""
    said = sent.said("subject") or ""
    return asked.called(said) if asked.whole.rows.row(said) is not None else said
