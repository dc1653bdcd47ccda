"""The query parameters that routes share: the names are those of the terminal's options."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin

from fastapi import Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.params import Form

from api.errors import BadParameter, BadRequest
from api.problems import near
from api.routes.twice import refuse_twice
from graph.words import LANGUAGES

DEFAULT_LIMIT, MOST = 1000, 10_000

On = Annotated[str | None, Query(description="The day asked about, such as 2024-11-01; left out: today in Shanghai")]
Within = Annotated[str | None, Query(description="Id of a place: only it and what lies in it")]
AtRevision = Annotated[int | None, Query(ge=0, description="The revision asked about; left out: the newest")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="So many lines of each list a page")]
Cursor = Annotated[
    str | None,
    Query(description="`next` of the page before; all other parameters stay as they were. Revisions are not mixed"),
]
Personal = Annotated[bool, Query(description="Show what is personal, and log that it was shown")]
Lang = Annotated[
    str | None,
    Query(
        description="Language of sentences; left out: by Accept-Language", json_schema_extra={"enum": list(LANGUAGES)}
    ),
]


async def strict(request: Request, lang: Lang = None) -> None:
    """Refuse a parameter that the address does not have, that is there twice, or empty: nothing is ignored.

    Nor is what a document says twice under one name, nor a document sent to an address that takes none, whose `dry_run`
    would look heard and not be, nor a condition on what is written. It looks at nothing but the request, so it waits
    for no thread.

    Raises:
        BadParameter: There is one.
        BadRequest: There is such a document or condition.
    """
    body = request.scope["route"].body_field
    if body is None and _brings_a_body(request):
        raise BadRequest("http_no_body")
    if body is not None and not isinstance(body.field_info, Form):
        refuse_twice(await request.body())
    if request.method == "POST" and "if-match" in request.headers:
        raise BadRequest("http_if_match")
    if lang is not None and lang not in LANGUAGES:
        raise BadParameter(parameter="lang", found=lang, expected=" ".join(f"`{one}`" for one in LANGUAGES))
    known = asked_with(request.scope["route"].dependant)
    for name in request.query_params:
        if name not in known:
            raise BadParameter("http_unknown", parameter=name, near=near(name, sorted(known)))
        if not known[name] and len(request.query_params.getlist(name)) > 1:
            raise BadParameter("http_twice", parameter=name)
    for name, value in request.query_params.multi_items():
        if not value.strip():  # as what a program leaves that has no day: read as left out, it would write as of today
            raise BadParameter("http_left_empty", parameter=name)


def asked_with(route: Dependant) -> dict[str, bool]:
    """Return the parameters that a route reads off a query, each with whether it may be given several times.

    They are those of its function, and of all that this depends on.

    Example:
        >>> from fastapi.routing import APIRoute
        >>> def asked(revision: AtRevision = None, packs: list[str] | None = Query(None, alias="pack")) -> None: ...
        >>> asked_with(APIRoute("/asked", asked).dependant)
        {'revision': False, 'pack': True}
    """
    known = {one.alias: _several(one.field_info.annotation) for one in route.query_params}
    for under in route.dependencies:
        known |= asked_with(under)
    return known


def _brings_a_body(request: Request) -> bool:
    length = request.headers.get("content-length", "0")
    return length != "0" or "transfer-encoding" in request.headers


def _several(annotation: Any) -> bool:
    return any(get_origin(one) is list for one in (annotation, *get_args(annotation)))
