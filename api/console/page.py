"""A page of the console: where it is, what it is called, and how a browser is told what went wrong on it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import Any, get_args

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.access import Role
from api.console.wrong import wrong
from api.errors import BadRequest
from api.routes.requested import LiveNetwork
from api.serving import Watched
from graph.errors import LinliError

EVERYBODY = tuple(Role)
_UNREADABLE = 400
_READING = ({"GET"}, ["GET"])
WRITERS = tuple(one for one in Role if one.writes)


@dataclass(frozen=True)
class Page:
    """A page, as menus, addresses and tests know it.

    Attributes:
        path: Its address.
        name: Its name; ``page.NAME`` is what it is called, and ``page.NAME.said`` says what it is for.
        router: Its address, and those of its forms.
        questions: Names of the questions that it answers.
        roles: Who may open it.
        menu: Whether it stands in the menu of the office.
        partners: Whether somebody of a partner may open it, who has it in the menu.
    """

    path: str
    name: str
    router: APIRouter
    questions: tuple[str, ...] = ()
    roles: tuple[Role, ...] = EVERYBODY
    menu: bool = True
    partners: bool = False


class PageRoute(APIRoute):
    """A route of a page: an error on it is shown as a page."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **told: Any) -> None:
        """Take an address as FastAPI does; what a page is asked with is read in the thread that then shows it."""
        super().__init__(path, _in_one_thread(endpoint) if told.get("methods") in _READING else endpoint, **told)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await answer(request)
            except (LinliError, RequestValidationError) as error:
                return wrong(request, error)
            except HTTPException as error:  # of a form that cannot be taken apart; all else is an error of ours
                if error.status_code != _UNREADABLE:
                    raise
                return wrong(request, BadRequest("http_form"))

        return answered


def _in_one_thread(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of an address that reads itself what a page is asked with.

    FastAPI would have it read in a thread of its own, for which a page waits as long again as for its own.
    """
    from api.console.asked import Asked  # noqa: PLC0415 - what is asked is framed, as what goes wrong here is

    signature = inspect.signature(endpoint, eval_str=True)
    asked = signature.parameters.get("asked")
    if asked is None or get_args(asked.annotation)[:1] != (Asked,):
        return endpoint

    def answer(request: Request, live: Watched, **more: Any) -> Any:
        return endpoint(asked=Asked(request, live), **more)

    by_name = Parameter.KEYWORD_ONLY
    own = [Parameter("request", by_name, annotation=Request), Parameter("live", by_name, annotation=LiveNetwork)]
    rest = [one.replace(kind=by_name) for one in signature.parameters.values() if one is not asked]
    answer.__name__, answer.__doc__ = endpoint.__name__, endpoint.__doc__
    answer.__signature__ = Signature([*own, *rest])  # type: ignore[attr-defined]  # FastAPI reads parameters off it
    return answer


def page_router() -> APIRouter:
    """Return a router for the addresses of one page, which are not in the API's description."""
    return APIRouter(include_in_schema=False, route_class=PageRoute)
