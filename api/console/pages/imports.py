"""导入: files are sent, checked and shown with all that is wrong; nothing is written before somebody confirms."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, cast

from fastapi import Depends, Response
from fastapi.responses import RedirectResponse

from api.console.asked import Asked
from api.console.downloads import attached, sheets_as_file
from api.console.frame import link
from api.console.importing.checked import Checked, checked
from api.console.importing.sent_files import FilesForm
from api.console.importing.staging import Staged, Staging, remove
from api.console.importing.taking import differing, taken
from api.console.page import WRITERS, Page, page_router
from api.console.pages.changes import source_said
from api.console.paging import part_of
from api.console.seeing import see
from api.console.sent import SentForm
from api.rendering.history import revisions_document
from api.routes.requested import viewer_of
from api.serving.jobs import Job, Jobs
from api.whoami import user
from graph.errors import LinliError, StaleRevision
from graph.forms import AnswerSheet
from loaders.ledger import write_ledger
from loaders.sources import all_sources
from loaders.template import write_template

router = page_router()
PAGE = Page("/import", "import", router, roles=WRITERS)
_SEE_OTHER = 303
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: How long a request waits for work before it shows that it is under way.
_SOON = 1.5
_LATEST = 5


@router.get("/import")
def imports(asked: Annotated[Asked, Depends()]) -> Response:
    """Show where files are sent, what waits to be confirmed, and what came last."""
    latest = [
        {**one, "source": source_said(asked, one["source"])}
        for one in revisions_document(asked.live.store, viewer_of(asked.request))["rows"][::-1][:_LATEST]
    ]
    return asked.framed(
        "imports.html",
        name="import",
        sources=[(one.name, one.title[asked.lang], one.description[asked.lang]) for one in all_sources()],
        waiting=_staging(asked).all_of(_whose(asked)),
        latest=latest,
    )


@router.post("/import")
def send(asked: Annotated[Asked, Depends()], form: FilesForm) -> Response:
    """Keep files and begin to check them."""
    base = asked.live.store.revision().number
    staged = _staging(asked).take_in(_whose(asked), form.files, base, form.options)
    _check(asked, staged)
    return RedirectResponse(link(asked.request, f"/import/{staged.id}"), _SEE_OTHER)


@router.get("/import/template")
def template(asked: Annotated[Asked, Depends()]) -> Response:
    """Return the empty workbook."""
    with TemporaryDirectory(prefix="linli-page-") as folder:
        path = Path(folder) / "linli.xlsx"
        write_template(path)
        return attached(path.read_bytes(), _WORKBOOK, f"{asked.say('import.template')}.xlsx")


@router.get("/import/ledger")
def ledger(asked: Annotated[Asked, Depends()]) -> Response:
    """Return the ledger of the place as a workbook that can be edited and sent back."""
    network = asked.whole.within(asked.within)
    with TemporaryDirectory(prefix="linli-page-") as folder:
        path = Path(folder) / "linli.xlsx"
        write_ledger(path, network, asked.rules, asked.showing, note=_heading(asked))
        return attached(path.read_bytes(), _WORKBOOK, f"{asked.say('import.ledger')} {asked.on}.xlsx")


def _heading(asked: Asked) -> str:
    """Return what stands in a ledger that is downloaded: for whom it is, of which place and day, by whom."""
    say, place = asked.say, asked.called(asked.within) if asked.within else asked.say("cli.everywhere")
    title, revision = say("picture.internal"), asked.served.revision.number
    text = say("cli.heading", title=title, place=place, day=asked.on, revision=revision)
    return say("cli.named", text=text, name=say("picture.by", name=asked.account.name or user()))


@router.get("/import/{id}")
def look(id: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Show the result of a check; while it is running, say so."""
    staged = _staging(asked).of(_whose(asked), id)
    job = _jobs(asked).of(_whose(asked), staged.job)
    if not job.within(_SOON):
        return asked.framed("import_running.html", name="import", staged=staged, seconds=job.seconds)
    try:
        found = cast("Checked", job.result)
    except LinliError as error:
        return asked.framed("import_refused.html", name="import", staged=staged, error=error)
    if (form := asked.said("as")) is not None:
        return sheets_as_file(asked, asked.say("import.issues"), [_issue_sheet(asked, found)], form)
    return _shown(asked, staged, found)


@router.post("/import/{id}/confirm")
def confirm(id: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Take the files in; where they would change something else by now, they are checked again and shown."""
    staging, whose = _staging(asked), _whose(asked)
    staged = staging.claim(whose, id, sent.said("digest") or "")
    try:
        found = taken(asked, staged, sent.said("agreed") or "")
    except StaleRevision:
        return _again(asked, staging, staged)
    except BaseException:
        staging.put_back(staged)
        raise
    if found.failed:
        staging.put_back(staged)
        _check(asked, staged)
        return RedirectResponse(link(asked.request, f"/import/{id}"), _SEE_OTHER)
    remove(staged)
    if found.revision == found.before:
        return see(asked, "/import", [asked.say("import.nothing_new")])
    return see(asked, f"/changes/{found.revision}", [asked.say("import.done", revision=found.revision)])


def _again(asked: Asked, staging: Staging, staged: Staged) -> Response:
    """Show files anew, and say what of that differs from what was agreed to."""
    agreed = _jobs(asked).of(_whose(asked), staged.job)
    staged.base = asked.live.store.revision().number
    staging.put_back(staged)
    job = _check(asked, staged)
    told = [asked.say("import.meanwhile")]
    if agreed.within(0) and job.within(_SOON):
        told += differing(asked, agreed.result, job.result)
    return see(asked, f"/import/{staged.id}", told, show="changes")


@router.post("/import/{id}/discard")
def discard(id: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:  # noqa: ARG001 - its token is checked
    """Remove the files unread."""
    _staging(asked).discard(_whose(asked), id)
    return see(asked, "/import", [asked.say("import.discarded")])


def _check(asked: Asked, staged: Staged) -> Job:
    job = _jobs(asked).begin(_whose(asked), "import.checking", lambda: checked(asked, staged, dry_run=True))
    staged.job = job.id
    return job


def _shown(asked: Asked, staged: Staged, found: Checked) -> Response:
    changes = [(sort, text) for sort, texts in found.changes for text in texts]
    telling = (asked.said("show") or ("issues" if found.issues else "changes")) == "changes"
    return asked.framed(
        "import.html",
        name="import",
        staged=staged,
        found=found,
        telling=telling,
        shown=part_of(asked, changes if telling else found.issues),
        counts={one: sum(wrong.severity == one for wrong in found.issues) for one in ("error", "warning", "note")},
    )


def _issue_sheet(asked: Asked, found: Checked) -> AnswerSheet:
    say = asked.say
    rows = tuple((say(f"severity.{one.severity}"), one.place, one.text, one.hint, one.count) for one in found.issues)
    headers = ("import.severity", "import.place", "import.text", "import.hint", "import.count")
    return AnswerSheet("issues", say("import.issues"), tuple(map(say, headers)), rows, frozenset({4}))


def _whose(asked: Asked) -> str:
    return asked.account.name


def _staging(asked: Asked) -> Staging:
    found: Staging = asked.request.app.state.staging
    return found


def _jobs(asked: Asked) -> Jobs:
    found: Jobs = asked.request.app.state.jobs
    return found
