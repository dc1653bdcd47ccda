"""What the service counts of itself, as Prometheus reads it (its text format, version 0.0.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from api.counting import Counted
from api.languages import language_of
from api.routes.described import PROBLEMS
from api.routes.jobs import jobs_of
from api.routes.parameters import strict
from api.routes.replies import NO_STORE
from api.serving import Live
from graph.words import caption

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
_TEXT: dict[int | str, dict[str, Any]] = {
    200: {"description": "Samples with what each is", "content": {"text/plain": {"schema": {"type": "string"}}}}
}
router = APIRouter(prefix="/v1", tags=["service"], dependencies=[Depends(strict)], responses=PROBLEMS)


@router.get("/metrics", response_class=Response, responses=_TEXT)
async def metrics(request: Request) -> Response:
    """Count what the service answered and what it is at, for Prometheus; no address and nobody's name is in it.

    Who is bound to a place is not told, since the numbers are of everybody's requests.
    """
    # as `healthz` it reads what is at hand, and waits for no thread
    state, lang = request.app.state, language_of(request)
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    text = "".join(_told(state.counted, state.live, jobs_of(request).at_work, lang))
    return Response(text, headers=headers, media_type=MEDIA)


def _told(counted: Counted, live: Live, jobs: int, lang: str) -> Iterator[str]:
    """Yield each number with what it is and of which sort: one that only grows, or one that comes and goes."""
    answered = {f'{{method="{how}",status="{what}"}}': n for (how, what), n in sorted(counted.answered.items())}
    yield _sample("requests_total", "counter", answered, lang)
    yield _sample("request_seconds_total", "counter", {"": round(counted.seconds, 3)}, lang)
    yield _sample("requests_at_work", "gauge", {"": counted.at_work}, lang)
    yield _sample("imports_at_work", "gauge", {"": len(live.slots.taken_since)}, lang)
    yield _sample("jobs_at_work", "gauge", {"": jobs}, lang)
    yield _sample("revision", "gauge", {"": live.newest.revision.number}, lang)


def _sample(name: str, sort: str, values: Mapping[str, float], lang: str) -> str:
    told = f"# HELP linli_{name} {caption(f'metrics.{name}', lang)}\n# TYPE linli_{name} {sort}\n"
    return told + "".join(f"linli_{name}{labels} {value}\n" for labels, value in values.items())
