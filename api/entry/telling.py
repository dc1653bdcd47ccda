"""The pages of the entry: signing in, and what somebody may not; each stands alone and asks nothing of the network."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.languages import language_of
from api.problems import problem_document
from graph.errors import LinliError
from graph.words import LANGUAGES, caption


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """Return a page of the entry."""
    lang = language_of(request)
    say = partial(_say, lang)
    other = next(one for one in LANGUAGES if one != lang)
    text = _templates().get_template(template).render(lang=lang, other_lang=other, say=say, **context)
    headers = {"Cache-Control": "no-store", "Content-Language": lang, "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(text, status, headers)


def told_page(request: Request, error: LinliError) -> Response:
    """Return an error as a page, with its own status."""
    document = problem_document(error, language_of(request), request.url.path)
    return page(request, "told.html", int(document["status"]), problem=document)


def _say(lang: str, code: str, /, **params: Any) -> str:
    return caption(code, lang, **params)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("api.entry"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
