"""The forms that offices know, one line each: its options, and whom it is for.

``function_of`` finds what makes one by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from graph.answers import bulletin as posted
from graph.answers import served
from graph.answers.options import Holds, Option
from graph.errors import NotFound
from graph.forms.writers import WRITERS
from graph.words import LANGUAGES, caption
from graph.words.listed import Listed

if TYPE_CHECKING:
    from graph.forms.asked import Asked
    from graph.forms.paper import Paper
    from graph.network import Network
    from graph.rules import Rules
    from graph.viewing import Showing


@dataclass(frozen=True)
class Form:
    """A form, as surfaces and tests know it.

    Attributes:
        name: Its name, also of its module and function; ``form.NAME`` is what it is called, ``form.NAME.said`` why.
        options: What it may be asked with, beside a place and a day.
        wall: Whether it is for everybody to read; else it is for the office, and says so (SEMANTICS F1).
        paper: Whether it is usually printed rather than worked on.
        private: Whether it has columns that are there only where what is personal is asked for.
        formats: What it can be written as; what is drawn is for paper alone.
        question: The question whose answer as a workbook it is; empty = of none.
    """

    name: str
    options: tuple[Option, ...] = ()
    wall: bool = False
    paper: bool = True
    private: bool = False
    formats: tuple[str, ...] = tuple(WRITERS)
    question: str = ""

    @property
    def drawn(self) -> bool:
        """Whether it is drawn, a page a community: of a street that takes a while."""
        return "xlsx" not in self.formats

    def caption(self, lang: str) -> str:
        """Return its caption."""
        return caption(f"form.{self.name}", lang)

    def said(self, lang: str) -> str:
        """Return its purpose."""
        return caption(f"form.{self.name}.said", lang)


_MONTH = Option("month", Holds.TEXT, "The month, such as 2024-10; left out: the last that is over")

FORMS: dict[str, Form] = {
    one.name: one
    for one in (
        Form("structure"),
        Form("roster", private=True),
        Form("gaps"),
        Form("wall", wall=True),
        Form("terms"),
        Form("checked_in"),
        Form("month", options=(_MONTH,)),
        Form("bulletin", options=posted.QUESTION.options, wall=True, question="bulletin"),
        Form(
            "feedback",
            options=(
                Option(
                    "unit", Holds.REFERENCE, "Id of one unit; left out: all that reported in", kinds=("organisation",)
                ),
            ),
        ),
        Form("certificate", options=served.QUESTION.options, question="served"),
        Form("chain", formats=("pdf",)),
        Form("grids", formats=("pdf",)),
    )
}


def form_named(name: str, beside: Iterable[tuple[str, str]] = ()) -> Form:
    """Return a form by its name, or by its caption in either language.

    Args:
        name: What was said.
        beside: What else could be said there, each with what it is called: a refusal lists it after the forms.

    Raises:
        NotFound: There is none of that name.

    Example:
        >>> form_named("组织架构").name, form_named("structure").paper
        ('structure', True)
    """
    called = {one.caption(lang).casefold(): one for one in FORMS.values() for lang in LANGUAGES}
    found = FORMS.get(name) or called.get(name.strip().casefold())
    if found is None:
        known = [*((one.name, one.caption("zh")) for one in FORMS.values()), *beside]
        raise NotFound("no_such_form", ref=name, candidates=Listed(f"{one}（{called}）" for one, called in known))
    return found


def form_of(question: str) -> Form:
    """Return the form that the workbook of a question is.

    Example:
        >>> form_of("served").name
        'certificate'
    """
    return next(one for one in FORMS.values() if one.question == question)


def function_of(form: str) -> Callable[[Network, Rules, Showing, Asked], Paper]:
    """Return the function that makes a form of the register."""
    found: Callable[[Network, Rules, Showing, Asked], Paper] = getattr(import_module(f"graph.forms.{form}"), form)
    return found
