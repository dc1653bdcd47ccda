"""What is asked all the time is asked of a new revision before it is served, and not for long."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.serving import Served
from api.serving.memory import give_back
from graph.answers import Answer
from graph.errors import NotFound
from graph.network import Network
from graph.network.touching import Touched
from graph.rules import load_rules
from graph.stores import NOTHING, open_store
from graph.tables import Tables
from tests.api.http.conftest import Behind
from tests.api.http.test_live import revision, served, until

ON = date(2024, 11, 1)
PLACE = Touched(frozenset({"place"}), frozenset({"place"}), frozenset({"place-a"}))


def network(number: int) -> Network:
    return Network(Tables({}, number), ON)


def answer(number: int) -> Answer:
    return Answer("演示", number, ON, None, {}, dict)


@pytest.fixture
def before() -> Served:
    return Served(network(1), replace(NOTHING, number=1), load_rules())


def after(before: Served) -> Served:
    return before.after(network(2), replace(NOTHING, number=2), PLACE)


def refuse() -> Answer:
    raise AssertionError("it was asked beforehand")


def again(served: Served) -> Answer:
    return answer(served.revision.number)


class TestWarm:
    def test_what_was_asked_is_answered_of_the_next_revision(self, before: Served) -> None:
        before.answer("q", lambda: answer(1), again)
        new = after(before)
        assert not new.warmed
        new.warm(before, 1.0)
        assert new.warmed
        assert new.answer("q", refuse).revision == 2

    def test_what_is_refused_of_the_next_one_is_left_to_who_asks(self, before: Served) -> None:
        def gone(_: Served) -> Answer:
            raise NotFound(ref="place-a")

        before.answer("gone", lambda: answer(1), gone)
        before.answer("q", lambda: answer(1), again)
        new = after(before)
        new.warm(before, 1.0)
        assert new.answer("q", refuse).revision == 2
        assert new.answer("gone", lambda: answer(2)).revision == 2

    def test_when_time_is_over_nothing_more_is_begun(self, before: Served) -> None:
        before.answer("q", lambda: answer(1), again)
        new = after(before)
        new.warm(before, -1.0)
        with pytest.raises(AssertionError, match="beforehand"):
            new.answer("q", refuse)

    def test_what_is_asked_most_often_comes_first_and_also_of_the_revision_after_the_next(self, before: Served) -> None:
        asked: list[str] = []

        def noted(name: str, served: Served) -> Answer:
            asked.append(name)
            return again(served)

        for name in "aabbbbc":
            before.answer(name, lambda: answer(1), lambda served, name=name: noted(name, served))  # type: ignore[misc]
        new = after(before)
        new.warm(before, 1.0)
        after(new).warm(new, 1.0)
        assert "".join(asked) == "bacbac"


class TestFollowing:
    @pytest.mark.slow
    def test_a_commit_of_others_is_served_warm_and_what_was_before_given_back(
        self, tmp_path: Path, behind: Behind, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = list[int]()
        monkeypatch.setattr("api.serving.live.give_back", lambda: given.append(1))
        with open_store(tmp_path / "linli.db") as store:
            store.commit(revision(1))
            client = behind(tmp_path / "linli.db")
            assert client.get("/v1/coverage").status_code == 200
            store.commit(revision(2))
            assert until(lambda: served(client) == 2)
            assert client.app.state.live.newest.warmed  # type: ignore[attr-defined]
            assert client.get("/v1/coverage").json()["revision"] == 2
            assert until(lambda: given == [1])


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of Linux is known to keep what is freed")
def test_freed_memory_is_given_back_to_the_system() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096

    pieces = [bytes(100_000) for _ in range(1_000)]  # each too small for a mapping of its own
    last = bytes(100_000)  # above them, so that nothing goes by itself
    before = resident()
    del pieces
    give_back()
    assert before - resident() > 50_000_000
    assert last
