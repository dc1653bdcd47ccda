"""推演: a plan is sent and shown, line by line and as a whole; two are compared; confirmed, one is carried out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, Response
from fastapi.responses import RedirectResponse

from api.access import Role
from api.console.asked import Asked
from api.console.carrying import carry_out_to, undo_last
from api.console.downloads import attached, sheets_as_file
from api.console.frame import link
from api.console.importing.sent_files import FilesForm
from api.console.importing.staging import Staged, Staging
from api.console.page import EVERYBODY, Page, page_router
from api.console.planned import PlanPage, compared_sheets, laid_out, sheets_of
from api.console.seeing import see
from api.console.sent import SentForm
from api.errors import BadParameter, NotAllowed, status_of
from api.problems import problem_document
from api.rendering.compared import only_lines
from api.rendering.plans import LineTold
from api.routes.uploads import kept
from graph.errors import BadInput, LinliError
from loaders.plans import read_plan, write_plan_template

router = page_router()
PAGE = Page("/plans", "plans", router, roles=tuple(one for one in EVERYBODY if one is not Role.READER))
_FINE, _SEE_OTHER, _MEANWHILE = 200, 303, 409
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TWO = 2


@router.get("/plans")
def plans(asked: Annotated[Asked, Depends()]) -> Response:
    """Show where a plan is sent, and which were."""
    return _sending(asked)


@router.post("/plans")
def send(asked: Annotated[Asked, Depends()], form: FilesForm) -> Response:
    """Keep one plan, or two; what is none is told beside where it is sent, and no other has to go for it."""
    base = asked.live.newest.revision.number
    try:
        if len(form.files) > _TWO:
            raise BadParameter("plan_files", parameter="file", found=len(form.files))
        with asked.live.slots.taken(), kept(form.files) as paths:
            if not all(read_plan(path, asked.rules.vocabulary()).lines for path in paths):
                raise BadInput("plan_empty")
        for one in form.files:
            one.file.seek(0)
        staged = _staging(asked).take_in(asked.account.name, form.files, base, {})
    except LinliError as error:
        return _sending(asked, error)
    return RedirectResponse(link(asked.request, f"/plans/{staged.id}"), _SEE_OTHER)


@router.get("/plans/template")
def template(asked: Annotated[Asked, Depends()]) -> Response:
    """Return the empty plan."""
    with TemporaryDirectory(prefix="linli-page-") as folder:
        path = Path(folder) / "plan.xlsx"
        write_plan_template(path, asked.rules.vocabulary(), asked.lang)
        return attached(path.read_bytes(), _WORKBOOK, f"{asked.say('plan.sheet')}.xlsx")


@router.get("/plans/{id}")
def look(id: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Show what a plan would do, or what two would."""
    staged = _staging(asked).of(asked.account.name, id)
    page = laid_out(asked, staged)
    if (form := asked.said("as")) is not None:
        return sheets_as_file(asked, asked.say("plan.sheet"), sheets_of(asked, page), form)
    return _shown(asked, staged, page)


@router.post("/plans/{id}/apply")
def apply(id: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Carry a plan out as it was shown, all or up to a line; where it would do otherwise by now, it is shown again."""
    staged = _staging(asked).of(asked.account.name, id)
    asked.live.refresh()
    page = laid_out(asked, staged)
    if page.compared is not None or not page.plans or sent.said("digest") != page.one.digest:
        return _shown(asked, staged, page, status=_MEANWHILE)
    after = carry_out_to(asked, _staging(asked), staged, page, sent.number("to"))
    new = after.carried[len(page.carried) :]
    numbers = [one.revision for one in new if one.revision is not None]
    if not numbers:
        return see(asked, f"/plans/{id}", [asked.say("adjust.nothing_new")])
    told = [asked.say("plan.page.done", count=len(numbers), first=numbers[0], last=numbers[-1])]
    return see(asked, f"/plans/{id}", [*told, asked.say("plan.came" if after.same else "plan.came_otherwise")])


@router.post("/plans/{id}/alone")
def alone(id: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Keep one of two plans that were compared by itself, so that it may be carried out."""
    staged = _staging(asked).one_of(asked.account.name, id, sent.number("at") or 0)
    return RedirectResponse(link(asked.request, f"/plans/{staged.id}"), _SEE_OTHER)


@router.post("/plans/{id}/undo")
def undo(id: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Undo the last line that was written."""
    if not asked.account.role.writes:
        raise NotAllowed(role=asked.account.called)
    staged = _staging(asked).of(asked.account.name, id)
    line, made = undo_last(asked, _staging(asked), staged, sent.number("revision"))
    return see(asked, f"/plans/{id}", [asked.say("plan.page.undone", number=line.step.line.number, revision=made)])


@router.post("/plans/{id}/discard")
def discard(id: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:  # noqa: ARG001 - its token is checked
    """Remove what was sent."""
    _staging(asked).discard(asked.account.name, id)
    return see(asked, "/plans", [asked.say("plan.page.discarded")])


def _sending(asked: Asked, error: LinliError | None = None) -> Response:
    """Return the page where plans are sent, with what was wrong with those that were."""
    path = asked.request.url.path
    problem = None if error is None else problem_document(error, asked.lang, path, page=True)
    status = _FINE if error is None else status_of(error)
    waiting = _staging(asked).all_of(asked.account.name)
    return asked.framed("plans.html", name="plans", status=status, waiting=waiting, problem=problem)


def _shown(asked: Asked, staged: Staged, page: PlanPage, *, status: int = 200) -> Response:
    compared = page.compared
    say = None if compared is None else compared.captions(asked.lang)
    return asked.framed(
        "plan.html",
        name="plans",
        status=status,
        staged=staged,
        page=page,
        lang=asked.lang,
        does=[tuple(one.whole.does()) for one in page.plans],
        noted=[tuple(one.whole.noted()) for one in page.plans],
        gaps=None if compared is None else compared.answer.totals["gaps"],
        sheets=[] if compared is None or say is None else list(compared_sheets(compared, say)),
        only=[] if compared is None or say is None else list(only_lines(compared, say)),
        carried=[(LineTold(one.step).title(asked.lang), one.revision) for one in page.carried],
        writable=page.writable(page.one) if compared is None and page.plans and asked.account.role.writes else [],
        meanwhile=status == _MEANWHILE,
    )


def _staging(asked: Asked) -> Staging:
    found: Staging = asked.request.app.state.planned
    return found
