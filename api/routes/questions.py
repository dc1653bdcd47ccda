"""The questions: one address each, of the question's name, with the parameters that it declares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, partial
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from api.asking import asked_with, read
from api.routes.described import PROBLEMS, described
from api.routes.joined import join
from api.routes.parameters import strict
from api.routes.requested import RequestedByPage, RequestedWithin, bad
from api.routes.written import written_once
from api.served_questions import asked
from api.serving import tellable
from graph.answers import Answer, Page
from graph.answers.aside import aside_of
from graph.answers.options import Holds, Option
from graph.answers.question import Question
from graph.errors import BadValue
from graph.network import Network
from graph.network.meant import meant
from graph.viewing import Showing

_SEVERAL = list[str] | None
_TYPES: Mapping[Holds, Any] = {
    Holds.PACKS: _SEVERAL,
    Holds.NORMS: _SEVERAL,
    Holds.ASKED: _SEVERAL,
    Holds.REFERENCES: _SEVERAL,
    Holds.FLAG: bool,
    Holds.PERSONAL: bool,
}


def router_of(questions: Mapping[str, Question]) -> APIRouter:
    """Return the addresses of questions."""
    router = APIRouter()
    join(router, *map(_addressed, questions.values()))
    return router


@cache
def _addressed(question: Question) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["questions"], dependencies=[Depends(strict)], responses=PROBLEMS)
    router.get(f"/{question.name}", **described(question.name.capitalize()))(_endpoint(question))
    return router


def _endpoint(question: Question) -> Any:
    """Return the function of an address; FastAPI reads its parameters off its signature."""

    def endpoint(requested: RequestedWithin, **said: Any) -> Response:
        return _reply(question, requested, _read(question, said))

    endpoint.__name__, endpoint.__doc__ = question.name, question.said
    how = RequestedByPage if question.pages else RequestedWithin
    first = Parameter("requested", Parameter.KEYWORD_ONLY, annotation=Annotated[how, Depends()])
    shown = [_parameter(one) for one in question.options if one.shown]
    endpoint.__signature__ = Signature([first, *shown])  # type: ignore[attr-defined]
    return endpoint


def _parameter(option: Option) -> Parameter:
    held = _TYPES.get(option.holds, str if option.required or option.default is not None else str | None)
    return Parameter(
        option.word,
        Parameter.KEYWORD_ONLY,
        annotation=Annotated[held, Query(description=option.said)],
        default=Parameter.empty if option.required else option.written,
    )


def _read(question: Question, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said by name of the option, each as far as it can be read by itself."""
    found = {}
    for option in question.options:
        if option.shown:
            try:
                found[option.name] = read(option, said[option.word])
            except BadValue as error:
                raise bad(option.word, error) from None
    return found


def of_kinds(network: Network, ref: str, kinds: Collection[str] | None) -> str:
    """Return an id, if it can be one of what is asked for.

    Raises:
        NotFound: It is of something else, of which the question would know nothing, or of nothing.
    """
    if kinds and ref.partition("-")[0] not in kinds:
        meant(network, ref, kinds)
    return ref


def _reply(question: Question, requested: RequestedWithin, said: Mapping[str, Any]) -> Response:
    personal = any(said[one.name] for one in question.holding(Holds.PERSONAL))
    aside = aside_of(question, said.values()) - requested.rules.counted

    def write(showing: Showing, page: Page | None) -> str:
        network = requested.network
        rules, options = asked_with(question, said, network, requested.rules, showing, partial(of_kinds, network))

        def ask(network: Network) -> Answer:
            return asked(question.name, network, rules, options)

        if not question.pages:
            return requested.shown(ask(network), showing)
        on, place = requested.on, requested.within
        key = (question.name, on, place, rules.narrowed, *options.items())
        answer = requested.served.answer(
            key, lambda: ask(network), lambda served: ask(tellable(served.network(on)).within(place)), aside
        )
        return requested.shown(answer, showing, page)

    return written_once(requested, write, personal=personal, aside=aside, shows=question.shows)
