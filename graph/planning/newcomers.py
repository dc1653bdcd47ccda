"""The people that a line of a plan creates: later lines mean them by name (SEMANTICS K42)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.adjusting.register import ADJUSTMENTS
from graph.names import fold
from graph.planning.line import Line

#: A line that is carried out, and the keys of the things that it created.
Begun = tuple[Line, Iterable[str]]
_NAME, _PERSON, _AROUND = "name", "person", ("home", "unit")


class Newcomers:
    """The people created by the lines so far, by the names written there.

    Example:
        >>> known = Newcomers()
        >>> line = Line(1, "appoint", said={"seat": "甲//书记", "name": "演示新一"})
        >>> known.take(line, ["person-5222ni5m42r262ec"])
        >>> known.meant(Line(2, "appoint", said={"seat": "乙//书记", "name": "演示新一"})).said["person"]
        'person-5222ni5m42r262ec'
    """

    def __init__(self, begun: Iterable[Begun] = ()) -> None:
        """Begin with the people created by lines that are carried out already."""
        self._keys: dict[str, set[str]] = {}
        for line, made in begun:
            self.take(line, made)

    def take(self, line: Line, made: Iterable[str]) -> None:
        """Remember the people that a line creates, given the keys of all that it creates."""
        people = {key for key in made if key.startswith(f"{_PERSON}-")}
        if people and _NAME in line.said:
            self._keys.setdefault(fold(str(line.said[_NAME])), set()).update(people)

    def meant(self, line: Line) -> Line:
        """Return a line with such a name replaced by the person's key, unless it also names a home or a unit."""
        work, name = ADJUSTMENTS.get(line.work), line.said.get(_NAME)
        if work is None or work.part(_PERSON) is None or name is None:
            return line
        if any(line.said.get(one) for one in _AROUND) or line.said.get(_PERSON):
            return line
        found = self._keys.get(fold(str(name)), set())
        if len(found) != 1:
            return line
        said = {part: value for part, value in line.said.items() if part != _NAME}
        return replace(line, said={**said, _PERSON: next(iter(found))})
