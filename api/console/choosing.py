"""The fields by which pages about norms narrow what they show: norm, pack, state, level and axis."""

from __future__ import annotations

from collections.abc import Iterable

from api.console.around import AXES
from api.console.asked import Asked
from api.console.fields import FormField
from api.console.matrix import OPEN
from graph.answers.coverage import SHOWN
from graph.facts import facts_of
from graph.words import caption, words


def norm_field(asked: Asked, norms: Iterable[str]) -> FormField:
    """Return the choice of one norm of some."""
    chosen, found = asked.said("norm"), dict.fromkeys(norms)
    if chosen is not None:
        found.setdefault(chosen)
    choices = sorted(asked.say.norms_apart(found).items(), key=lambda one: one[1])
    return _choice(asked, "norm", choices)


def norm_said(asked: Asked, norm: str) -> str:
    """Return what a norm is called; its id where there is none of it."""
    return asked.say.norm(norm) if norm in asked.say.norms else norm


def pack_field(asked: Asked) -> FormField:
    """Return the choice of one pack of those that places here follow."""
    names = facts_of(asked.network, asked.rules).profiles.names
    packs = dict.fromkeys(pack for one in names for pack in asked.rules.packs_of(one))
    return _choice(asked, "pack", [(one, pack_said(asked, one)) for one in packs])


def pack_said(asked: Asked, pack: str) -> str:
    """Return what a pack is called: of a profile by its title, else by its own words, else its name."""
    profile = asked.rules.profiles.get(pack.removeprefix("profile:"))
    if profile is not None:
        code = "pack.implied" if pack.startswith("profile:") else "pack.local"
        return asked.say(code, profile=asked.say.text(profile.title))
    return caption(f"pack.{pack}", asked.lang) if f"pack.{pack}" in words(asked.lang) else pack


def states_field(asked: Asked, states: Iterable[str] = SHOWN) -> FormField:
    """Return the choice of states."""
    return FormField(
        "state",
        asked.say("field.state"),
        "several",
        states_of(asked),
        [(one, asked.say(f"state.{one}")) for one in states],
    )


def states_of(asked: Asked) -> list[str]:
    """Return the states that the address names; none of them: what is to be done."""
    return [one for one in SHOWN if one in asked.several("state")] or list(OPEN)


def axis_of(asked: Asked) -> str:
    """Return the axis that the address names, else territory."""
    said = asked.said("axis")
    return said if said in AXES else AXES[0]


def axis_field(asked: Asked) -> FormField:
    """Return the choice of how places lie in each other."""
    choices = [(one, asked.say.word("axis", one)) for one in AXES]
    return FormField("axis", asked.say("field.axis"), "choice", [axis_of(asked)], choices, required=True)


def choice(asked: Asked, name: str, default: str, choices: Iterable[tuple[str, str]]) -> FormField:
    """Return the choice of one of some, of which one holds where nothing is said."""
    return FormField(
        name, asked.say(f"field.{name}"), "choice", [asked.said(name) or default], list(choices), required=True
    )


def _choice(asked: Asked, name: str, choices: list[tuple[str, str]]) -> FormField:
    return FormField(name, asked.say(f"field.{name}"), "choice", asked.several(name)[:1], choices)
