"""What pages rest on is worked out before somebody asks, once a revision, and never in the way of an end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

import graph
from api import served_questions
from api.beforehand import Beforehand, asked, begun
from api.serving import Live, Served
from api.settings import Settings
from graph.errors import StoreError
from graph.network.touching import Touched
from tests.api.http.test_live import until

NEED = Touched(frozenset({"need"}), frozenset({"need"}), frozenset())


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was asked beforehand; templates are left alone, since they are read once a process."""
    found: list[object] = []

    def look(served: object) -> Iterator[None]:
        found.append(served)
        return iter(())

    monkeypatch.setattr("api.beforehand.asked", look)
    monkeypatch.setattr("api.beforehand.put_away", lambda _: None)
    monkeypatch.setattr("api.console.prepared", lambda **_: iter(()))
    return found


class Trouble:
    """What is live, after two troubles: a store that went away, and a mistake of ours."""

    def __init__(self) -> None:
        self.raised: list[Exception] = [StoreError("store_unreadable"), ZeroDivisionError("secret")]

    @property
    def newest(self) -> object:
        if self.raised:
            raise self.raised.pop(0)
        return "served"


def test_each_revision_is_asked_once(looked_at: list[object]) -> None:
    live = SimpleNamespace(newest="first")
    following = Beforehand(cast("Live", live), 0.01)
    following.start()
    assert until(lambda: looked_at == ["first"])
    live.newest = "second"
    assert until(lambda: looked_at == ["first", "second"])
    following.close()
    assert looked_at == ["first", "second"]


def test_trouble_is_waited_out_and_names_nothing(looked_at: list[object], caplog: pytest.LogCaptureFixture) -> None:
    following = Beforehand(cast("Live", Trouble()), 0.01)
    following.start()
    assert until(lambda: looked_at == ["served"])
    following.close()
    assert caplog.messages == ["beforehand: ZeroDivisionError"]


@pytest.fixture
def anew(http: TestClient, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The revision that the sample's service has, as if nobody had asked anything of it."""
    live = cast("Any", http.app).state.live
    served: Served = live.newest.after(live.newest.network(graph.today()), live.newest.revision, NEED)
    for one in ("_served", "_latest"):
        monkeypatch.setattr(live, one, served)
    return served


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were worked out."""
    found: list[str] = []
    ask = served_questions.asked

    def noted(name: str, *given: Any) -> Any:
        found.append(name)
        return ask(name, *given)

    monkeypatch.setattr("api.served_questions.asked", noted)
    return found


def test_what_is_found_is_there_for_who_asks(http: TestClient, anew: Served, made: list[str]) -> None:
    assert list(asked(anew)) == [None, None, None, None]
    assert made == ["needs", "reconcile", "coverage"]
    assert "targets" in vars(anew.names(graph.today()).things)
    assert http.get("/").status_code == 200
    assert made == ["needs", "reconcile", "coverage"]


class TestBeginning:
    def test_the_front_page_is_worked_out_before_a_service_is_ready(
        self, anew: Served, made: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("api.beforehand._BEGINNING", 60)
        begun(cast("Live", SimpleNamespace(newest=anew)))
        assert made == ["needs", "reconcile", "coverage"]

    def test_nothing_is_begun_when_its_time_is_over(
        self, anew: Served, made: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("api.beforehand._BEGINNING", -1)
        begun(cast("Live", SimpleNamespace(newest=anew)))
        assert made == []

    def test_trouble_is_left_to_who_asks(self, caplog: pytest.LogCaptureFixture) -> None:
        live = cast("Live", Trouble())
        begun(live)
        begun(live)
        assert caplog.messages == ["beforehand: StoreError", "beforehand: ZeroDivisionError"]


@pytest.mark.slow
def test_only_a_service_that_is_told_so_does_it(yanshan: Path, looked_at: list[object], serve: Any) -> None:
    serve(yanshan)
    assert looked_at == []
    serve(yanshan, beforehand=True)
    assert until(lambda: len(looked_at) == 1)
    assert Settings().beforehand is False
