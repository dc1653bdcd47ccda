"""A page of the console: where it is, what it is called, and how a browser is told what went wrong on it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.access import Role
from api.console.wrong import wrong
from api.errors import BadRequest
from graph.errors import LinliError

EVERYBODY = tuple(Role)
_UNREADABLE = 400
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
    """An address of a page: what goes wrong there is told as a page."""

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
                return wrong(request, BadRequest())

        return answered


def page_router() -> APIRouter:
    """Return a router for the addresses of one page."""
    return APIRouter(route_class=PageRoute)
