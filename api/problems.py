"""Errors as RFC 9457 problems, in the language of who asked; the one table of handlers.

A problem is an error's code and parameters with their sentence. It never holds a value from a file
or the insides of an error that nobody foresaw: that one is in the log under a reference, by class
and place in the code, without its message, which might quote somebody's data.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from difflib import get_close_matches
from secrets import token_hex
from traceback import extract_tb
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.params import Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from api.errors import (
    BadParameter,
    BadRequest,
    Busy,
    NoSuchPage,
    TooLarge,
    Unforeseen,
    WrongMedia,
    WrongMethod,
    status_of,
)
from api.languages import language_of
from api.misread import misread
from api.rendering import rendered
from graph.errors import LinliError, StoreLocked
from graph.words import caption, words
from graph.words.typed import Typed

MEDIA = "application/problem+json"
FORM, JSON = "multipart/form-data", "application/json"
_LOG = logging.getLogger("linli.http")
_MEGABYTE = 2**20
_FRAMES = 12  # of the trace of an error, innermost first: those further out are the framework's

Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


def problem(request: Request, error: LinliError, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as a response."""
    lang = language_of(request)
    more = {"Cache-Control": "no-store", "Content-Language": lang, "Vary": "Accept-Language", **(headers or {})}
    if isinstance(error, StoreLocked | Busy):
        more["Retry-After"] = "2"
    text = rendered(problem_document(error, lang, request.url.path)) + "\n"
    return Response(text, status_of(error), more, MEDIA)


def problem_document(error: LinliError, lang: str, path: str, *, page: bool = False) -> dict[str, Any]:
    """Return an error as a document; for a ``page`` with what to do there, not in a terminal.

    Example:
        >>> found = problem_document(NoSuchPage(path="/x"), "en", "/x")
        >>> found["status"], found["title"], found["detail"]
        (404, 'Nothing there', 'There is nothing at /x')
    """
    error = _as_called(error, lang) if page else error
    kind = next(one for one in type(error).__mro__ if f"problem.{one.__dict__.get('default_code')}" in words(lang))
    return {
        "type": f"urn:linli:problem:{kind.__dict__['default_code']}",
        "title": caption(f"problem.{kind.__dict__['default_code']}", lang),
        "status": status_of(error),
        "detail": error.message(lang, page=page),
        "instance": path,
        "code": error.code,
        "rule": error.rule,
        "params": {name: _plain(value, lang) for name, value in error.params.items()},
        "hint": error.suggestion(lang, page=page),
        "lang": lang,
    }


#: What an error calls something that somebody says with a form, and where words tell what pages call it.
_SAID_WITH = ("parameter", "option")
_CALLED = ("page.parameter.{}", "forms.field.{}", "field.{}")


def _as_called(error: LinliError, lang: str) -> LinliError:
    """Return an error of something that is said with a form, with what the page calls it, where words know that."""
    codes = {name: [one.format(error.params[name]) for one in _CALLED] for name in _SAID_WITH if name in error.params}
    found = {name: next((one for one in several if one in words(lang)), None) for name, several in codes.items()}
    called = {name: code for name, code in found.items() if code is not None}
    return type(error)(error.code, **{**error.params, **called}) if called else error


def _plain(value: Any, lang: str) -> Any:
    if isinstance(value, str):
        return caption(value, lang)
    if isinstance(value, Typed):
        return value.said(lang)
    return value if isinstance(value, int | float | bool | None) else str(value)


def unforeseen(request: Request, error: Exception) -> Response:
    """Return an error that nobody foresaw as a response, and log where it happened."""
    return problem(request, _logged(request, error))


def unforeseen_document(request: Request, error: Exception) -> dict[str, Any]:
    """Return an error that nobody foresaw as a document, and log where it happened."""
    return problem_document(_logged(request, error), language_of(request), request.url.path)


def _logged(request: Request, error: Exception) -> Unforeseen:
    """Log where an error happened, and return it as a problem with a reference."""
    reference = token_hex(4)
    innermost = reversed(extract_tb(error.__traceback__)[-_FRAMES:])
    trace = " < ".join(f"{at.filename}:{at.lineno} {at.name}" for at in innermost)
    _LOG.error("%s %s %s: %s", reference, request.method, type(error).__name__, trace)
    return Unforeseen(reference=reference)


async def _told(request: Request, error: LinliError) -> Response:
    return problem(request, error)


async def _refused(request: Request, error: HTTPException) -> Response:
    """Tell what the framework refuses: no such address, no such method, more than may be sent."""
    body = error.status_code == UNREADABLE and request.method == "POST"
    found: LinliError = BadRequest(_UNREADABLE[_media_of(request)]) if body else BadRequest()
    headers = error.headers
    if error.status_code == NOT_FOUND:
        found = NoSuchPage(path=request.url.path)
    elif error.status_code == NOT_ALLOWED:
        found, headers = wrong_method(request)
    elif error.status_code == TOO_LARGE:
        found = TooLarge(limit=request.app.state.settings.upload // _MEGABYTE)
    return problem(request, found, headers)


def wrong_method(request: Request) -> tuple[WrongMethod, dict[str, str]]:
    """Return the refusal of a method, and the header with those that an address takes, whichever routes take them."""
    there = [one for one in request.app.routes if one.matches(request.scope)[0] is not Match.NONE]
    allowed = ", ".join(sorted({method for one in there for method in getattr(one, "methods", None) or ()}))
    return WrongMethod(method=request.method, expected=allowed), {"Allow": allowed}


#: What is said of a body that cannot be read, and how another is sent by ``curl``, by what an address takes.
_UNREADABLE = {FORM: "http_no_form", JSON: "http_no_document"}
_EXAMPLES = {FORM: "-F file=@a.xlsx", JSON: "-H 'Content-Type: application/json' -d @a.json"}
UNREADABLE, NOT_FOUND, NOT_ALLOWED, TOO_LARGE = 400, 404, 405, 413


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    """Tell the first parameter that is missing or not what it should be."""
    first = error.errors()[0]
    where, *rest = (str(part) for part in first["loc"])
    name = rest[0] if rest else where
    media = _media_of(request)
    if where == "body" and not request.headers.get("content-type", "").startswith(media):
        return problem(request, WrongMedia(expected=media, example=_EXAMPLES[media]))
    if first["type"] == "json_invalid":
        return problem(request, BadRequest("http_no_json"))
    if rest and (first["type"] == "missing" or (first["type"] == "string_too_short" and len(rest) == 1)):
        return problem(request, BadParameter("http_missing", parameter=name))
    if first["type"] == "extra_forbidden" and media == JSON:
        return problem(request, BadParameter("http_unknown", parameter=name, near=near(name, _said(request))))
    if first["type"] == "extra_forbidden":
        return problem(request, BadParameter("http_in_form", parameter=name))
    return problem(request, misread(first, language_of(request)))


#: Every exception that a request may end with, and who tells it.
HANDLERS: dict[int | type[Exception], Handler] = {
    LinliError: _told,
    RequestValidationError: _invalid,
    HTTPException: _refused,
}


def _media_of(request: Request) -> str:
    """Return what an address takes: a form, or a document."""
    body = getattr(request.scope.get("route"), "body_field", None)
    return FORM if body is not None and isinstance(body.field_info, Form) else JSON


def _said(request: Request) -> list[str]:
    """Return what may be said in the document that an address takes."""
    body = getattr(request.scope.get("route"), "body_field", None)
    return [*getattr(body.field_info.annotation, "model_fields", {})] if body is not None else []


def near(found: str, known: list[str]) -> str:
    """Return the names that look like what was found, else all, as a hint lists them."""
    return " ".join(f"`{name}`" for name in get_close_matches(found, known, n=3) or known)
