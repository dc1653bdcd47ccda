"""What can be done with a thing: the pages that take it up, of those that whoever looks may open."""

from __future__ import annotations

from dataclasses import dataclass

from api.console.asked import Asked
from api.console.frame import opened_by

_SEATS = ("post", "organisation", "team")


@dataclass(frozen=True)
class Doing:
    """A way from a thing to a page.

    Attributes:
        code: ``thing.CODE`` is what it is called.
        page: Name of the page; where there is none, or it may not be opened, the way is not shown.
        path: Its address; ``{key}`` is the thing.
        kinds: Of which kinds a thing may be.
        state: What the address says besides; a value may be ``{key}``.
        writes: Whether it is for those who write.
    """

    code: str
    page: str
    path: str
    kinds: tuple[str, ...]
    state: tuple[tuple[str, str], ...] = ()
    writes: bool = False


DOINGS: tuple[Doing, ...] = (
    Doing("appoint", "adjust", "/adjust/appoint", ("post",), (("seat", "{key}"),), writes=True),
    Doing(
        "adjust",
        "adjust",
        "/adjust",
        ("post", "person", "place", "organisation", "team", "venue"),
        (("thing", "{key}"),),
        writes=True,
    ),
    Doing("need", "needs", "/needs/{key}", ("need", "project")),
    Doing("gaps", "gaps", "/gaps", ("place",), (("within", "{key}"),)),
    Doing("path", "path", "/path", ("place", "person", "post", "need"), (("start", "{key}"),)),
    Doing("todo", "home", "/", _SEATS, (("seat", "{key}"),)),
    Doing("inside", "search", "/search", ("place",), (("within", "{key}"),)),
)


def doings_of(asked: Asked, key: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return what can be done with a thing: what it is called, the address, and what that says."""
    kind, open_to = key.rpartition("-")[0], opened_by(asked.request)
    return [
        (one.code, one.path.format(key=key), {name: value.format(key=key) for name, value in one.state})
        for one in DOINGS
        if kind in one.kinds and one.page in open_to and (asked.account.role.writes or not one.writes)
    ]
