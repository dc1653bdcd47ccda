"""How every page looks: the head with the menu, the day and the place, and what templates may call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from api.access.account import NOBODY
from api.languages import language_of
from api.problems import problem_document, unforeseen_document
from api.routes.replies import NO_STORE
from api.routes.requested import account_of
from graph.errors import LinliError
from graph.words import LANGUAGES, caption

#: The parameters that a link from page to page keeps.
_KEPT = ("on", "within", "lang")
#: The parameter that names a message shown once, after a form.
ONCE = ("said",)
#: Parameters that a form never sends along: a page of a list, or a file, of what was asked before.
_NEVER_KEPT = (*ONCE, "page", "as")
#: The templates of the front page.
_FIRST = ("home.html", "base.html", "macros.html")
#: What a browser reads as the beginning of the name of a site.
_SITE = re.compile(r"^[/\\\s\x00-\x1f]*")
#: In a template: what stands above is sent now.
MORE = "<!-- more -->"


def framed(request: Request, template: str, *, name: str, status: int = 200, **context: Any) -> Response:
    """Return a page.

    Args:
        request: The request; the language, the account and what links keep are read off it.
        template: The file of the template.
        name: The name of the page, as the register has it.
        status: Its status.
        **context: What the template is filled with.
    """
    text = _templates().get_template(template).render(_filled(request, name, context))
    return HTMLResponse(text, status, _headers(request))


def streamed(request: Request, template: str, *, name: str, at_once: bool = False, **context: Any) -> Response:
    """Return a page that is sent up to each ``MORE`` in its template while the rest is still being worked out.

    Where there is little to be worked out, it is sent ``at_once``: each further part waits for a thread of its own.
    What is told below is given as functions without arguments, which are called when their turn comes, each in a
    ``{% call part() %}``: what goes wrong there is told there, since the head is sent already. What is sent first is
    worked out before, and goes wrong as any page does.
    """
    filled = _filled(request, name, {**context, "part": partial(_part, request)})
    if at_once:
        text = _templates().get_template(template).render(filled)
        return HTMLResponse(text, headers=_headers(request))
    pieces = _by_part(_templates().get_template(template).generate(filled))
    first = next(pieces)
    return StreamingResponse(chain([first], pieces), media_type="text/html", headers=_headers(request))


def _part(request: Request, *, caller: Callable[[], str]) -> str:
    """Return a part of a page that is sent already, or what went wrong with it, in its place."""
    try:
        return caller()
    except LinliError as error:
        problem = problem_document(error, language_of(request), request.url.path, page=True)
    except Exception as error:  # noqa: BLE001 - a page that breaks off says nothing; this one says where to look
        problem = unforeseen_document(request, error)
    return Markup(_templates().get_template("problem.html").render(problem=problem))  # noqa: S704 - escaped there


def _by_part(pieces: Iterator[str]) -> Iterator[str]:
    kept: list[str] = []
    for piece in pieces:
        kept.append(piece)
        if MORE in piece:
            yield "".join(kept)
            kept.clear()
    yield "".join(kept)


def _headers(request: Request) -> dict[str, str]:
    lang = language_of(request)
    return {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language, Cookie"}


def _filled(request: Request, name: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a template is filled with: what a page says of itself, and what all of them may call."""
    lang, menu = language_of(request), _menu(request)
    return {
        "name": name,
        "lang": lang,
        "other_lang": next(one for one in LANGUAGES if one != lang),
        "account": account_of(request),
        "menu": menu,
        "start": menu[0].path if menu else "/",
        "say": partial(_say, lang),
        "link": partial(link, request),
        "here": partial(here, request),
        "besides": partial(besides, request),
        "form_token": getattr(request.state, "form_token", ""),
        "version": request.app.version,
        **context,
    }


def link(request: Request, path: str, **more: Any) -> str:
    """Return the address of another page, which keeps the day, the place and the language of this one."""
    kept = {one: request.query_params[one] for one in _KEPT if request.query_params.get(one)}
    return _address(path, {**kept, **more})


def here(request: Request, **changed: Any) -> str:
    """Return the address of this page with some of its state changed; None takes a part away."""
    state: dict[str, Any] = {}
    for key, value in request.query_params.multi_items():
        if key in ONCE:
            continue
        state.setdefault(key, []).append(value)
    return _address(_of_this_site(request.url.path), {**state, **changed})


def besides(request: Request, *fields: str) -> list[tuple[str, str]]:
    """Return what the address of this page says besides the fields of a form: whoever sends the form keeps it."""
    never = {*fields, *_NEVER_KEPT}
    return [(key, value) for key, value in request.query_params.multi_items() if value and key not in never]


def _of_this_site(path: str) -> str:
    """Return a path that no browser takes for the name of another site, as it does ``//other.example``."""
    return _SITE.sub("/", path)


def _address(path: str, state: Mapping[str, Any]) -> str:
    said = {name: value for name, value in state.items() if value not in (None, "", [])}
    return f"{path}?{urlencode(said, doseq=True)}" if said else path


def _say(lang: str, code: str, /, **params: Any) -> str:
    return caption(code, lang, **params)


def _menu(request: Request) -> list[Any]:
    """Return the pages of the menu that whoever asks may open, in the order of the register; to nobody none."""
    if account_of(request) == NOBODY:  # each way would lead back to signing in
        return []
    partner = account_of(request).partner is not None
    return [one for one in opened(request) if one.menu or partner]


def opened_by(request: Request) -> frozenset[str]:
    """Return the names of the pages that whoever asks may open: no way leads to another."""
    return frozenset(one.name for one in opened(request))


def opened(request: Request) -> list[Any]:
    """Return the pages that whoever asks may open, in the order of the register."""
    account = account_of(request)
    return [
        one
        for one in request.app.state.pages
        if account.role in one.roles and (account.partner is None or one.partners)
    ]


def prepared(*, front: bool = False) -> Iterator[None]:
    """Read all templates one by one, or those of the front page: the first page of each would else wait for it."""
    for name in _FIRST if front else _templates().list_templates():
        _templates().get_template(name)
        yield


@cache
def _templates() -> Environment:
    """Return the templates: whatever stands in them is escaped, and what is not there is an error, never a blank."""
    return Environment(
        loader=PackageLoader("api.console"),
        autoescape=select_autoescape(default=True),
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
