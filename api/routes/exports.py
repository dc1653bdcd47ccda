"""Forms and graphs as files: one address, each by name; only what whoever asks may see is on them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.languages import language_of
from api.rendering.forms import OPTIONS, paper_of, said_of
from api.routes.described import PROBLEMS, document
from api.routes.graphs import GRAPHS, Graph
from api.routes.jobs import PATIENCE, File, begun, jobs_of
from api.routes.parameters import strict
from api.routes.questions import of_kinds
from api.routes.requested import RequestedWithin, account_of, showing_of
from api.whoami import user
from graph.forms.register import FORMS, form_named
from graph.forms.sheaf import pages
from graph.forms.writers import WRITERS, writer_named
from graph.words import caption

_DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The form or the graph as a file",
        "content": {
            media.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for media in [*(one.media for one in WRITERS.values()), *(one.media for one in GRAPHS.values())]
        },
    },
    202: {
        "description": "Begun: look at the address in `Location` again after `Retry-After` seconds",
        "headers": {
            "Location": {"description": "Where its status is told", "schema": {"type": "string"}},
            "Retry-After": {"description": "Seconds", "schema": {"type": "integer"}},
        },
        "content": document("JobStatus"),
    },
}
_FORM = Path(description=f"One of {', '.join((*FORMS, *GRAPHS))}", examples=["structure"])
_FORMAT = Query(description=f"One of {', '.join(WRITERS)}; left out: xlsx, of what is drawn pdf")
_PERSONAL = Query(description="Write what is personal too, where the form has it, and log that it was shown")

router = APIRouter(prefix="/v1/exports", tags=["exports"], dependencies=[Depends(strict)], responses=PROBLEMS)


def exported(
    form: str, requested: RequestedWithin, *, format: str | None = None, personal: bool = False, **said: Any
) -> Response:
    """Write a form that offices know: a chart, a roster, a list of gaps, a report of a month and others; or the graph.

    A graph is for another program, and only what is open is in it. What takes longer than a request should, such as
    what is drawn of several communities, is begun: its status and the file are had at the address that `Location`
    names.
    """
    if form in GRAPHS:
        GRAPHS[form].refuse({**said, "format": format, "personal": personal})
        return _graph(GRAPHS[form], requested)
    one = form_named(form, ((graph.name, caption(graph.title, "zh")) for graph in GRAPHS.values()))
    writer = writer_named(format or one.formats[0], one.formats)
    request, network, rules, on = requested.request, requested.network, requested.rules, requested.on
    asked, lang, by = said_of(one, said), language_of(request), account_of(request).name or user()
    showing = showing_of(request, network, personal=personal and one.private)
    key = partial(of_kinds, network)

    def made() -> File:
        paper = paper_of(one, asked, network, rules, showing, key, by, lang)
        with TemporaryDirectory(prefix="linli-form-") as folder:
            path = FilePath(folder) / f"form.{writer.name}"
            writer.write(path, paper, lang, on)
            return File(path.read_bytes(), writer.media, f"{one.name}.{writer.name}", one.caption(lang))

    if not (one.drawn and pages(network) > 1):
        return made().attached()
    same = ("export", one.name, requested.served.mark, on, requested.within, by, lang)
    return _soon(request, f"form.{one.name}", made, same)


def _graph(graph: Graph, requested: RequestedWithin) -> Response:
    """Return the graph as a file, or that it is begun."""
    request, lang = requested.request, language_of(requested.request)
    network, rules = requested.network, requested.rules

    def made() -> File:
        text = graph.write(network, rules, lang)
        return File(text.encode(), graph.media, f"linli.{graph.ending}", caption(graph.title, lang))

    same = ("export", graph.name, requested.served.mark, requested.on, requested.within, lang)
    return _soon(request, graph.title, made, same)


def _soon(request: Request, title: str, made: Callable[[], File], same: Hashable) -> Response:
    """Return a file if it was made before or is soon, else that it is begun."""
    job = jobs_of(request).begin(account_of(request).name, title, made, same)
    if job.within(PATIENCE):
        done: File = job.result
        return done.attached()
    return begun(request, job)


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
