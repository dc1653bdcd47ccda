"""A blank form and its map come back as a filled form, one that came back as what differs in it (SEMANTICS Y6, Y7)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Described

from api.languages import language_of
from api.problems import MEDIA
from api.rendering import rendered
from api.rendering.form_back import CameBack, came_back
from api.rendering.form_book import FormBook
from api.rendering.form_recorded import recorded
from api.routes.described import PROBLEMS, WRITING_PROBLEMS, document, returned
from api.routes.imports import unmoved
from api.routes.lists import WORKBOOK
from api.routes.parameters import Within, strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork, RequestedWithin, by_of, viewer_of
from api.routes.uploads import kept
from api.routes.writing import By, DryRun, Expected, told
from api.serving import Watched
from graph.viewing import Showing
from graph.words import caption
from loaders.filling.book import check_blank
from loaders.filling.plan import Plan, read_plan
from loaders.readers import reading_once

router = APIRouter(
    prefix="/v1", tags=["forms"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)
_DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The form filled, with the sheets 依据 (what values rest on) and 未填清单 (what is left)",
        "content": {WORKBOOK: {"schema": {"type": "string", "format": "binary"}}},
    }
}
_FINE, _MADE, _REFUSED = 200, 201, 422
_RECORDED: dict[int | str, dict[str, Any]] = {
    _FINE: returned("FormRecorded", "Checked (`dry_run`), or there is nothing to record that is new"),
    _MADE: returned("FormRecorded", "Recorded: there is a new revision"),
    _REFUSED: {
        "description": "Nothing was written: `report` says why, or a problem with the request",
        "content": {
            **document("FormRecorded"),
            **document("Problem", MEDIA),
        },
    },
}


class Returned(BaseModel):
    """The form of the request: a filled form that came back, and its map; nothing else."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile = Described(description="The form that came back, .xlsx, with its sheet 依据")
    map: UploadFile = Described(description="The map that it was filled by (YAML)")


class Blank(BaseModel):
    """The form of the request: a blank form and its map; nothing else."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile = Described(description="The blank form, .xlsx")
    map: UploadFile = Described(description="Which cell asks for what, as `linli fill --draft` proposes it (YAML)")


@router.post("/fill", response_class=Response, responses=_DESCRIBED)
def fill(
    request: Request, live: LiveNetwork, asked: Annotated[RequestedWithin, Depends()], form: Annotated[Blank, File()]
) -> Response:
    """Fill a blank form from the ledger of a place; what cannot be filled is listed in it, with whom to ask."""
    with live.slots.taken(), kept([form.file, form.map]) as (blank, said), reading_once():
        check_blank(blank)
        note = caption("picture.by", "zh", name=by_of(request, None))
        book = _book(request, asked, read_plan(said), note)
        with TemporaryDirectory(prefix="linli-forms-") as folder:
            path = Path(folder) / "form.xlsx"
            book.write(blank, path)
            content = path.read_bytes()
        named = quote(f"{blank.stem}-已填.xlsx")
    headers = {
        "Cache-Control": NO_STORE,
        "Content-Disposition": f"attachment; filename=\"form.xlsx\"; filename*=UTF-8''{named}",
    }
    return Response(content, media_type=WORKBOOK, headers=headers)


@router.post("/fill/back", responses={200: returned("FormCameBack")})
def back(request: Request, live: LiveNetwork, form: Annotated[Returned, File()], within: Within = None) -> Response:
    """Tell the cells of a form that came back which differ from the ledger now, with whom to ask; write nothing."""
    with live.slots.taken(), kept([form.file, form.map]) as (file, said), reading_once():
        found = _came_back(request, live, within, file, said)
    return told(request, found.document(), new=False)


@router.post("/fill/record", responses=_RECORDED)
def record(
    request: Request,
    live: LiveNetwork,
    form: Annotated[Returned, File()],
    *,
    within: Within = None,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Record the numbers of a form that came back as figures, beside the counts of the ledger; tell what differs."""
    with live.slots.taken(), kept([form.file, form.map]) as (file, said), reading_once():
        found = _came_back(request, live, within, file, said)
        with live.importing:
            unmoved(live, expected)
            made = recorded(
                found, live.store, by=by_of(request, by), rules=live.rules, dry_run=dry_run, expected=expected
            )
    live.refresh()  # who wrote it sees it at once
    lang = language_of(request)
    status = _REFUSED if made.failed and not dry_run else _FINE if made.revision is None else _MADE
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    return Response(rendered(made.document(live.rules, viewer_of(request), lang)) + "\n", status, headers, JSON)


def _came_back(request: Request, live: Watched, within: str | None, file: Path, said: Path) -> CameBack:
    """Return what differs in a form that came back, as far as whoever asks may know."""
    check_blank(file)
    plan = read_plan(said)

    def book(on: date, revision: int | None) -> FormBook:
        return _book(request, RequestedWithin(request, live, on.isoformat(), revision, within), plan)

    return came_back(file, book)


def _book(request: Request, asked: RequestedWithin, plan: Plan, note: str = "") -> FormBook:
    """Return a map laid over what a request asks of."""
    showing = Showing(viewer_of(request), asked.network)
    lang = language_of(request)
    return FormBook(plan, asked.network, asked.rules, asked.names, showing, lang=lang, note=note)
