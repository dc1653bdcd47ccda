"""A form that came without a session, or with the token of another, given back with what was typed.

Whoever writes a long form may be signed out meanwhile, or sign in anew beside it: what they typed is on the page that
tells so, and is sent again by a button. Nothing is kept here, since the page holds it (SEMANTICS V14).
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive

from api.console.frame import framed, here
from api.entry.forms import FIELD, URLENCODED, peeked
from api.errors import NotSignedIn, status_of
from graph.errors import LinliError

#: So long is a form that may be given back, in bytes, and so many fields has it; a longer one is refused as ever.
LONGEST = 10_000
_FIELDS = 500
#: What is in no page, whoever sent it.
_SECRET = "password"  # noqa: S105 - a word of what fields are called

Fields = list[tuple[str, str]]


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
    said = {"fields": fields, "address": here(request), "out": isinstance(error, NotSignedIn)}
    return framed(request, "again.html", status=status_of(error), name="wrong", **said)
