"""The questions: one address each, of the question's name."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from api.asking import DEFAULT_STATES, chain_of, check_start, states_of
from api.routes.asked import AskedByPage, AskedWithin, bad, showing_of
from api.routes.described import PROBLEMS, described
from api.routes.parameters import Personal, strict
from api.routes.replies import reply
from api.schemas import Audit, Coverage, Escalate, Reconcile
from graph import questions
from graph.errors import BadValue
from graph.viewing import named

router = APIRouter(prefix="/v1", tags=["questions"], dependencies=[Depends(strict)], responses=PROBLEMS)

ByPage = Annotated[AskedByPage, Depends()]
Whole = Annotated[AskedWithin, Depends()]
Pack = Annotated[list[str] | None, Query(description="Ask this pack of norms only; may be given several times")]
State = Annotated[str, Query(description="Which results to show, with commas between, or `all`")]
Load = Annotated[bool, Query(description="Show also how much each holder answers for")]
Start = Annotated[str, Query(description="Id of a home, a place or a thing")]
Chain = Annotated[str | None, Query(description="Walk this chain only, such as `party`")]
Category = Annotated[str | None, Query(description="The category of the matter, which says which chain to walk")]
About = Annotated[str | None, Query(description="Id of the person or organisation complained of, who is not asked")]


@router.get("/coverage", **described(Coverage))
def coverage(asked: ByPage, pack: Pack = None, state: State = DEFAULT_STATES, *, load: Load = False) -> Response:
    """What is not covered: each norm asked of each of its subjects, gaps with what would close them."""
    try:
        states = states_of(state)
    except BadValue as error:
        raise bad("state", error) from None
    network = asked.network
    rules = asked.rules.only(*pack) if pack else asked.rules

    def ask() -> Any:
        return questions.coverage(network, rules, states=states, load=load)

    key = ("coverage", asked.on, asked.within, rules.chosen, states, load)
    return reply(asked, lambda: asked.shown(asked.served.answer(key, ask)))


@router.get("/reconcile", **described(Reconcile))
def reconcile(asked: ByPage) -> Response:
    """Do the published numbers agree with the ledger: each figure beside the count of the same thing."""
    network, key = asked.network, ("reconcile", asked.on, asked.within)

    def ask() -> Any:
        return questions.reconcile(network, asked.rules)

    return reply(asked, lambda: asked.shown(asked.served.answer(key, ask)))


@router.get("/escalate", **described(Escalate))
def escalate(
    asked: Whole,
    start: Start,
    chain: Chain = None,
    category: Category = None,
    about: About = None,
    *,
    personal: Personal = False,
) -> Response:
    """Who is next in line: the path up from a home or thing, with everything passed over."""
    network, rules = asked.network, asked.rules

    def make() -> str:
        showing = showing_of(asked.request, network, personal=personal)
        check_start(network, start, showing)
        walk = chain_of(rules, chain)
        answer = questions.escalate(network, rules, start, chain=walk, category=category, about=about)
        return named(answer, showing).to_json()

    return reply(asked, make)


@router.get("/audit", **described(Audit))
def audit(asked: ByPage) -> Response:
    """Where the path of every home ends, and which seats most homes come to."""
    network, key = asked.network, ("audit", asked.on, asked.within)

    def ask() -> Any:
        return questions.audit(network, asked.rules)

    return reply(asked, lambda: asked.shown(asked.served.answer(key, ask)))
