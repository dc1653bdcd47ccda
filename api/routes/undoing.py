"""A revision undone by a new one; the document is the one that ``linli undo N --json`` prints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

import graph
from api.rendering.changes import Told, changes_document
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import strict
from api.routes.requested import LiveNetwork, by_of, viewer_of
from api.routes.writing import By, DryRun, Expected, responses, told
from graph.changes import ChangeSet
from graph.errors import NoSuchRevision, StaleRevision
from graph.stores import Store
from graph.stores.reversing import reversal, revision_before
from graph.viewing import log_of

router = APIRouter(
    prefix="/v1/revisions",
    tags=["weekly work"],
    dependencies=[Depends(strict)],
    responses={**PROBLEMS, **WRITING_PROBLEMS},
)

Number = Annotated[int, Path(ge=1, le=2**62, description="The revision")]


@router.post("/{number}/undo", responses=responses("Changes"))
def undo(
    request: Request,
    live: LiveNetwork,
    number: Number,
    *,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Reverse a revision, where nothing later builds on it; what it held before is put back by a new one."""
    with live.importing:
        live.refresh()
        store, newest = live.store, live.store.revision().number
        if expected not in (None, newest):
            raise StaleRevision(expected=expected, found=newest)
        changes = reversal_for(request, store, number, by_of(request, by))
        before = store.tables(at=newest)
        document = Told(before, changes, live.rules, viewer_of(request), graph.today(), log_of(store.where))
        made = newest if dry_run else store.commit(changes).number
    live.refresh()
    return told(request, changes_document(document, newest, made), new=not dry_run)


def reversal_for(request: Request, store: Store, number: int, by: str) -> ChangeSet:
    """Return the changes that reverse a revision, of which whoever asks sees all.

    Raises:
        NoSuchRevision: It was never made, or something in it is not theirs.
    """
    whole, newest = request.app.state.live.store, store.revision().number
    if whole is store:
        return reversal(store, number, by=by)
    if not _all_theirs(store, whole, number):
        raise NoSuchRevision("no_such_revision_yours", revision=number, newest=newest)
    return reversal(store, number, by=by)


def _all_theirs(store: Store, whole: Store, number: int) -> bool:
    """Return whether a revision was made of what a part of a store holds, and of nothing else."""
    try:
        theirs, done = (one.deltas(revision_before(one, number), number).counts() for one in (store, whole))
    except NoSuchRevision:  # it touched nothing of theirs, or was never made: neither is theirs to know
        return False
    return theirs == done
