"""Lives of a case played step by step on its network, and what each step comes to, by the names of the case."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from graph.changes import apply
from graph.errors import LinliError
from graph.life.adding import NeedAsked, need_added
from graph.life.asked import StepAsked, StepMade
from graph.life.mirrored import taken_in_life
from graph.life.stepping import step_made
from graph.life.subject import Subject
from graph.network import Network
from graph.parsing import parsed
from graph.rules import Profile, Rules, load_rules
from graph.steps.asked import Asked
from graph.tables import Tables
from graph.values.instant import INSTANT, day_in_shanghai, instant_of, show_instant
from graph.words import words
from tests.casefile.notation import read_network

CASES = Path(__file__).with_name("cases.yaml")


class Played:
    """A network on which needs live."""

    def __init__(self, lines: str, base: str, profile: dict[str, Any]) -> None:
        builtin = load_rules()
        changed = Profile.model_validate({**builtin.profiles[base].model_dump(by_alias=True), **profile})
        self.rules = Rules({**builtin.profiles, base: changed}, builtin.packs, builtin.digests)
        written = read_network(lines, changed, self.rules.vocabulary(base))
        self.tables, self.names = written.tables, written.names
        self._network: tuple[Tables, Network] | None = None

    def at(self, said: str) -> datetime:
        kept = INSTANT.clean(said)
        assert kept is not None
        return instant_of(kept)

    def network(self, at: datetime) -> Network:
        """The network at an instant; numbered once between two changes."""
        day = day_in_shanghai(at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        if self._network is None or self._network[0] is not self.tables:
            self._network = self.tables, Network(self.tables, day)
        return self._network[1].on(day)

    def subject(self, at: datetime, need: str) -> Subject:
        return Subject(self.network(at), self.rules, self.names.key(need))

    def do(self, at: datetime, said: str, **options: Any) -> StepMade:
        """Take a step, and make its changes."""
        step, need = said.split()
        refs: dict[str, Any] = {name: self.names.key(options.pop(name)) for name in ("to", "seat") if name in options}
        asked = StepAsked(step, self.names.key(need), at, **refs, **options)
        made = step_made(self.network(at), self.rules, asked)
        self.tables = apply(self.tables, made.changes)
        return made

    def add(self, at: datetime, name: str, **options: Any) -> StepMade:
        """Write a need down."""
        place = self.names.key(options.pop("place"))
        made = need_added(self.network(at), self.rules, NeedAsked(name, place, at, **options))
        self.tables = apply(self.tables, made.changes)
        return made

    def match(self, at: datetime, said: str) -> None:
        """Take a step between an offer and a need."""
        step, need, source = said.split()
        asked = Asked(step, self.names.key(need), self.names.key(source))
        self.tables = apply(self.tables, taken_in_life(self.network(at), self.rules, asked, at).changes)

    def in_keys(self, then: dict[str, Any]) -> dict[str, Any]:
        """What is expected, with who has it as a key."""
        return then if then.get("has") is None else {**then, "has": self.names.key(then["has"])}

    def meets(self, at: datetime, need: str) -> dict[str, str]:
        """What is between a need and anybody, by who."""
        day = self.network(at).date
        ties = self.tables["meets"].filter(target=need).sort("key").to_dicts()
        return {
            self.names.shown(tie["source"]): tie["state"] for tie in ties if tie["until"] is None or tie["until"] > day
        }

    def shown(self, at: datetime, made: StepMade) -> dict[str, Any]:
        """What came of a step, by names."""
        row = made.row
        return {
            "state": row["state"],
            "number": row["number"],
            "quantity": row["quantity"],
            "due": None if row["due"] is None else show_instant(row["due"], "zh"),
            "has": made.has,
            "possible": list(made.possible),
            "notes": [note.code for note in made.notes],
            "told": sorted(self.names.shown(one.source) for one in made.informed),
            "meets": self.meets(at, made.asked.need),
            "projects": dict(self.tables["project"].select("name", "status").iter_rows()),
        }


def play(case: dict[str, Any]) -> None:
    """Play a case.

    Raises:
        AssertionError: A step comes to something else.
    """
    played = Played(case["network"], case.get("base", "suzhoulu"), case.get("profile", {}))
    for line in case["steps"]:
        at, options = played.at(line["at"]), dict(line.get("with", {}))
        if "refused" in line:
            _refuse(played, at, line, options)
        elif "see" in line:
            _see(played, at, line)
        elif "match" in line:
            played.match(at, line["match"])
            _live(played, at, line)
        else:
            made = played.add(at, line["add"], **options) if "add" in line else played.do(at, line["do"], **options)
            found = played.shown(at, made)
            expected = played.in_keys(line["then"])
            assert {name: found[name] for name in expected} == expected, line
            assert {f"taken.inform.{one.state}" for one in made.informed} <= words("zh").keys(), line
            _read_again(played, at, made)


def _read_again(played: Played, at: datetime, made: StepMade) -> None:
    """Hold what a step says of the need to what is read off the steps that are then there."""
    again = Subject(played.network(at), played.rules, made.asked.need)
    assert (again.life.state, again.life.has, again.possible) == (made.row["state"], made.has, made.possible)


def _live(played: Played, at: datetime, line: dict[str, Any]) -> None:
    life = played.subject(at, line["match"].split()[1]).life
    found = {
        "state": life.state,
        "last": None if life.last is None else life.last["sort"],
        "has": life.has,
    }
    expected = played.in_keys(line["life"])
    assert {name: found[name] for name in expected} == expected, line


def _see(played: Played, at: datetime, line: dict[str, Any]) -> None:
    subject = played.subject(at, line["see"])
    found = {
        "state": subject.life.state,
        "possible": list(subject.possible),
        "meets": played.meets(at, subject.key),
    }
    expected = {name: line[name] for name in found if name in line}
    assert {name: found[name] for name in expected} == expected, line


def _refuse(played: Played, at: datetime, line: dict[str, Any], options: dict[str, Any]) -> None:
    before = played.tables
    with pytest.raises(LinliError) as refused:
        played.add(at, line["add"], **options) if "add" in line else played.do(at, line["do"], **options)
    error = refused.value
    assert (error.code, "{" in error.message("en")) == (line["refused"], False), (line, error.message())
    told = error.message() + (error.suggestion() or "")
    assert line.get("says", "") in told, (line, told)
    assert played.tables is before


def cases() -> list[dict[str, Any]]:
    """The cases of the file."""
    found: list[dict[str, Any]] = parsed(CASES.read_text(encoding="utf-8"))
    return found
