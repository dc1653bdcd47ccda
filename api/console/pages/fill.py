"""一表通: a blank form is sent with its map and comes back filled; without a map, a first one is proposed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, Request, Response, UploadFile
from starlette.datastructures import UploadFile as Sent

from api.console.asked import Asked
from api.console.downloads import attached
from api.console.importing.staging import Staged, remove
from api.console.page import WRITERS, Page, page_router
from api.console.returned import looked_at, put_down, returned_of
from api.console.seeing import see
from api.console.sent import SentForm
from api.errors import BadParameter, status_of
from api.problems import problem_document
from api.rendering.form_back import CameBack
from api.rendering.form_book import FormBook
from api.routes.lists import WORKBOOK
from api.routes.uploads import kept
from graph.errors import LinliError, StaleRevision
from loaders.filling.book import check_blank
from loaders.filling.draft import draft
from loaders.filling.plan import read_plan
from loaders.readers import reading_once

router = page_router()
PAGE = Page("/fill", "fill", router, roles=WRITERS, menu=False)  # the page of imports leads to it
_YAML = "application/yaml; charset=utf-8"
_FIELDS = 5
_FINE, _MEANWHILE, _REFUSED = 200, 409, 422


@dataclass(frozen=True)
class SentBlank:
    """What the page sends: a blank form, and its map where there is one."""

    blank: UploadFile
    map: UploadFile | None


async def blank_sent(request: Request) -> AsyncIterator[SentBlank]:
    """Yield what a form sent; its files are closed afterwards.

    Raises:
        BadParameter: There is no blank form in it.
    """
    async with request.form(max_files=2, max_fields=_FIELDS) as form:
        sent = {
            name: UploadFile(one.file, size=one.size, filename=one.filename)
            for name, one in form.multi_items()
            if isinstance(one, Sent) and one.filename
        }
        if "file" not in sent:
            raise BadParameter("http_missing", parameter="file")
        yield SentBlank(sent["file"], sent.get("map"))


@router.get("/fill")
def page(asked: Annotated[Asked, Depends()]) -> Response:
    """Show where a blank form and its map are sent."""
    return _sending(asked)


@router.post("/fill/back")
def back(asked: Annotated[Asked, Depends()], sent: Annotated[SentBlank, Depends(blank_sent)]) -> Response:
    """Show the cells of a form that came back which differ from the ledger now, with whom to ask."""
    if sent.map is None:
        return _sending(asked, BadParameter("http_missing", parameter="map"))
    kept_here, base = returned_of(asked), asked.live.store.revision().number
    try:
        with asked.live.slots.taken():
            staged = kept_here.take_in(asked.account.name, [sent.blank, sent.map], base, {})
            try:
                found = looked_at(asked, staged)
            except BaseException:
                kept_here.discard(asked.account.name, staged.id)
                raise
    except LinliError as error:
        return _sending(asked, error)
    if not found.figures:  # then nothing is left to be confirmed
        kept_here.discard(asked.account.name, staged.id)
    return _differing(asked, staged, found)


@router.post("/fill/back/{id}/record")
def record(id: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Record the numbers of a form that came back, as they were shown; where others wrote since, show it again."""
    kept_here, live = returned_of(asked), asked.live
    staged = kept_here.claim(asked.account.name, id, sent.said("digest") or "")
    try:
        with live.slots.taken():
            made = put_down(asked, staged)
    except StaleRevision:
        staged.base = live.store.revision().number
        kept_here.put_back(staged)
        return _differing(asked, staged, looked_at(asked, staged), [asked.say("import.meanwhile")], status=_MEANWHILE)
    except BaseException:
        kept_here.put_back(staged)
        raise
    told = made.lines(asked.lang, own=False)
    if made.failed:
        kept_here.put_back(staged)
        return _differing(asked, staged, made.found, told, status=_REFUSED)
    remove(staged)
    return see(asked, "/fill" if made.revision is None else f"/changes/{made.revision}", told)


def _sending(asked: Asked, error: LinliError | None = None) -> Response:
    """Return the page where forms are sent, with what was wrong with the one that was."""
    path = asked.request.url.path
    problem = None if error is None else problem_document(error, asked.lang, path, page=True)
    status = _FINE if error is None else status_of(error)
    return asked.framed("fill.html", name="fill", status=status, found=None, staged=None, problem=problem)


def _differing(
    asked: Asked, staged: Staged, found: CameBack, wrong: Sequence[str] = (), *, status: int = _FINE
) -> Response:
    return asked.framed("fill.html", name="fill", status=status, found=found, staged=staged, wrong=wrong, problem=None)


@router.post("/fill")
def fill(asked: Annotated[Asked, Depends()], sent: Annotated[SentBlank, Depends(blank_sent)]) -> Response:
    """Return the form filled from the ledger of the place that is looked at, or a first map of it."""
    try:
        return _filled(asked, sent)
    except LinliError as error:
        return _sending(asked, error)


def _filled(asked: Asked, sent: SentBlank) -> Response:
    files = [sent.blank, *([] if sent.map is None else [sent.map])]
    with asked.live.slots.taken(), kept(files) as (blank, *said), reading_once():
        check_blank(blank)
        network = asked.whole.within(asked.within)
        if not said:
            words = asked.rules.vocabulary()
            return attached(draft(blank, words).encode(), _YAML, f"{blank.stem}.yaml")
        note = asked.say("picture.by", name=asked.account.name)
        plan = read_plan(said[0])
        book = FormBook(plan, network, asked.rules, asked.names, asked.showing, lang=asked.lang, note=note)
        with TemporaryDirectory(prefix="linli-page-") as folder:
            path = Path(folder) / "form.xlsx"
            book.write(blank, path)
            return attached(path.read_bytes(), WORKBOOK, f"{blank.stem}-已填.xlsx")
