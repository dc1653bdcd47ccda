"""Weekly work of a case done step by step on its network, and what the ledger then says, in lines a planner can read.

A line a row that changes: ``+`` a row that begins with all that it says, ``~`` one that is otherwise now with what is,
``-`` one that should never have been; nothing else may change. ``-`` as a value: it says nothing any more.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.adjusting import ADJUSTMENTS, Adjusted, adjusted
from graph.changes import PUT, apply, whole_rows
from graph.errors import LinliError
from graph.network import Network
from graph.parsing import parsed
from graph.rules import load_rules
from graph.tables import Tables
from graph.viewing import People
from tests.casefile.notation import read_network

CASES = sorted(Path(__file__).parent.glob("cases-*.yaml"))
_RULES = load_rules()


class Played:
    """A ledger that is worked on."""

    def __init__(self, lines: str, profile: str = "suzhoulu") -> None:
        written = read_network(lines, _RULES.profiles[profile], _RULES.vocabulary(profile))
        self.tables, self.names = written.tables, written.names
        self._network: tuple[Tables, Network] | None = None

    def network(self, day: dt.date) -> Network:
        """The ledger on a day; numbered once between two changes."""
        if self._network is None or self._network[0] is not self.tables:
            people = People(lambda kind, _: self.tables[f"{kind}_personal"])
            self._network = self.tables, Network(self.tables, day, people)
        return self._network[1].on(day)

    def do(self, day: dt.date, verb: str, said: dict[str, Any], reason: str | None = None) -> Adjusted:
        """Do a piece of work; things are said by their names."""
        return adjusted(verb, self.network(day), _RULES, self.keys(verb, said), by="演示统筹员", reason=reason)

    def keys(self, verb: str, said: dict[str, Any]) -> dict[str, Any]:
        """What is said, things by their keys."""
        return {name: self._keys(verb, name, value) for name, value in said.items()}

    def take(self, made: Adjusted) -> list[str]:
        """Make the changes, and return them as lines."""
        before = self.tables
        if not made.changes.empty:
            self.tables = apply(before, made.changes)
        for key in made.made:
            kind = key.partition("-")[0]
            row = whole_rows(self.tables, kind).filter(key=key).to_dicts()[0]
            away = f"{self.shown(row['person'])}缺位" if kind == "absence" else ""
            self.names.add(kind, key, [str(row.get("name") or row.get("role") or away)])
        lines = []
        for kind, frame in made.changes.frames.items():
            old = {row["key"]: row for row in whole_rows(before, kind).to_dicts()}
            lines += [self._line(kind, row, old.get(row["key"])) for row in frame.to_dicts()]
        return sorted(lines)

    def shown(self, key: str) -> str:
        """What a thing is called; of a post the role alone."""
        return self.names.shown(key).partition("@")[0]

    def left(self, made: Adjusted) -> list[str]:
        """What stays behind, by name, and by what."""
        return sorted(f"{self.shown(one.key)} {one.by}" for one in made.left)

    def issues(self, made: Adjusted) -> list[str]:
        """What is told, in words."""
        told = [one.sentence("zh", self.shown) for one in made.issues]
        assert not any("{" in one or one.startswith("adjust.") for one in told), told
        assert not any("{" in one.sentence("en", self.shown) for one in made.issues)
        return told

    def _keys(self, verb: str, name: str, value: Any) -> Any:
        part = ADJUSTMENTS[verb].part(name)
        if part is None or part.holds not in ("reference", "references", "shares"):
            return value
        if part.holds == "shares":
            return {new: [self.names.key(one) for one in labels] for new, labels in value.items()}
        found = [self.names.key(one) for one in (value if isinstance(value, list) else [value])]
        return found if part.holds == "references" else found[0]

    def _line(self, kind: str, row: dict[str, Any], old: dict[str, Any] | None) -> str:
        ends = ("source", "target")
        if row["op"] != PUT:
            assert old is not None
            row = old | {"op": row["op"]}
        shown = " → ".join(self.shown(row[end]) for end in ends if end in row) or self.shown(row["key"])
        said = {name: row[name] for name in row if name not in ("key", "op", "file", "sheet", "row", *ends)}
        if row["op"] != PUT:
            return f"- {kind} {row.get('name') if shown == row['key'] else shown}"
        if old is not None:
            assert all(row[end] == old[end] for end in ends if end in row)
            said = {name: value for name, value in said.items() if value != old[name]}
        else:
            said = {
                name: value for name, value in said.items() if value is not None and (name, value) != ("name", shown)
            }
        fields = [f"{name}={self._value(value)}" for name, value in said.items()]
        called = [] if shown == row["key"] else [shown]
        return " ".join(["~" if old is not None else "+", kind, *called, *fields])

    def _value(self, value: Any) -> str:
        if isinstance(value, list):
            return ",".join(map(self._value, value))
        return "-" if value is None else self.shown(str(value))


def play(case: dict[str, Any]) -> None:
    """Play a case.

    Raises:
        AssertionError: Something else comes of a step.
    """
    played = Played(case["network"], case.get("profile", "suzhoulu"))
    for line in case["steps"]:
        (verb,) = [one for one in line if one in ADJUSTMENTS]
        if "refused" in line:
            _refuse(played, verb, line)
            continue
        made = played.do(line["day"], verb, line[verb], line.get("reason"))
        found = {"then": played.take(made), "issues": played.issues(made), "left": played.left(made)}
        expected = {name: line.get(name, []) for name in found}
        expected |= {name: sorted(expected[name]) for name in ("then", "left")}
        assert found == expected, "\n".join(map(str, (line, found, expected)))
        _again(played, verb, line)


def _again(played: Played, verb: str, line: dict[str, Any]) -> None:
    """Hold it to be nothing where it is done once more, unless the case says that it cannot be done twice."""
    if line.get("once"):
        return
    again = played.do(line["day"], verb, line[verb], line.get("reason"))
    assert again.changes.empty, (line, again.changes.frames)


def _refuse(played: Played, verb: str, line: dict[str, Any]) -> None:
    with pytest.raises(LinliError) as refused:
        played.do(line["day"], verb, line[verb], line.get("reason"))
    error = refused.value
    told = error.message() + (error.suggestion() or "")
    english = error.message("en") + (error.suggestion("en") or "")
    assert (error.code, "{" in told + english, "error." in told) == (line["refused"], False, False), (line, told)
    assert line.get("says", "") in told, (line, told)


def cases() -> list[dict[str, Any]]:
    """The cases of all files."""
    return [case for path in CASES for case in parsed(path.read_text(encoding="utf-8"))]
