"""One line of a case's network, taken apart."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from graph.kinds import things, ties
from tests.casefile.names import CaseError

#: What stands at the places of a line, by its first word: what a thing is, or how it is called.
POSITIONS = {
    **{kind.kind: (kind.word or "name",) for kind in things()},
    "place": ("path", "level"),
    "homes": ("path", "count"),
    "listing": ("kind",),
    "figure": ("subject", "name", "value"),
    "exception": ("norm", "place"),
    "absence": ("person",),
    "order": ("norm", "subject"),
    "assessment": ("subject", "scheme"),
    "stated": ("subject",),
    **{kind.kind: ("source", "target") for kind in ties()},
}


@dataclass
class Line:
    """One line: its kind, what stands at its places, and its options.

    Attributes:
        text: As it was written.
        kind: Its first word.
        args: What stands at its places, by name.
        options: ``name=value``; each is struck off as it is taken, so that what is left over is an error.
        key: The key of the thing that it makes.
    """

    text: str
    kind: str
    args: dict[str, str]
    options: dict[str, str]
    key: str = ""

    def take(self, name: str, default: str = "") -> str:
        """Return an option and strike it off."""
        return self.options.pop(name, default)

    def split(self, name: str) -> list[str]:
        """Return an option of several values between commas and strike it off."""
        return [one for one in self.take(name).split(",") if one]

    def refuse(self, reason: object) -> CaseError:
        """Return the error that names this line."""
        return CaseError(f"{self.text}\n    {reason}")


def read_line(text: str) -> Line | None:
    """Return a line, or None for one that says nothing.

    Raises:
        CaseError: The first word is no kind, or something is missing at its places.

    Example:
        >>> line = read_line("place 甲社区/一网格 grid type=专属网格")
        >>> line.args, line.options
        ({'path': '甲社区/一网格', 'level': 'grid'}, {'type': '专属网格'})
    """
    parts = shlex.split(text, comments=True)
    if not parts:
        return None
    kind, *rest = parts
    if kind not in POSITIONS:
        raise CaseError(f"{text.strip()}\n    no line begins with {kind!r}; there are {', '.join(POSITIONS)}")
    expected = POSITIONS[kind]
    args, options = rest[: len(expected)], rest[len(expected) :]
    line = Line(text.strip(), kind, dict(zip(expected, args, strict=False)), {})
    if len(args) < len(expected) or any("=" in one for one in args):
        raise line.refuse(f"expected {kind} {' '.join(expected).upper()}, then name=value")
    for option in options:
        name, equals, value = option.partition("=")
        if not equals or name in line.options:
            raise line.refuse(f"{option!r} is not name=value, or is there twice")
        line.options[name] = value
    return line
