"""A plan accepted over HTTP; the document is the one that ``linli match accept --json`` prints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

import graph
from api.describing import PlanAccepted
from api.languages import language_of
from api.rendering.accepting import AcceptedTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, Within, strict
from api.routes.requested import LiveNetwork, by_of, day, tellable, viewer_of
from api.routes.writing import By, DryRun, Expected, responses, told
from graph.errors import StaleRevision
from graph.questions import match
from graph.steps.accepting import accepted
from graph.viewing import Showing

router = APIRouter(
    prefix="/v1", tags=["steps"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_RESPONSES = responses(PlanAccepted, "Checked (`dry_run`), or nothing is new")
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
    lang, today, who = language_of(request), day("on", on) or graph.today(), by_of(request, by)
    with live.importing:
        live.refresh()
        network = tellable(live.newest.network(today)).within(within)
        if expected not in (None, network.revision):
            raise StaleRevision(expected=expected, found=network.revision)
        made = accepted(network, match(network, live.rules, plan=True), who, need)
        written = made.changes is not None and not dry_run
        number = live.store.commit(made.changes).number if made.changes is not None and written else None
    live.refresh()  # who wrote it sees it at once
    accepting = AcceptedTold(made, network, live.rules, Showing(viewer_of(request), network), lang, who, number)
    return told(request, accepting.document(dry_run=dry_run), new=written)
