"""表格: the forms that offices know, what each is for, and each as a file of the place and the day of the page."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, Response
from fastapi.responses import RedirectResponse

from api.console.around import way_up
from api.console.asked import Asked
from api.console.fields import FormField
from api.console.frame import here, link
from api.console.page import Page, page_router
from api.console.pages.jobs import PATIENCE, File
from api.rendering.forms import paper_of, said_of
from api.serving.jobs import Jobs
from api.whoami import user
from graph.answers.options import Holds
from graph.forms.register import FORMS, Form, form_named
from graph.forms.writers import writer_named

router = page_router()
PAGE = Page("/forms", "forms", router)
_SEE_OTHER = 303


@router.get("/forms")
def forms(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the forms, each with what it is asked with."""
    listed = [(one, _fields(asked, one), one.private and asked.account.role.writes) for one in FORMS.values()]
    crumbs = way_up(asked, asked.within)
    return asked.framed("forms.html", name="forms", crumbs=crumbs, forms=listed)


@router.get("/forms/{form}")
def form(form: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Return a form as a file; one that is drawn is made while one does otherwise, where it takes long."""
    one = form_named(form)
    writer = writer_named(asked.said("as") or one.formats[0], one.formats)
    said = said_of(one, {option.word: asked.said(option.word) for option in one.options})
    by, lang, on = asked.account.name or user(), asked.lang, asked.on
    network, rules, showing, key = asked.network, asked.rules, asked.showing, asked.key

    def made() -> File:
        paper = paper_of(one, said, network, rules, showing, key, by, lang)
        with TemporaryDirectory(prefix="linli-form-") as folder:
            path = Path(folder) / f"form.{writer.name}"
            writer.write(path, paper, lang, on)
            return File(path.read_bytes(), writer.media, f"{one.caption(lang)}.{writer.name}", here(asked.request))

    if not one.drawn:
        return made().attached()
    same = ("form", one.name, asked.served.mark, on, asked.within, by, lang)
    jobs: Jobs = asked.request.app.state.jobs
    job = jobs.begin(asked.account.name, f"form.{one.name}", made, same)
    if not job.within(PATIENCE):
        return RedirectResponse(link(asked.request, f"/jobs/{job.id}"), _SEE_OTHER)
    done: File = job.result
    return done.attached()


def _fields(asked: Asked, one: Form) -> list[FormField]:
    """Return the fields of what a form is asked with; a thing is written by its name."""
    return [
        FormField(
            option.word,
            asked.say(f"forms.field.{option.word}"),
            "date" if option.holds is Holds.DAY else "text",
            asked.several(option.word),
            required=option.required,
        )
        for option in one.options
    ]
