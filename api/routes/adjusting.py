"""The weekly work, one piece a request; the document is that of ``linli appoint … --json`` (SEMANTICS K36)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, create_model

import graph
from api.languages import language_of
from api.rendering.adjusting import AdjustmentTold
from api.routes.beside import with_what_is_beside
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, strict
from api.routes.requested import LiveNetwork, by_of, day, viewer_of
from api.routes.sent import Key
from api.routes.writing import LONGEST, By, DryRun, Expected, carried_out_on, responses, told
from graph.adjusting.asking import adjusted
from graph.adjusting.outcome import Adjusted
from graph.adjusting.register import ADJUSTMENTS, Adjustment, Holds, Part
from graph.errors import StepRefused
from graph.network import Network
from graph.rules import Rules

router = APIRouter(
    prefix="/v1/adjustments",
    tags=["weekly work"],
    dependencies=[Depends(strict)],
    responses={**PROBLEMS, **WRITING_PROBLEMS},
)

_RESPONSES = responses("AdjustmentDone", "Tried (`dry_run`), or it is so already")
_MOST = 1000  # of a list that is sent
_Text = Annotated[str, Field(max_length=LONGEST)]
_TYPES: dict[Holds, Any] = {
    "flag": bool,
    "reference": Key,
    "references": Annotated[list[Key], Field(max_length=_MOST)],
    "fields": dict[_Text, _Text],
    "shares": dict[_Text, Annotated[list[Key], Field(max_length=_MOST)]],
}

Foretold = Annotated[
    str | None,
    Query(
        max_length=64, description="The `digest` that was looked at; where the change would do otherwise, it is refused"
    ),
]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _field(part: Part) -> Any:
    held = _TYPES.get(part.holds, _Text)
    example = ["2024-11-08"] if part.holds == "day" else None
    said = part.said + (", as its id" if part.holds in ("reference", "references") else "")
    if part.required:
        return (held, Field(description=said, examples=example))
    return (held | None, Field(default=None, description=said, examples=example))


def _model(work: Adjustment) -> type[BaseModel]:
    """Return what is sent with a piece of work."""
    fields: dict[str, Any] = {part.name: _field(part) for part in work.options}
    if work.reasoned:
        fields["reason"] = (_Text | None, Field(default=None, description="Why; kept with the revision"))
    return create_model(work.name.capitalize(), __base__=_Sent, **fields)


def _add(work: Adjustment) -> None:
    """Add the address of a piece of work."""
    sent_as = _model(work)

    def route(
        request: Request,
        live: LiveNetwork,
        sent: Any,
        *,
        on: On = None,
        dry_run: DryRun = False,
        by: By = None,
        expected: Expected = None,
        foretold: Foretold = None,
    ) -> Response:
        said = sent.model_dump(exclude_none=True)
        reason = said.pop("reason", None)
        said |= {part.name: day(part.name, said[part.name]) for part in work.options if _is_day(part, said)}
        who, today = by_of(request, by), day("on", on) or graph.today()

        def judged(network: Network, rules: Rules) -> Adjusted:
            return adjusted(work.name, network, rules, said, by=who, reason=reason)

        carried = partial(carried_out_on, live, today, judged, said)
        made, network, _ = carried(expected=expected, dry_run=True)
        tell = _telling(request, live, work, network)
        if foretold is not None and tell(made).digest != foretold:
            raise StepRefused("foretold_otherwise")
        number = None
        if not dry_run and not made.changes.empty:
            made, _, number = carried(expected=network.revision, dry_run=False)
        return told(request, tell(made).document(number), new=number is not None)

    route.__annotations__["sent"] = Annotated[sent_as, Body()]
    route.__doc__ = work.said
    router.add_api_route(
        f"/{work.name}",
        route,
        methods=["POST"],
        name=work.name,
        responses=_RESPONSES,
        summary=work.name.capitalize(),
    )


def _is_day(part: Part, said: dict[str, Any]) -> bool:
    return part.holds == "day" and part.name in said


def _telling(
    request: Request, live: LiveNetwork, work: Adjustment, network: Network
) -> Callable[[Adjusted], AdjustmentTold]:
    """Return what tells a piece of work that was made of a network, as whoever asks may know of it."""
    viewer, lang = viewer_of(request), language_of(request)
    before = live.store.tables(at=network.revision)

    def tell(made: Adjusted) -> AdjustmentTold:
        whole = with_what_is_beside(request, made, network.date)
        return AdjustmentTold(work.name, whole, network, before, live.rules, viewer, lang)

    return tell


for _work in ADJUSTMENTS.values():
    _add(_work)
