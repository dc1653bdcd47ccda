"""All lives at once are what each of them is, read off its own steps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from graph.calendar import end_of
from graph.facts.lives import lives_of
from graph.facts.wished import wished_by
from graph.life.deadlines import deadline
from graph.life.subject import Subject
from graph.network import Network
from graph.plain.facts.world import World
from graph.rules import load_rules
from graph.tables import Tables
from graph.values.instant import kept_instant
from tests.casefile.gathered import Rows
from tests.examples import few
from tests.graph.matching.drawn import TODAY, neighbourhoods

_RULES = load_rules()


def _lines(network: Network) -> dict[str, dict[str, Any]]:
    """Return what is known of each need and project, by key, with who has it as a key."""
    lines = lives_of(network).to_dicts()
    return {
        network.key(line["row"]): {**line, "has": network.key(line["has"]) if line["has"] >= 0 else None}
        for line in lines
    }


@pytest.mark.thorough
class TestAllAtOnce:
    @few
    @given(neighbourhoods())
    def test_are_what_the_plain_version_reads(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        lives = World.of(network, _RULES).lives
        for key, line in _lines(network).items():
            life = lives.of(key)
            mine = {name: value for name, value in line.items() if name not in ("row", "steps", "last")}
            assert mine == {name: getattr(life, name) for name in mine}, key

    @few
    @given(neighbourhoods())
    def test_are_what_a_step_finds_before_it_is_taken(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        for key, line in _lines(network).items():
            life = Subject(network, _RULES, key).life
            assert (line["state"], line["steps"]) == (life.state, len(Subject(network, _RULES, key).steps))
            if line["steps"]:
                assert (line["has"], line["ended"]) == (life.has, life.ended_on(TODAY))
                assert line["accepted"] == (None if life.accepted_at is None else kept_instant(life.accepted_at))

    @few
    @given(neighbourhoods())
    def test_are_wished_by_the_day_that_a_step_finds_where_the_office_has_no_limits(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        moved = {network.key(row): day for row, day in wished_by(network).iter_rows()}
        for key in _lines(network):
            subject = Subject(network, _RULES, key)
            if not subject.life.done:
                until = deadline(subject, subject.life).due
                wished = moved.get(key, subject.fields["due"])
                assert until == (None if wished is None else end_of(wished)), key


def _network(*steps: dict[str, Any], **need: Any) -> Network:
    rows = Rows()
    key = rows.thing("need", "need-a", name="要书", **need)
    for number, step in enumerate(steps, 1):
        rows.thing("step", f"step-{number}", need=key, number=number, **step)
    return Network(rows.tables(), TODAY)


class TestDue:
    def test_of_a_need_without_a_step_is_the_end_of_its_own_day(self) -> None:
        day = date(2024, 10, 20)
        assert lives_of(_network(due=day))["due"].to_list() == [kept_instant(end_of(day))]

    def test_of_what_is_finished_is_the_one_that_it_was_finished_by(self) -> None:
        taken = {"sort": "take", "at": "2024-10-08T02:00:00Z", "state": "taken", "due": "2024-10-10T16:00:00Z"}
        finished = {"sort": "finish", "at": "2024-10-09T02:00:00Z", "state": "finished"}
        line = lives_of(_network(taken, finished, due=date(2024, 10, 20))).row(0, named=True)
        assert (line["due"], line["finished"]) == ("2024-10-10T16:00:00Z", "2024-10-09T02:00:00Z")

    def test_is_nothing_where_the_last_step_says_none(self) -> None:
        accepted = {"sort": "accept", "at": "2024-10-08T02:00:00Z", "state": "accepted", "due": "2024-10-10T16:00:00Z"}
        taken = {"sort": "take", "at": "2024-10-09T02:00:00Z", "state": "taken"}
        assert lives_of(_network(accepted, taken))["due"].to_list() == [None]
