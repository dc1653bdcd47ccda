"""The form of a piece of weekly work: a field a part, and what was sent in it read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from api.console.asked import Asked
from api.console.meant import meant
from api.console.sent import Sent
from api.errors import BadParameter
from graph.adjusting.asking import once
from graph.adjusting.register import ADJUSTMENTS, Adjustment, Part
from graph.errors import NotFound
from graph.keys import is_key
from graph.kinds import kind_of, ties

#: How a browser shows what a part holds.
_SORTS: Mapping[str, str] = {
    "reference": "text",
    "references": "lines",
    "text": "text",
    "day": "date",
    "flag": "checkbox",
    "axis": "choice",
    "kind": "choice",
    "tie": "choice",
    "fields": "pairs",
    "shares": "pairs",
}
#: Who is meant may be named: then a key is asked for only where somebody was chosen already.
_WHO = ("person", "name")


@dataclass(frozen=True)
class WorkField:
    """A field of a form.

    Attributes:
        name: Its name.
        title: What it is called.
        help: What it means.
        sort: ``text``, ``date``, ``checkbox``, ``choice``, ``lines`` or ``pairs``.
        value: What it holds now.
        choices: What may be chosen.
        required: Whether nothing can be done without it.
        usual: Whether it is often said.
        fixed: What a thing is called that is chosen by its key; it is shown, and not asked for again.
        kinds: Of a thing, the kinds that may be meant; empty = any, and of what is no thing.
        offered: Things that may be meant by what was written: key, and what each is called.
    """

    name: str
    title: str
    help: str
    sort: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    usual: bool = False
    fixed: str = ""
    kinds: tuple[str, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()

    @property
    def first(self) -> bool:
        """Whether it stands in front, and not with what is seldom said."""
        return self.required or self.usual or bool(self.fixed)


def works_with(kind: str) -> list[tuple[Adjustment, Part]]:
    """Return the pieces of work that begin with a thing of a kind, each with the part that names it."""
    found = []
    for work in ADJUSTMENTS.values():
        part = next((one for one in work.options if one.holds == "reference" and one.required), None)
        if part is not None and (not part.kinds or kind in part.kinds):
            found.append((work, part))
    return found


def fields_of_work(asked: Asked, work: Adjustment, said: Callable[[str], str | None]) -> list[WorkField]:
    """Return the fields of a form, filled with what is said of each part."""
    fields = [_field(asked, one, said(one.name) or "") for one in work.options]
    if all(work.part(one) for one in _WHO):  # who is meant is asked for once: by key where chosen, else by name
        gone = _WHO[1] if said(_WHO[0]) else _WHO[0]
        fields = [_named(asked, one) for one in fields if one.name != gone]
    return fields


def _named(asked: Asked, one: WorkField) -> WorkField:
    if one.name != _WHO[1]:
        return one
    return WorkField(one.name, asked.say("adjust.who"), one.help, one.sort, one.value, required=True)


def _field(asked: Asked, part: Part, value: str) -> WorkField:
    say = asked.say
    fixed = _called(asked, value) if part.holds == "reference" else ""
    choices = _choices(asked, part)
    return WorkField(
        part.name,
        say(part.called),
        say(part.help),
        _SORTS[part.holds],
        value,
        choices,
        part.required,
        part.usual,
        fixed,
        part.kinds,
    )


def offering(asked: Asked, fields: list[WorkField]) -> list[WorkField]:
    """Return the fields, each name in them with the things that it may mean: whoever wrote it chooses."""
    return [_offering(asked, one) if one.sort == "text" and one.value and not one.fixed else one for one in fields]


def _offering(asked: Asked, one: WorkField) -> WorkField:
    if one.kinds in ((), ("person",)):  # people are named in full, or by who is around
        return one
    return replace(one, offered=tuple(meant(asked, one.value, one.kinds)))


def _called(asked: Asked, value: str) -> str:
    if not is_key(value):
        return ""
    try:
        asked.whole.row(value)
    except NotFound:
        return ""
    return asked.called(value)


def _choices(asked: Asked, part: Part) -> tuple[tuple[str, str], ...]:
    if part.holds == "axis":
        return tuple((one, asked.say.word("axis", one)) for one in ("territory", "property"))
    if part.holds == "kind":
        return tuple((one, getattr(kind_of(one), asked.lang)) for one in part.kinds)
    if part.holds == "tie":
        return tuple((one.kind, getattr(one, asked.lang)) for one in ties())
    return ()


def said_in(work: Adjustment, sent: Sent) -> dict[str, Any]:
    """Return what a form says, by part, names still as they were written.

    Raises:
        BadParameter: Something in it is not what it should be.
    """
    return {one.name: value for one in work.options if (value := _read(one, sent)) is not None}


def _read(part: Part, sent: Sent) -> Any:
    if part.holds == "flag":
        return True if sent.said(part.name) else None
    if part.holds == "day":
        return sent.day(part.name)
    if part.holds in ("references", "fields", "shares"):
        lines = [line.strip() for line in (sent.said(part.name) or "").splitlines() if line.strip()]
        return _LINES[part.holds](part, lines) if lines else None
    return sent.said(part.name)


def _pairs(part: Part, lines: list[str]) -> dict[str, str]:
    pairs = [line.replace("＝", "=").partition("=") for line in lines]
    for name, equals, _ in pairs:
        if not equals:
            raise BadParameter(parameter=part.name, found=name, expected="adjust.lines.expected")
    return once(part, ((name.strip(), value.strip()) for name, _, value in pairs))


def _shares(part: Part, lines: list[str]) -> dict[str, list[str]]:
    return {
        name: [one.strip() for one in value.replace("，", "、").replace(",", "、").split("、") if one.strip()]
        for name, value in _pairs(part, lines).items()
    }


_LINES: Mapping[str, Callable[[Part, list[str]], Any]] = {
    "references": lambda _, lines: lines,
    "fields": _pairs,
    "shares": _shares,
}
