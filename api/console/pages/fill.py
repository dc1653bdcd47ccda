"""一表通: a blank form is sent with its map and comes back filled; without a map, a first one is proposed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, Request, Response, UploadFile
from starlette.datastructures import UploadFile as Sent

from api.console.asked import Asked
from api.console.downloads import attached
from api.console.page import WRITERS, Page, page_router
from api.errors import BadParameter
from api.rendering.form_back import came_back
from api.rendering.form_book import FormBook
from api.routes.lists import WORKBOOK
from api.routes.requested import RequestedWithin, showing_of
from api.routes.uploads import kept
from loaders.filling.book import check_blank
from loaders.filling.draft import draft
from loaders.filling.plan import read_plan
from loaders.readers import reading_once

router = page_router()
PAGE = Page("/fill", "fill", router, roles=WRITERS, menu=False)  # the page of imports leads to it
_YAML = "application/yaml; charset=utf-8"
_FIELDS = 5


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
    return asked.framed("fill.html", name="fill", found=None)


@router.post("/fill/back")
def back(asked: Annotated[Asked, Depends()], sent: Annotated[SentBlank, Depends(blank_sent)]) -> Response:
    """Show the cells of a form that came back which differ from the ledger now, with whom to ask."""
    if sent.map is None:
        raise BadParameter("http_missing", parameter="map")
    request, live = asked.request, asked.live
    with live.slots.taken(), kept([sent.blank, sent.map]) as (file, said), reading_once():
        check_blank(file)
        plan = read_plan(said)

        def book(on: date, revision: int | None) -> FormBook:
            then = RequestedWithin(request, live, on.isoformat(), revision, asked.within)
            showing = showing_of(request, then.network)
            return FormBook(plan, then.network, then.rules, then.names, showing, lang=asked.lang)

        found = came_back(file, book)
    return asked.framed("fill.html", name="fill", found=found)


@router.post("/fill")
def fill(asked: Annotated[Asked, Depends()], sent: Annotated[SentBlank, Depends(blank_sent)]) -> Response:
    """Return the form filled from the ledger of the place that is looked at, or a first map of it."""
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
