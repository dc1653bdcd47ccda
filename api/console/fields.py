"""The fields with which a question is asked on a page: made of what it declares, filled with what the address says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.asking import read
from api.console.answered import answered
from api.console.asked import Asked
from api.errors import BadParameter
from graph.answers import Answer
from graph.answers.options import Holds, Option
from graph.answers.question import Question
from graph.errors import BadValue
from graph.words import caption

#: How a browser shows what an option holds; all else is a line of text.
_SORTS = {
    Holds.FLAG: "checkbox",
    Holds.PERSONAL: "checkbox",
    Holds.DAY: "date",
    Holds.ONE_OF: "choice",
    Holds.STATES: "several",
    Holds.PACKS: "several",
    Holds.NORMS: "several",
    Holds.CHAIN: "choice",
    Holds.LEVEL: "choice",
    Holds.AXIS: "choice",
    Holds.CATEGORY: "choice",
}
#: Options shown as a box to tick.
_TICKED = (Holds.FLAG, Holds.PERSONAL)


@dataclass(frozen=True)
class FormField:
    """One field of a form.

    Attributes:
        name: Its name in the address.
        title: What stands beside it.
        sort: ``text``, ``date``, ``checkbox``, ``choice``, ``several``.
        values: What it holds now.
        choices: What may be chosen, each with what it is called.
        required: Whether nothing can be asked without it.
    """

    name: str
    title: str
    sort: str
    values: Sequence[str]
    choices: Sequence[tuple[str, str]] = ()
    required: bool = False

    def holding(self, values: Sequence[str]) -> FormField:
        """Return the field with what it holds now."""
        return replace(self, values=values)


def fields_of_question(asked: Asked, question: Question) -> list[FormField]:
    """Return the fields of the options of a question; who may not see what is personal is not offered it."""
    return [
        _field(asked, one)
        for one in question.options
        if one.shown and (one.holds is not Holds.PERSONAL or asked.account.role.writes)
    ]


def _field(asked: Asked, option: Option) -> FormField:
    values = asked.several(option.word)
    if option.holds is Holds.REFERENCES and values:
        values = ["、".join(values)]  # a line of text, in which several are written so
    if not values and option.default is not None and option.holds is Holds.STATES:
        values = list(option.default)
    elif not values and option.holds not in _TICKED and option.written is not None:
        values = [str(option.written)]
    sort = _SORTS.get(option.holds, "text")
    choices = _choices(asked, option)
    title = _title(option, asked.lang)
    return FormField(option.word, title, sort if choices or sort not in ("choice", "several") else "text", values,
                     choices, option.required)  # fmt: skip


def _title(option: Option, lang: str) -> str:
    """Return what an option is called: by words of its own for pages, else as help in the terminal says it."""
    own = f"field.{option.word}"
    said = caption(own, lang)
    return said if said != own else caption(option.help, lang)


def _choices(asked: Asked, option: Option) -> list[tuple[str, str]]:
    """Return what may be chosen, each with what it is called; nothing where somebody types."""
    choices = _CHOICES.get(option.holds)
    return choices(asked, option) if choices else []


def _states(asked: Asked, option: Option) -> list[tuple[str, str]]:
    return [(one, asked.say(f"{option.column or 'state'}.{one}")) for one in option.states]


def _packs(asked: Asked, _: Option) -> list[tuple[str, str]]:
    packs = dict.fromkeys(pack for one in asked.followed for pack in asked.rules.packs_of(one))
    return [(one, _pack(one, asked.lang)) for one in packs]


def _norms(asked: Asked, _: Option) -> list[tuple[str, str]]:
    packs = {pack for one in asked.followed for pack in asked.rules.packs_of(one)}
    titles = {one.id: asked.say.text(one.title) for one in asked.rules.norms if one.pack in packs}
    return sorted(titles.items(), key=lambda one: one[1])


def _chains(asked: Asked, _: Option) -> list[tuple[str, str]]:
    profiles = [asked.rules.profiles[one] for one in asked.followed]
    return [(key, asked.say.text(chain.title)) for one in profiles for key, chain in one.chains.items()]


def _levels(asked: Asked, _: Option) -> list[tuple[str, str]]:
    levels = dict.fromkeys(asked.whole.tables()["place"]["level"].drop_nulls().unique(maintain_order=True))
    return [(one, asked.say.word("level", one)) for one in levels]


def _axes(asked: Asked, _: Option) -> list[tuple[str, str]]:
    return [(one, asked.say.word("axis", one)) for one in ("territory", "property")]


def _categories(asked: Asked, _: Option) -> list[tuple[str, str]]:
    return [(one, asked.say.word("category", one)) for one in asked.rules.categories.of]


_CHOICES: Mapping[Holds, Callable[[Asked, Option], list[tuple[str, str]]]] = {
    Holds.STATES: _states,
    Holds.ONE_OF: _states,
    Holds.PACKS: _packs,
    Holds.NORMS: _norms,
    Holds.CHAIN: _chains,
    Holds.LEVEL: _levels,
    Holds.AXIS: _axes,
    Holds.CATEGORY: _categories,
}


def _pack(pack: str, lang: str) -> str:
    said = caption(f"pack.{pack}", lang)
    return pack if said == f"pack.{pack}" else said


def ask(asked: Asked, question: Question) -> Answer:
    """Return the answer to a question as the address asks it; the last few are kept.

    Raises:
        BadParameter: An option is not what it should be.
        NotFound: Something that is named is not there.
        NotAskable: Whoever asks would learn what they may not.
    """
    said = {}
    for option in question.options:
        if option.shown:
            try:
                said[option.name] = read(option, _said(asked, option))
            except BadValue as error:
                raise BadParameter(
                    parameter=option.word,
                    found=error.params.get("found", ""),
                    expected=error.params.get("expected", ""),
                ) from None
    return answered(asked, question.name, **said)


def _said(asked: Asked, option: Option) -> Any:
    """Return what the address says of an option, as its reader takes it."""
    if option.holds in _TICKED:
        return asked.said(option.word) is not None and (option.holds is Holds.FLAG or asked.personal)
    several = asked.several(option.word)
    if option.holds is Holds.STATES:
        return ",".join(several) or option.written
    if option.holds in (Holds.PACKS, Holds.NORMS, Holds.ASKED):
        return several or None
    if option.holds is Holds.REFERENCES:
        return [part for one in several for part in re.split("[、，,；;]", one) if part.strip()] or None
    return asked.said(option.word) or option.written
