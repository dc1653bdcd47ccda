"""Forms as files: one address, the form and the format by name; only what whoever asks may see is on them."""

from __future__ import annotations

from functools import partial
from inspect import Parameter, Signature
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Response

from api.languages import language_of
from api.rendering.forms import OPTIONS, paper_of, said_of
from api.routes.described import PROBLEMS
from api.routes.parameters import strict
from api.routes.questions import of_kinds
from api.routes.replies import NO_STORE
from api.routes.requested import RequestedWithin, account_of, showing_of
from api.whoami import user
from graph.forms.register import FORMS, Form, form_named
from graph.forms.writers import WRITERS, Writer, writer_named

_DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The form as a file",
        "content": {one.media: {"schema": {"type": "string", "format": "binary"}} for one in WRITERS.values()},
    }
}
_FORM = Path(description=f"One of {', '.join(FORMS)}", examples=["structure"])
_FORMAT = Query(description=f"One of {', '.join(WRITERS)}; left out: xlsx, of what is drawn pdf")
_PERSONAL = Query(description="Write what is personal too, where the form has it, and log that it was shown")

router = APIRouter(prefix="/v1/exports", tags=["exports"], dependencies=[Depends(strict)], responses=PROBLEMS)


def exported(
    form: str, requested: RequestedWithin, *, format: str | None = None, personal: bool = False, **said: Any
) -> Response:
    """Write a form that offices know: a chart, a roster, a list of gaps, a report of a month and others."""
    one = form_named(form)
    writer = writer_named(format or one.formats[0], one.formats)
    network, lang = requested.network, language_of(requested.request)
    paper = paper_of(
        one,
        said_of(one, said),
        network,
        requested.rules,
        showing_of(requested.request, network, personal=personal and one.private),
        partial(of_kinds, network),
        account_of(requested.request).name or user(),
        lang,
    )
    with TemporaryDirectory(prefix="linli-form-") as folder:
        path = FilePath(folder) / f"form.{writer.name}"
        writer.write(path, paper, lang, requested.on)
        return _file(path.read_bytes(), one, writer, lang)


def _file(content: bytes, form: Form, writer: Writer, lang: str) -> Response:
    """Return a file that is saved under what the form is called."""
    called = quote(f"{form.caption(lang)}.{writer.name}")
    said = f"attachment; filename=\"{form.name}.{writer.name}\"; filename*=UTF-8''{called}"
    return Response(content, media_type=writer.media, headers={"Cache-Control": NO_STORE, "Content-Disposition": said})


def _signature() -> Signature:
    """Return what the address takes: of all forms every option once, as FastAPI reads it."""
    keyword = Parameter.KEYWORD_ONLY
    own = [
        Parameter("form", keyword, annotation=Annotated[str, _FORM]),
        Parameter("requested", keyword, annotation=Annotated[RequestedWithin, Depends()]),
        Parameter("format", keyword, annotation=Annotated[str | None, _FORMAT], default=None),
        Parameter("personal", keyword, annotation=Annotated[bool, _PERSONAL], default=False),
    ]
    asked = [
        Parameter(word, keyword, annotation=Annotated[str | None, Query(description=option.said)], default=None)
        for word, option in OPTIONS.items()
    ]
    return Signature([*own, *asked])


exported.__signature__ = _signature()  # type: ignore[attr-defined]
router.get("/{form}", response_class=Response, responses=_DESCRIBED)(exported)
