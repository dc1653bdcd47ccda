"""Things: looked up, listed, shown, and what happened to them. Addresses take ids only."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

import graph
from api.errors import BadParameter
from api.problems import near
from api.rendering import rendered
from api.rendering.history import history_document
from api.rendering.thing import thing_document
from api.rendering.things import sought, thing_kinds, things_document
from api.routes.described import PROBLEMS, described
from api.routes.listing import Listed
from api.routes.parameters import Personal, strict
from api.routes.replies import NO_STORE, reply, tag_of, tagged
from api.routes.requested import LiveNetwork, Requested, RequestedByPage, showing_of
from api.routes.written import written_once
from graph.answers import Page
from graph.answers.aside import refers
from graph.viewing import Showing, is_person

router = APIRouter(prefix="/v1/things", tags=["things"], dependencies=[Depends(strict)], responses=PROBLEMS)

#: Kinds of rows that change nothing in what is told of a thing to which they do not refer.
_STEPS = frozenset({"step"})

Text = Annotated[
    str | None, Query(description="A name, a part of it, its pinyin or its initials; left out: everything, by kind")
]
OfKind = Annotated[
    str | None, Query(description="Only things of this kind", json_schema_extra={"enum": list(thing_kinds())})
]
Id = Annotated[str, Path(description="Public key of a thing", examples=["place-5222ni5m42r262ec"])]


@router.get("", **described("Things"))
def things(
    asked: Annotated[RequestedByPage, Depends()], q: Text = None, kind: OfKind = None, *, personal: Personal = False
) -> Response:
    """Find things by name, in characters or in pinyin, or list them."""
    if kind is not None and kind not in thing_kinds():
        raise BadParameter(parameter="kind", found=kind, expected=near(kind, list(thing_kinds())))

    def write(showing: Showing, page: Page | None) -> str:
        network, names = asked.network, asked.names
        found = sought(network, names, showing, q, kind)
        return rendered(things_document(network, names, showing, found, {"q": q, "kind": kind}, page))

    aside = frozenset() if q is None else _STEPS  # no step has a name
    return written_once(asked, write, NO_STORE, personal=personal, nameless="", aside=aside)


@router.get("/{id}", **described("Thing"))
def thing(id: Id, asked: Annotated[Requested, Depends()], *, personal: Personal = False) -> Response:
    """Show one thing: its fields and its ties both ways, as they hold on the day."""

    def write(showing: Showing, _: Page | None = None) -> str:
        return rendered(thing_document(asked.network, asked.names, id, showing))

    if is_person(id):  # what is kept apart of them is read anew each time
        return reply(asked, lambda: write(showing_of(asked.request, asked.network, personal=personal)), NO_STORE)
    aside = frozenset(one for one in _STEPS if not refers(one, {id.rpartition("-")[0]}))
    return written_once(asked, write, NO_STORE, personal=personal, remarks=True, aside=aside, shows=True)


@router.get("/{id}/history", **described("History"))
def history(
    id: Id,
    listed: Annotated[Listed, Depends()],
    live: LiveNetwork,
    *,
    personal: Personal = False,
) -> Response:
    """Tell what happened to a thing or a tie, and to the ties at it, oldest first."""

    def make() -> str:
        showing = showing_of(listed.request, listed.served.network(graph.today()), personal=personal)
        return rendered(history_document(live.store, id, showing, listed.page))

    return tagged(listed.request, tag_of(listed.request, listed.served), make, NO_STORE)
