"""A form that came without a session, or with the token of another, given back with what was typed.

Whoever writes a long form may be signed out meanwhile, or sign in anew beside it: what they typed is on the page that
tells so, and is sent again by a button. Nothing is kept here, since the page holds it (SEMANTICS V14).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive

from api.console.frame import framed, here
from api.entry.forms import FIELD, URLENCODED, peeked
from api.errors import NotSignedIn, status_of
from api.languages import language_of
from graph.errors import LinliError
from graph.keys import is_key
from graph.words import caption, words

#: So long is a form that may be given back, in bytes, and so many fields has it; a longer one is refused as ever.
LONGEST = 10_000
_FIELDS = 500
#: Fields that are never put on a page, whoever sent them.
_SECRET = "password"  # noqa: S105 - a word of what fields are called

Fields = list[tuple[str, str]]

#: Hidden fields of forms: on what a form was shown, which line or seat it is of.
_OWN = ("expected", "digest", "revision", "line", "seat", "need", "demand", "source")
_STEP = "step"
#: By the first part of an address, what its forms call their fields.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "needs": ("needs.field.{name}", "needs.say.{name}"),
    "adjust": ("adjust.part.{last}.{name}", "adjust.part.{name}", "adjust.{name}"),
    "orders": ("orders.{name}", "orders.field.{name}"),
    "partner": ("needs.say.{name}",),
    "match": ("needs.say.{name}",),
    "users": ("users.{name}",),
}


async def typed(request: Request, receive: Receive) -> Fields:
    """Return what a form says besides its token; nothing of one that is long, has files or holds a password."""
    headers = request.headers
    kind, length = headers.get("content-type", "").partition(";")[0].strip().lower(), headers.get("content-length", "")
    if kind != URLENCODED or not length.isdigit() or int(length) > LONGEST:
        return []
    body, _ = await peeked(receive, LONGEST)
    try:
        fields = parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        return []
    secret = any(_SECRET in name for name, _ in fields)
    return [] if secret else [(name, value) for name, value in fields if name != FIELD]


def given_back(request: Request, error: LinliError, fields: Fields) -> Response:
    """Return the page on which a form waits that was not taken, with the token of the session that there is now."""
    typed = list(_in_words(fields, request))
    said = {"fields": fields, "typed": typed, "address": here(request), "out": isinstance(error, NotSignedIn)}
    return framed(request, "again.html", status=status_of(error), name="wrong", **said)


def _in_words(fields: Fields, request: Request) -> Iterator[tuple[str, str]]:
    """Yield what somebody typed or chose, each with what its form calls it; what the form says by itself is not told.

    Whoever reads it may be signed in as nobody, so a thing that was chosen by its key is not named.
    """
    lang, lists = language_of(request), request.app.state.live.rules.vocabulary()
    last = request.url.path.rpartition("/")[2]
    forms = (*_CALLED.get(request.url.path.split("/")[1], ()), "page.parameter.{name}")
    for name, value in fields:
        if not value.strip() or name in _OWN:
            continue
        codes = (one.format(name=name, last=last) for one in forms)
        called = next((caption(one, lang) for one in codes if one in words(lang)), None)
        if name == _STEP:
            yield caption("entry.again.step", lang), caption(f"needs.do.{value}", lang)
        elif is_key(value):
            if called is not None:
                yield called, caption("entry.again.chosen", lang)
        else:
            known = value in lists.lists.get(name, {})
            yield called or "", lists.caption(name, value, lang) if known else value
