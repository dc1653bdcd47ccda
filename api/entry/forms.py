"""The token that a form carries, read out of a body before whoever takes the form does, and without taking it away.

It is a field `form_token`: anywhere in a small form, the first one in a form with files, whose body may be long.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.types import Message, Receive

from api.errors import BadRequest

FIELD, HEADER = "form_token", "x-form-token"
URLENCODED, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
#: A form without files is not longer, nor is the first field of one with files.
_SMALL, _FIRST = 1_000_000, 2_000
_FIELDS = 10_000
_FIRST_FIELD = rb'--%s\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n([\w-]*)\r\n--%s'


async def token_sent(request: Request, receive: Receive) -> tuple[str, Receive]:
    """Return the token that a request carries, empty for none, and what receives its body from the start.

    Raises:
        BadRequest: It is a form of more fields than any form has.
    """
    if HEADER in request.headers:
        return request.headers[HEADER], receive
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() == URLENCODED:
        body, again = await peeked(receive, _SMALL)
        try:
            found = parse_qs(body.decode("latin-1"), max_num_fields=_FIELDS).get(FIELD, [""])
        except ValueError:
            raise BadRequest from None
        return (found[0] if len(found) == 1 else ""), again
    boundary = re.search(r'boundary="?([\w\'()+,./:=?-]{1,70})"?', rest)
    if kind.strip().lower() == _MULTIPART and boundary is not None:
        body, again = await peeked(receive, _FIRST)
        sign = re.escape(boundary[1].encode())
        first = re.match(_FIRST_FIELD % (sign, sign), body, re.IGNORECASE)
        return ("" if first is None else first[1].decode()), again
    return "", receive


async def peeked(receive: Receive, most: int) -> tuple[bytes, Receive]:
    """Return the beginning of a body, and what receives it again and then the rest."""
    kept: list[Message] = []
    body = b""
    while len(body) < most:
        message = await receive()
        kept.append(message)
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body", False):
            break

    async def again() -> Message:
        return kept.pop(0) if kept else await receive()

    return body, again
