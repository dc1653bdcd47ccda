"""Work that takes longer than a request: begun by one request, its status and what it made had by others.

A job is found by whoever began it alone, as long as the service keeps it: made again, it is another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response

from api.errors import NoSuchPage
from api.languages import language_of
from api.problems import problem_document
from api.rendering import rendered
from api.rendering.text import SCHEMA
from api.routes.described import PROBLEMS, returned
from api.routes.parameters import strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import account_of
from api.serving.jobs import Job, Jobs
from graph.words import caption

router = APIRouter(prefix="/v1/jobs", tags=["exports"], dependencies=[Depends(strict)], responses=PROBLEMS)
#: How long a request waits before it answers with the address of the job.
PATIENCE = 1.0
_AGAIN = 2  # seconds
_BEGUN = 202
_RESULT: dict[int | str, dict[str, Any]] = {
    200: {"description": "What was made: a file, as the request that began it would have had it"},
    _BEGUN: returned("JobStatus", "It is still at work"),
}


@dataclass(frozen=True)
class File:
    """A file that was made.

    Attributes:
        content: What is in it.
        media: Its media type.
        name: What it is saved as, in Latin letters.
        called: What it is called in the language of who asked, without its ending.
    """

    content: bytes
    media: str
    name: str
    called: str

    def attached(self) -> Response:
        """Return it as a file to save."""
        called = quote(f"{self.called}.{self.name.rpartition('.')[2]}")
        said = f"attachment; filename=\"{self.name}\"; filename*=UTF-8''{called}"
        headers = {"Cache-Control": NO_STORE, "Content-Disposition": said}
        return Response(self.content, media_type=self.media, headers=headers)


@router.get("/{job}", responses={200: returned("JobStatus")})
def status(job: str, request: Request) -> Response:
    """Tell whether something that was begun is over, and where what it made is had, or why it failed."""
    return _told(request, jobs_of(request).of(account_of(request).name, job), 200)


@router.get("/{job}/result", response_class=Response, responses=_RESULT)
def result(job: str, request: Request) -> Response:
    """Return what was made; a problem where it failed, its status where it is still at work."""
    found = jobs_of(request).of(account_of(request).name, job)
    if found.running:
        return begun(request, found)
    made = found.result
    if not isinstance(made, File):  # begun on a page, which tells it
        raise NoSuchPage(path=request.url.path)
    return made.attached()


def begun(request: Request, job: Job) -> Response:
    """Return that something is at work, and where it is looked at."""
    return _told(request, job, _BEGUN)


def jobs_of(request: Request) -> Jobs:
    """Return the work of the service."""
    found: Jobs = request.app.state.jobs
    return found


def _told(request: Request, job: Job, status: int) -> Response:
    lang, address, error = language_of(request), f"/v1/jobs/{job.id}", job.error
    over = not job.running
    document = {
        "schema": SCHEMA,
        "id": job.id,
        "title": caption(job.title, lang),
        "state": "running" if not over else "done" if error is None else "failed",
        "seconds": job.seconds,
        "status": address,
        "result": f"{address}/result" if over and error is None else None,
        "problem": None if error is None else problem_document(error, lang, f"{address}/result"),
    }
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    if status == _BEGUN:
        headers["Location"] = address
    if not over:
        headers["Retry-After"] = str(_AGAIN)
    return Response(rendered(document) + "\n", status, headers, JSON)
