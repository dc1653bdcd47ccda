"""Who begins with a line of a plan is who a later line means by that name (SEMANTICS K42)."""

from __future__ import annotations

from dataclasses import replace

from graph.adjusting.outcome import Adjusted
from graph.adjusting.register import ADJUSTMENTS
from graph.names import fold
from graph.planning.line import Line

_NAME, _PERSON, _AROUND = "name", "person", ("home", "unit")


class Newcomers:
    """The people who begin with the lines so far, by the names that these write.

    Example:
        >>> from graph.changes import ChangeSet
        >>> known = Newcomers()
        >>> line = Line(1, "appoint", said={"seat": "甲//书记", "name": "演示新一"})
        >>> known.take(line, Adjusted(ChangeSet(), made=("person-5222ni5m42r262ec",)))
        >>> known.meant(Line(2, "appoint", said={"seat": "乙//书记", "name": "演示新一"})).said["person"]
        'person-5222ni5m42r262ec'
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self._keys: dict[str, set[str]] = {}

    def take(self, line: Line, made: Adjusted) -> None:
        """Remember who begins with a line."""
        people = {key for key in made.made if key.startswith(f"{_PERSON}-")}
        if people and _NAME in line.said:
            self._keys.setdefault(fold(str(line.said[_NAME])), set()).update(people)

    def meant(self, line: Line) -> Line:
        """Return a line with the key of who is meant, where one began by that name; not with a home or unit."""
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
