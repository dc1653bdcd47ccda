"""Cursors: where a page begins, in which list, of which revision, asked how.

A cursor is opaque: a list and its check sum in base64. It pins what it belongs to, so that pages of
different questions, options or revisions are never taken for one list.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import crc32
from dataclasses import astuple, dataclass, replace
from datetime import date
from hashlib import sha256

from fastapi import Request

from api.errors import BadCursor, CursorOutdated
from api.serving import Served
from graph.answers import Page

_SUM = 4  # bytes
_LINES = range(2**40)  # where a page may begin; more than any list has
#: Parameters that may differ from page to page.
_FREE = ("cursor", "limit", "lang")


@dataclass(frozen=True)
class Position:
    """Where a page begins.

    Attributes:
        path: Of the list.
        asked: A digest of the other parameters.
        mark: Of the revision.
        on: The day asked about, as ISO text.
        first: Position of its first line.
    """

    path: str
    asked: str
    mark: str
    on: str
    first: int

    def written(self) -> str:
        """Return the cursor.

        Example:
            >>> at = Position("/v1/audit", "e3b0", "1-abc", "2024-11-01", 1000)
            >>> read_position(at.written()) == at
            True
        """
        text = json.dumps(astuple(self), separators=(",", ":")).encode()
        return urlsafe_b64encode(text + crc32(text).to_bytes(_SUM, "big")).decode().rstrip("=")


@dataclass(frozen=True)
class PageAt(Page):
    """A page of a list, and how a page of the same list is named of another revision.

    Attributes:
        at: The first page of the list.
    """

    at: Position

    def named_of(self, mark: str, first: int) -> str:
        """Return what names the page that begins at a position, by the mark of a revision."""
        return replace(self.at, mark=mark, first=first).written()


def read_position(cursor: str) -> Position:
    """Return the position that a cursor names.

    Raises:
        BadCursor: It is not one of ours, or not whole.
    """
    try:
        raw = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        text, check = raw[:-_SUM], raw[-_SUM:]
        if crc32(text).to_bytes(_SUM, "big") != check:
            raise BadCursor
        path, asked, mark, on, first = json.loads(text)
        date.fromisoformat(on)
    except (ValueError, TypeError, RecursionError):  # of base64, JSON, its length or the day
        raise BadCursor from None
    if not all(isinstance(one, str) for one in (path, asked, mark)) or type(first) is not int or first not in _LINES:
        raise BadCursor
    return Position(path, asked, mark, on, first)


def asked_of(request: Request) -> str:
    """Return a digest of how a list was asked for."""
    items = sorted(item for item in request.query_params.multi_items() if item[0] not in _FREE)
    return sha256(json.dumps(items).encode()).hexdigest()[:16]


def page_of(request: Request, served: Served, on: date, limit: int, position: Position | None) -> PageAt:
    """Return the page that a request asks for.

    Raises:
        BadCursor: Its cursor belongs to another list, or to this one asked otherwise.
        CursorOutdated: Its cursor belongs to another revision.
    """
    here = Position(request.url.path, asked_of(request), served.mark, on.isoformat(), 0)
    if position is not None:
        if (position.path, position.asked) != (here.path, here.asked):
            raise BadCursor("http_cursor_foreign")
        if position.mark != here.mark:
            raise CursorOutdated(revision=position.mark.partition("-")[0], newest=served.revision.number)
    first = 0 if position is None else position.first
    return PageAt(first, limit, lambda after: replace(here, first=after).written(), here)
