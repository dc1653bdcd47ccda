"""Lists as workbooks: a community's three, its 认领表, a partner's own; they come back by ``/v1/imports``."""

from __future__ import annotations

from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Response

from api.access.receipts import new_receipt
from api.rendering.lists import ListBook
from api.routes.described import PROBLEMS
from api.routes.parameters import strict
from api.routes.replies import NO_STORE
from api.routes.requested import RequestedWithin, account_of, live_of, viewer_of
from api.whoami import user
from graph.viewing import Showing, outsider
from graph.words import caption
from loaders.receipts import Receipt

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A workbook; take it back by `POST /v1/imports`",
        "content": {WORKBOOK: {"schema": {"type": "string", "format": "binary"}}},
    }
}

router = APIRouter(prefix="/v1/lists", tags=["lists"], dependencies=[Depends(strict)], responses=PROBLEMS)

Asked = Annotated[RequestedWithin, Depends()]
Partner = Annotated[
    str, Path(description="Id of a unit, team or person that gives", examples=["organisation-5222ni5m42r262ec"])
]


@router.get("", response_class=Response, responses=_DESCRIBED)
def lists(asked: Asked) -> Response:
    """Write the lists of demands, offers and projects, for the office."""
    return _book("lists", asked)


@router.get("/claims", response_class=Response, responses=_DESCRIBED)
def claims(asked: Asked) -> Response:
    """Write the claim sheet: the best three for each demand, with boxes to sign; nothing that givers may not know."""
    return _book("claims", asked)


@router.get("/partners/{id}", response_class=Response, responses=_DESCRIBED)
def partner(id: Partner, asked: Asked) -> Response:
    """Write one partner's own workbook: what it offers, was asked and could do, and nothing else."""
    return _book("partner", asked, id)


def _book(what: str, asked: RequestedWithin, partner: str | None = None) -> Response:
    """Return a workbook; only that of the office is for whoever reaches the service, the others leave it."""
    purpose = f"{asked.request.method} {asked.request.url.path}"
    viewer = viewer_of(asked.request) if what == "lists" else outsider(purpose)
    network = asked.network
    showing, who = Showing(viewer, network), account_of(asked.request).name or user()

    def giving(of: str) -> Receipt:
        return new_receipt(live_of(asked.request).store.where, of, who, ("http", purpose))

    book = ListBook(what, network, asked.rules, asked.names, showing, user(), partner, giving)
    with TemporaryDirectory(prefix="linli-lists-") as folder:
        path = FilePath(folder) / f"{what}.xlsx"
        book.write(path)
        content = path.read_bytes()
    name = caption("lists" if what == "lists" else f"lists.{what}.file", "zh")
    said = f"attachment; filename=\"{what}.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    return Response(content, media_type=WORKBOOK, headers={"Cache-Control": NO_STORE, "Content-Disposition": said})
