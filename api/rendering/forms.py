"""A form as surfaces give it: what was said with it read, made for whoever looks, and written to a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api.asking import Keyed, options_with, read
from graph.answers.options import Option
from graph.errors import BadInput
from graph.forms.asked import Asked
from graph.forms.paper import Paper
from graph.forms.register import FORMS, Form, function_of
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing
from graph.words import caption

#: Everything that some form may be asked with, by its name on surfaces.
OPTIONS: Mapping[str, Option] = {option.word: option for form in FORMS.values() for option in form.options}


def said_of(form: Form, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said with a form by name of its options, each as far as it can be read by itself.

    Args:
        form: The form.
        said: By word what was said; None of what was not.

    Raises:
        BadInput: The form needs something that was not said, or has nothing to do with what was.
        BadValue: Something is not what it should be.
    """
    own = {option.word: option for option in form.options}
    for word, value in said.items():
        if value is not None and word not in own:
            raise BadInput("form_option", form=form.caption("zh"), option=word, expected=_listed(form))
    for word, option in own.items():
        if option.required and said.get(word) is None:
            raise BadInput("form_needs", form=form.caption("zh"), option=word)
    return {option.name: read(option, said.get(word)) for word, option in own.items()}


def _listed(form: Form) -> str:
    return " ".join(f"`{option.word}`" for option in form.options) or "—"


def signed(paper: Paper, by: str, lang: str) -> Paper:
    """Return a form for the wall on which who made it wants to stand."""
    *before, last = paper.sheets
    made = caption("notice.by", lang, name=by)
    return replace(paper, sheets=(*before, replace(last, below=(*last.below, made))))


def paper_of(
    form: Form,
    said: Mapping[str, Any],
    network: Network,
    rules: Rules,
    showing: Showing,
    key: Keyed,
    by: str,
    lang: str,
) -> Paper:
    """Return a form as its viewer may see it.

    Args:
        form: The form.
        said: What was said with it, as ``said_of`` returns it.
        network: The network that is asked.
        rules: The rules in force.
        showing: What the viewer is shown.
        key: Reads a reference.
        by: Who makes it.
        lang: ``zh`` or ``en``.

    Raises:
        NotFound: Something that is named is not there, or is not of the kinds that it should be of.
        NotLogged: Something personal would be shown, and that cannot be written down.
    """
    rules, options = options_with(form.options, said, network, rules, showing, key)
    given = {name: value for name, value in options.items() if value is not None}
    return function_of(form.name)(network, rules, showing, Asked(form.name, by, lang, given))
