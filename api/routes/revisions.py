"""What was written into the store when, and what that changed."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

import graph
from api.rendering import rendered
from api.rendering.changes import NAMES, changes_document, span, told_between
from api.rendering.history import revisions_document
from api.routes.described import PROBLEMS, described
from api.routes.listing import Listed
from api.routes.parameters import Personal, strict
from api.routes.replies import NO_STORE, tag_of, tagged
from api.routes.requested import LiveNetwork, day, viewer_of
from graph.viewing import log_of

router = APIRouter(prefix="/v1", tags=["what it rests on"], dependencies=[Depends(strict)], responses=PROBLEMS)

From = Annotated[
    str | None,
    Query(alias="from", description="A revision, or a day, itself included; left out: the last commit"),
]
To = Annotated[str | None, Query(description="A revision, or a day, itself included; left out: the newest")]


@router.get("/revisions", **described("Revisions"))
def revisions(listed: Annotated[Listed, Depends()], live: LiveNetwork) -> Response:
    """List every revision, oldest first."""
    tag = tag_of(listed.request, listed.served)
    viewer = viewer_of(listed.request)
    return tagged(listed.request, tag, lambda: rendered(revisions_document(live.store, viewer, listed.page)))


@router.get("/changes", **described("Changes"))
def changes(
    listed: Annotated[Listed, Depends()],
    live: LiveNetwork,
    from_: From = None,
    to: To = None,
    *,
    personal: Personal = False,
) -> Response:
    """Tell what changed between two revisions or days: who was appointed, what was renamed, moved or ended."""
    first, last = span(live.store, listed.served.revision.number, from_, to, partial(day, expected=NAMES))

    def make() -> str:
        store, viewer = live.store, viewer_of(listed.request, personal=personal)
        told = told_between(store, first, last, listed.served.rules, viewer, graph.today(), log_of(store.where))
        return rendered(changes_document(told, first, last, listed.page))

    return tagged(listed.request, tag_of(listed.request, listed.served), make, NO_STORE)
