"""Files into the store, all or nothing; the report is the one that ``linli load --json`` prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Described

import graph
from api.access.receipts import receipts_of
from api.errors import BadParameter
from api.languages import language_of
from api.problems import MEDIA
from api.rendering import rendered
from api.rendering.changes import load_document, told_of
from api.routes.described import PROBLEMS, WRITING_PROBLEMS, document, returned
from api.routes.parameters import strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork, by_of, viewer_of
from api.routes.uploads import kept
from api.serving import Watched
from graph.errors import BadInput, NotFound, StaleRevision
from loaders import detect, load, read_mapping, source_named
from loaders.mapping import FileMap
from loaders.readers import reading_once

router = APIRouter(
    prefix="/v1", tags=["imports"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_MADE, _REFUSED, _FINE = 201, 422, 200
_RESPONSES: dict[int | str, dict[str, Any]] = {
    _FINE: returned("Report", "Checked (`dry_run`), or nothing is new"),
    _MADE: returned("Report", "Written: there is a new revision"),
    _REFUSED: {
        "description": "Nothing was written: the report says why, or a problem with the request",
        "content": {
            **document("Report"),
            **document("Problem", MEDIA),
        },
    },
}


class Upload(BaseModel):
    """The form: files, and what they call things; nothing else, as a `dry_run` here would look heard and not be."""

    model_config = ConfigDict(extra="forbid")

    file: list[UploadFile] = Described(description="Workbooks or tables; several are loaded together")
    map: UploadFile | None = Described(
        default=None, description="What the files call things, where their words are not ours: as `linli map` writes it"
    )


Form = Annotated[Upload, File()]
SourceName = Annotated[str | None, Query(description="The source that knows the files; left out: recognised")]
DryRun = Annotated[bool, Query(description="Check only, write nothing")]
EndMissing = Annotated[bool, Query(description="End what the files say they list completely and leave out")]
Correct = Annotated[
    bool, Query(description="A later start of a tie that is known corrects it; else it begins a new term")
]
AsOf = Annotated[str | None, Query(description="The day that the files are of (source admin_divisions)")]
Set = Annotated[list[str] | None, Query(description="Another option of the source: `NAME=VALUE`", alias="set")]
By = Annotated[str | None, Query(max_length=100, description="Who loads; left out: the user of this machine")]
Expected = Annotated[int | None, Query(ge=0, description="The revision that this was prepared against")]


@router.post("/imports", responses=_RESPONSES)
def imports(  # noqa: PLR0913 - each is a parameter of the address
    request: Request,
    live: LiveNetwork,
    form: Form,
    *,
    source: SourceName = None,
    dry_run: DryRun = False,
    end_missing: EndMissing = False,
    correct: Correct = False,
    as_of: AsOf = None,
    set_: Set = None,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Load files, or with `dry_run` only check them: everything that is wrong with them, in one report."""
    options = {**options_said(set_ or []), **({} if as_of is None else {"as_of": as_of})}
    with live.slots.taken(), kept(form.file) as paths, reading_once():
        mapping = None if form.map is None else mapping_in(form.map)
        named = source or (mapping.source if mapping else None)
        known = known_source(named, paths)  # reads the first file, beside another import
        with live.importing:
            before = unmoved(live, expected)
            report = load(
                known,
                paths,
                live.store,
                by=by_of(request, by),
                dry_run=dry_run,
                end_missing=end_missing,
                correct=correct,
                expected=expected,
                options=options,
                rules=live.rules,
                mapping=mapping,
                receipts=receipts_of(live.store.where),
            )
    live.refresh()  # who wrote it sees it at once
    lang = language_of(request)
    status = _MADE if report.revision != before and not dry_run else _FINE
    if report.failed and not dry_run:
        status = _REFUSED
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    told = told_of(report, live.rules, viewer_of(request), graph.today()) if dry_run else None
    return Response(rendered(load_document(report, told, lang)) + "\n", status, headers, JSON)


def unmoved(live: Watched, expected: int | None) -> int:
    """Return the number of the current revision.

    Raises:
        StaleRevision: It is not the one expected; a dry run says so too.
    """
    number = live.store.revision().number
    if expected not in (None, number):
        raise StaleRevision(expected=expected, found=number)
    return number


def mapping_in(sent: UploadFile) -> FileMap:
    """Return what files call things, as a file that was sent says it.

    Raises:
        BadInput: It cannot be read.
    """
    with kept([sent]) as (path,):
        return read_mapping(path)


def known_source(named: str | None, paths: Any) -> Any:
    """Return the source of some files; files that none knows are a fault of the files."""
    try:
        return detect(paths[0]) if named is None else source_named(named)
    except NotFound as error:
        raise BadInput(error.code, **error.params) from None


def options_said(said: list[str]) -> dict[str, str]:
    """Return further options of a source, each said as `NAME=VALUE`.

    Raises:
        BadParameter: One of them is not.
    """
    found = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals:
            raise BadParameter(parameter="set", found=one, expected="`NAME=VALUE`")
        found[name] = value
    return found
