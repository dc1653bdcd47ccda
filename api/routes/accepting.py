"""A plan accepted over HTTP; the document is the one that ``linli match accept --json`` prints."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

import graph
from api.languages import language_of
from api.rendering.accepting import AcceptedTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, Within, strict
from api.routes.requested import LiveNetwork, by_of, day, viewer_of
from api.routes.writing import By, DryRun, Expected, carried_out_on, responses, told
from api.serving import tellable
from graph.network import Network
from graph.questions import match
from graph.rules import Rules
from graph.steps.accepting import Accepted, accepted
from graph.viewing import Showing

router = APIRouter(
    prefix="/v1", tags=["steps"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_RESPONSES = responses("PlanAccepted", "Checked (`dry_run`), or nothing is new")
Need = Annotated[str | None, Query(description="Only what the plan gives this need or project, by id")]


@router.post("/match/accept", responses=_RESPONSES)
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
    made, network, number = plan_accepted(live, today, within, who, need=need, expected=expected, dry_run=dry_run)
    accepting = AcceptedTold(made, network, live.rules, Showing(viewer_of(request), network), lang, who, number)
    return told(request, accepting.document(dry_run=dry_run), new=not made.changes.empty and not dry_run)


def plan_accepted(
    live: LiveNetwork,
    today: date,
    within: str | None,
    who: str,
    *,
    need: str | None = None,
    expected: int | None = None,
    dry_run: bool = False,
) -> tuple[Accepted, Network, int | None]:
    """Return what comes of accepting the best plan on a day, the network of which, and the revision that has it.

    It is made of the whole ledger, since what is left of a shared offer hangs on what others took of it, and of that
    what is theirs is written (SEMANTICS V25): it may be less than a plan of the part alone has shown.

    Raises:
        StaleRevision: Somebody committed since ``expected``.
        NotFound: There is no such place, or no such need.
        StepRefused: Of what would be written something is not theirs.
    """

    def judged(network: Network, rules: Rules) -> Accepted:
        planned = live.planned(tellable(network), within)
        return accepted(planned.network, match(planned.network, rules, plan=True), who, need, rules, planned.theirs)

    said = {"within": within, "need": need}
    made, network, number = carried_out_on(live, today, judged, said, expected=expected, dry_run=dry_run)
    return made, tellable(network), None if made.changes.empty else number
