"""What pages rest on is worked out before somebody asks, once a revision, and never in the way of an end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

import graph
from api.beforehand import Beforehand, asked
from api.serving import Live
from api.settings import Settings
from graph.errors import StoreError
from graph.questions import function_of
from tests.api.http.test_live import until


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was asked beforehand; templates are left alone, since they are read once a process."""
    found: list[object] = []

    def look(served: object) -> Iterator[None]:
        found.append(served)
        return iter(())

    monkeypatch.setattr("api.beforehand.asked", look)
    monkeypatch.setattr("api.console.prepared", lambda: iter(()))
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


def test_what_is_found_is_there_for_who_asks(http: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    live = cast("Any", http.app).state.live
    made: list[str] = []

    def noted(name: str) -> Any:
        made.append(name)
        return function_of(name)

    monkeypatch.setattr("api.beforehand.function_of", noted)
    assert list(asked(live.newest)) == [None, None, None]
    assert made == ["needs", "coverage"]
    assert "targets" in vars(live.newest.names(live.newest.network(graph.today())).things)


@pytest.mark.slow
def test_only_a_service_that_is_told_so_does_it(yanshan: Path, looked_at: list[object], serve: Any) -> None:
    serve(yanshan)
    assert looked_at == []
    serve(yanshan, beforehand=True)
    assert until(lambda: len(looked_at) == 1)
    assert Settings().beforehand is False
