"""Documents as responses: the very bytes that ``--json`` prints, and a tag that names what they rest on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from fastapi import Request, Response

from api.routes.requested import Requested, account_of, viewer_of
from api.serving import Served, documents

JSON = "application/json"
#: Answers name holders of posts: they may lie in the asker's own cache, and are asked about again.
PRIVATE = "private, no-cache"
#: For documents that show personal values: no cache may keep them.
NO_STORE = "no-store"


def reply(asked: Requested, make: Callable[[], str], cache_control: str = PRIVATE) -> Response:
    """Return what ``make`` makes, or 304 where the asker's copy is still right."""
    return tagged(asked.request, tag_of(asked.request, asked.served, asked.on), make, cache_control)


def tagged(request: Request, tag: str, make: Callable[[], str], cache_control: str = PRIVATE) -> Response:
    """Return a document under a tag; nothing is made for who has it already."""
    found = known(request, tag, cache_control)
    return sent(make().encode(), tag, cache_control) if found is None else found


def known(request: Request, tag: str, cache_control: str) -> Response | None:
    """Return 304 where the asker's copy is still right; None where it is not."""
    if not _has(request.headers, tag):
        return None
    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": cache_control})


def sent(text: bytes, tag: str, cache_control: str) -> Response:
    """Return a document as a response."""
    return Response(text + b"\n", media_type=JSON, headers={"ETag": tag, "Cache-Control": cache_control})


def tag_of(request: Request, served: Served, on: date | None = None, *more: str) -> str:
    """Return the tag of a document: its revision, and a digest of all else that its bytes depend on."""
    return tagged_by(served, digest_of(request, served, on, *more))


def tagged_by(served: Served, digest: str) -> str:
    """Return the tag of a document by the digest of all that its bytes depend on besides the revision."""
    return documents.tag_of(served.revision.number, served.mark, digest)


def digest_of(request: Request, served: Served, on: date | None = None, *more: str) -> str:
    """Return a digest of all that the bytes of a document depend on besides the revision."""
    asked = [request.url.path, *sorted(request.query_params.multi_items()), *more]
    account = account_of(request)  # two who use one browser are shown different things
    seen_by = [account.place, account.partner, account.role.value, viewer_of(request).sees.value]
    rules = sorted(served.rules.digests.items())
    rests_on = [_version(), seen_by, None if on is None else on.isoformat(), rules]
    return sha256(json.dumps([asked, rests_on]).encode()).hexdigest()


@cache
def _version() -> str:
    return version("linli")


def _has(headers: Mapping[str, str], tag: str) -> bool:
    known = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return tag in known or known == ["*"]
