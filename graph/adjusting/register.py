"""The nine pieces of weekly work with their options; commands, request bodies and forms are derived from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from graph.words import caption, words

#: What a part may hold. ``reference``: a key; ``references``: several; ``fields``: texts by the name of a field, as
#: somebody writes them; ``shares``: by the name of a new thing, the keys of what goes to it; ``kind``: a kind by name.
Holds = Literal["reference", "references", "text", "day", "flag", "axis", "kind", "tie", "fields", "shares"]


@dataclass(frozen=True)
class Part:
    """An option of a piece of weekly work.

    Attributes:
        name: Its name in Python, in commands and bodies.
        holds: What it is.
        kinds: Of references, the kinds that may be meant; of a kind, those there are.
        required: Whether nothing can be done without it.
        usual: Whether a form asks for it in front, beside what is required.
        of: The piece of work that it is part of; set by the register.
    """

    name: str
    holds: Holds
    kinds: tuple[str, ...] = ()
    required: bool = False
    usual: bool = False
    of: str = ""

    @property
    def label(self) -> str:
        """Code of its label in a form."""
        return f"adjust.part.{self.name}"

    @property
    def called(self) -> str:
        """Code of its label in the form of its own piece of work, where that differs from others'.

        Example:
            >>> [caption(one.called, "en") for one in ADJUSTMENTS["split"].options]
            ['What', 'New places']
        """
        own = f"adjust.part.{self.of}.{self.name}"
        return own if own in words("zh") else self.label

    @property
    def help(self) -> str:
        """Code of the sentence that explains it."""
        return f"adjust.{self.of}.{self.name}"

    @property
    def said(self) -> str:
        """Its meaning, for the description of the service.

        Example:
            >>> ADJUSTMENTS["rename"].options[0].said
            'What is renamed'
        """
        return caption(self.help, "en")


@dataclass(frozen=True)
class Adjustment:
    """One piece of weekly work.

    Attributes:
        name: What it is called in commands and addresses; its function is ``graph.adjusting.NAME.NAME``.
        options: What may be said with it, what must be first.
        reasoned: Whether why may be written with it; that of an absence is never kept.
    """

    name: str
    options: tuple[Part, ...]
    reasoned: bool = True

    def __post_init__(self) -> None:
        """Tell each part what it is part of."""
        object.__setattr__(self, "options", tuple(replace(one, of=self.name) for one in self.options))

    @property
    def label(self) -> str:
        """Code of its label."""
        return f"adjust.{self.name}"

    @property
    def help(self) -> str:
        """Code of the sentence that says what it does."""
        return f"adjust.{self.name}.does"

    @property
    def said(self) -> str:
        """What it does, for the description of the service."""
        return caption(self.help, "en")

    def part(self, name: str) -> Part | None:
        """Return one of its parts."""
        return next((one for one in self.options if one.name == name), None)


def _listed(*adjustments: Adjustment) -> Mapping[str, Adjustment]:
    return {one.name: one for one in adjustments}


#: What can go on as another of its kind.
LASTING = ("place", "organisation", "post", "team", "venue")

ADJUSTMENTS: Mapping[str, Adjustment] = _listed(
    Adjustment(
        "appoint",
        (
            Part("seat", "reference", ("post",), required=True),
            Part("person", "reference", ("person",)),
            Part("name", "text"),
            Part("home", "reference", ("place",)),
            Part("unit", "reference", ("organisation", "team")),
            Part("acting", "flag"),
            Part("beside", "flag"),
            Part("basis", "text"),
            Part("term_ends", "day"),
        ),
    ),
    Adjustment("vacate", (Part("seat", "reference", ("post",), required=True),)),
    Adjustment(
        "absent",
        (
            Part("person", "reference", ("person",), required=True),
            Part("until", "day", usual=True),
            Part("stands_in", "reference", ("person",), usual=True),
            Part("seats", "references", ("post",)),
        ),
        reasoned=False,
    ),
    Adjustment(
        "move",
        (
            Part("thing", "reference", required=True),
            Part("to", "reference", required=True),
            Part("axis", "axis", usual=True),
            Part("tie", "tie"),
        ),
    ),
    Adjustment("rename", (Part("thing", "reference", required=True), Part("name", "text", required=True))),
    Adjustment(
        "establish",
        (
            Part("kind", "kind", LASTING, required=True),
            Part("name", "text", usual=True),
            Part("at", "reference", ("place", "organisation", "venue", "team"), usual=True),
            Part("axis", "axis"),
            Part("answers_for", "references", ("place",)),
            Part("fields", "fields", usual=True),
        ),
    ),
    Adjustment("dissolve", (Part("thing", "reference", LASTING, required=True),)),
    Adjustment(
        "merge",
        (Part("thing", "reference", LASTING, required=True), Part("into", "reference", LASTING, required=True)),
    ),
    Adjustment(
        "split",
        (Part("thing", "reference", ("place",), required=True), Part("into", "shares", ("place",), required=True)),
    ),
)
