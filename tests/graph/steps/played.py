"""Steps of a case played one after the other on its network, and what each comes to, by the names of the case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph.changes import ChangeSet, apply
from graph.errors import LinliError, NotAskable
from graph.network import Network
from graph.parsing import parsed
from graph.questions import match
from graph.rules import load_rules
from graph.steps.asked import Asked, Taken
from graph.steps.pair import Pair
from graph.steps.register import REFERENCES
from graph.steps.stepping import taken
from graph.tables import Tables
from tests.casefile.notation import read_network

CASES = Path(__file__).with_name("cases.yaml")


class Played:
    """A network on which steps are taken."""

    def __init__(self, lines: str) -> None:
        self.rules = load_rules()
        written = read_network(lines, self.rules.profiles["suzhoulu"], self.rules.vocabulary("suzhoulu"))
        self.tables, self.names = written.tables, written.names
        self._network: tuple[Tables, Network] | None = None

    def network(self, day: dt.date) -> Network:
        """The network on a day; numbered once between two changes."""
        if self._network is None or self._network[0] is not self.tables:
            self._network = self.tables, Network(self.tables, day)
        return self._network[1].on(day)

    def do(self, day: dt.date, said: str, **options: Any) -> Taken:
        """Take a step, and make its changes."""
        step, demand, source = said.split()
        refs: dict[str, Any] = {
            name: self.names.key(options.pop(name), REFERENCES[name]) for name in REFERENCES if name in options
        }
        asked = Asked(step, self.names.key(demand), self.names.key(source), **refs, **options)
        made = taken(self.network(day), self.rules, asked)
        self.tables = apply(self.tables, made.changes)
        if made.project is not None:
            self.names.add("project", made.project, [str(asked.project)])
        return made

    def end(self, day: dt.date, label: str) -> None:
        """Let a thing end."""
        key = self.names.key(label)
        kind = key.partition("-")[0]
        row = self.tables[kind].filter(key=key).with_columns(until=pl.lit(day))
        self.tables = apply(self.tables, ChangeSet({kind: row}))

    def between(self, day: dt.date, demand: str) -> dict[str, str]:
        """What is in force between a demand and anybody, by who."""
        key = self.names.key(demand)
        pair = Pair(self.network(day), self.rules, key, self.tables["meets"].filter(target=key)["source"][0])
        return {self.names.shown(tie["source"]): state for tie in pair.of_demand if (state := pair.state(tie))}

    def listed(self, day: dt.date, demand: str) -> Any:
        """The rows that the question lists of a demand; None where it is none any more."""
        try:
            return match(self.network(day), self.rules, demand=self.names.key(demand)).rows.to_dicts()
        except NotAskable:
            return None

    def shown(self, made: Taken) -> dict[str, Any]:
        """What came of a step, by names."""
        tie, show = made.tie, self.names.shown
        under = self.tables["under"].filter(source=made.project)["target"].to_list() if made.project else []
        return {
            **{name: tie[name] for name in ("state", "quantity", "on", "reply_by", "until", "pinned")},
            "liaison": show(tie["liaison"]) if tie["liaison"] else None,
            "before": made.before,
            "left": made.left,
            "lot": None if made.lot is None else made.lot.left,
            "told": sorted(show(one.source) for one in made.informed),
            "doubts": [one.code for one in made.doubts],
            "followed": [one.code for one in made.followed],
            "under": show(under[0]) if under else None,
            "projects": dict(self.tables["project"].select("name", "status").iter_rows()),
        }


def play(case: dict[str, Any]) -> None:
    """Play a case.

    Raises:
        AssertionError: A step comes to something else.
    """
    played = Played(case["network"])
    for line in case["steps"]:
        day = line["day"]
        if "end" in line:
            played.end(day, line["end"])
        elif "see" in line:
            _see(played, day, line)
        elif "refused" in line:
            _refuse(played, day, line)
        else:
            found = played.shown(made := played.do(day, line["do"], **line.get("with", {})))
            expected = line["then"] | ({"told": sorted(line["then"]["told"])} if "told" in line["then"] else {})
            assert {name: found[name] for name in expected} == expected, line
            assert left_again(played, made) == made.left, line


def left_again(played: Played, made: Taken) -> int:
    """What is left of the demand of a step once its changes are made."""
    return Pair(played.network(made.day), played.rules, made.asked.demand, made.asked.source).left


def _see(played: Played, day: dt.date, line: dict[str, Any]) -> None:
    if "between" in line:
        assert played.between(day, line["see"]) == line["between"], line
    if "offers" in line:
        rows = played.listed(day, line["see"])
        offers = "error" if rows is None else [played.names.shown(row["offer"]["id"]) for row in rows]
        assert (offers[:3] if isinstance(line["offers"], list) else offers) == line["offers"], line
        for name, value in line.get("record", {}).items():
            row = next(one for one in rows if played.names.shown(one["offer"]["id"]) == name)
            assert next(part["value"] for part in row["parts"] if part["part"] == "record") == value, line


def _refuse(played: Played, day: dt.date, line: dict[str, Any]) -> None:
    before = played.tables
    with pytest.raises(LinliError) as refused:
        played.do(day, line["do"], **line.get("with", {}))
    error = refused.value
    assert (error.code, "{" in error.message("en")) == (line["refused"], False), (line, error.message())
    assert line.get("says", "") in error.message(), (line, error.message())
    assert played.tables is before


def cases() -> list[dict[str, Any]]:
    """The cases of the file."""
    found: list[dict[str, Any]] = parsed(
        CASES.read_text(encoding="utf-8").replace("{on:", '{"on":').replace(" on:", ' "on":')
    )
    return found
