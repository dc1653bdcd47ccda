"""A plan accepted over HTTP; the document is the one that ``linli match accept --json`` prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

import graph
from api.describing import PlanAccepted
from api.languages import language_of
from api.rendering import rendered
from api.rendering.accepting import AcceptedTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, Within, strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork, day, tellable, viewer_of
from api.routes.steps import By, DryRun, Expected
from api.whoami import by_whom
from graph.errors import StaleRevision
from graph.questions import match
from graph.steps.accepting import accepted
from graph.viewing import Showing

router = APIRouter(
    prefix="/v1", tags=["steps"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_FINE, _MADE = 200, 201
_RESPONSES: dict[int | str, dict[str, Any]] = {
    _FINE: {"description": "Checked (`dry_run`), or nothing is new"},
    _MADE: {"description": "Written: there is a new revision", "model": PlanAccepted},
}
Need = Annotated[str | None, Query(description="Only what the plan gives this need or project, by id")]


@router.post("/match/accept", response_model=PlanAccepted, responses=_RESPONSES)
def accept(
    request: Request,
    live: LiveNetwork,
    *,
    need: Need = None,
    on: On = None,
    within: Within = None,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Write the best plan down as proposals; those that it does without end. What is asked or claimed stays."""
    lang, today, who = language_of(request), day("on", on) or graph.today(), by_whom(by)
    with live.importing:
        live.refresh()
        network = tellable(live.newest.network(today)).within(within)
        if expected not in (None, network.revision):
            raise StaleRevision(expected=expected, found=network.revision)
        made = accepted(network, match(network, live.rules, plan=True), who, need)
        written = made.changes is not None and not dry_run
        number = live.store.commit(made.changes).number if made.changes is not None and written else None
    live.refresh()  # who wrote it sees it at once
    told = AcceptedTold(made, network, live.rules, Showing(viewer_of(request), network), lang, who, number)
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    return Response(rendered(told.document(dry_run=dry_run)) + "\n", _MADE if written else _FINE, headers, JSON)
