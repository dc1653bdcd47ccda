"""What is at work: one's own plans, imports and files that take longer, each with a page that looks again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import attached
from api.console.page import Page, page_router
from api.console.seeing import see
from api.serving.jobs import Job, Jobs

router = page_router()
PAGE = Page("/jobs", "jobs", router, menu=False)

#: After so many seconds a page looks again.
AGAIN = 2
#: How long a page waits before it says that there is nothing yet.
PATIENCE = 1.0


@dataclass(frozen=True)
class Outcome:
    """Where a finished job that wrote something leads, and its result.

    Attributes:
        path: The page that shows it.
        lines: What is said there.
        wrote: The revision that it wrote; None = none.
    """

    path: str
    lines: tuple[str, ...]
    wrote: int | None = None


@dataclass(frozen=True)
class File:
    """A file that a job made.

    Attributes:
        content: What is in it.
        media: Its media type.
        name: What a browser saves it as.
        address: Where it is had while the job is kept, and made anew after.
    """

    content: bytes
    media: str
    name: str
    address: str

    def attached(self) -> Response:
        """Return it as a file to save."""
        return attached(self.content, self.media, self.name)


@router.get("/jobs")
def jobs(asked: Annotated[Asked, Depends()]) -> Response:
    """List what one began."""
    return asked.framed("jobs.html", name="jobs", jobs=_jobs(asked).mine(asked.account.name))


@router.get("/jobs/{name}")
def job(name: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Show whether a job is over, and lead to its result."""
    found = _jobs(asked).of(asked.account.name, name)
    if not found.within(PATIENCE):
        return waiting(asked, found)
    result = found.result
    if isinstance(result, Outcome):
        return see(asked, result.path, result.lines, result.wrote)
    if isinstance(result, File):
        return asked.framed("job_file.html", name="jobs", job=found, file=result)
    return asked.framed("jobs.html", name="jobs", jobs=_jobs(asked).mine(asked.account.name))


def waiting(asked: Asked, found: Job) -> Response:
    """Return the page that says that something is at work, and looks again."""
    return asked.framed("job.html", name="jobs", job=found, again=AGAIN)


def _jobs(asked: Asked) -> Jobs:
    found: Jobs = asked.request.app.state.jobs
    return found
