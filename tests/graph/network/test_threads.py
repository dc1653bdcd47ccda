"""A network may be asked from several threads: nothing is made twice, lost or mixed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, Lock
from typing import TypeVar

import pytest

from graph.network import Network
from graph.network.memo import Memo
from graph.questions import audit, coverage, escalate, reconcile
from graph.rules import load_rules
from graph.stores import open_store
from graph.tables import Tables

T = TypeVar("T")
_THREADS = 8
_ON = date(2024, 11, 1)


def together(work: Callable[[int], T]) -> list[T]:
    """Return what some work returns in several threads that begin at once."""
    ready = Barrier(_THREADS)

    def begin(number: int) -> T:
        ready.wait()
        return work(number)

    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(begin, range(_THREADS)))


class TestMemo:
    def test_what_all_ask_for_at_once_is_made_once(self) -> None:
        memo, lock = Memo(), Lock()
        made: list[int] = []

        def make() -> object:
            with lock:
                made.append(1)
            return object()

        found = together(lambda _: [memo(key, None, make) for key in range(50)])
        assert len(made) == 50
        assert all(one == found[0] for one in found)

    def test_what_is_made_may_ask_for_more(self) -> None:
        memo = Memo()

        def number(key: int) -> int:
            return memo(key, None, lambda: 1 if key < 2 else number(key - 1) + number(key - 2))

        assert together(lambda _: number(30)) == [1346269] * _THREADS

    def test_what_could_not_be_made_is_tried_again(self) -> None:
        memo = Memo()
        with pytest.raises(ZeroDivisionError):
            memo("x", None, lambda: 1 // 0)
        assert memo("x", None, lambda: 1) == 1


@pytest.fixture(scope="module")
def tables(sample_store: Callable[[str], Path]) -> Tables:
    """The tables of the sample yanshan."""
    with open_store(sample_store("yanshan")) as store:
        return store.tables()


class TestNetwork:
    @pytest.mark.slow
    def test_answers_are_those_of_one_thread(self, tables: Tables) -> None:
        rules = load_rules()
        home = Network(tables, _ON).key(int(Network(tables, _ON).view.territory.order[-1]))
        asks: list[Callable[[Network], str]] = [
            lambda network: coverage(network, rules, states=None, load=True).to_json(),
            lambda network: coverage(network, rules.only("national")).to_json(),
            lambda network: reconcile(network, rules).to_json(),
            lambda network: audit(network, rules).to_json(),
            lambda network: escalate(network, rules, home).to_json(),
        ]
        expected = [ask(Network(tables, _ON)) for ask in asks]
        shared = Network(tables, _ON)

        def work(number: int) -> list[str]:
            turned = asks[number % len(asks) :] + asks[: number % len(asks)]
            found = [ask(shared) for ask in turned]
            return found[-number % len(asks) :] + found[: -number % len(asks)]

        assert together(work) == [expected] * _THREADS

    @pytest.mark.slow
    def test_many_dates_are_asked_at_once(self, tables: Tables) -> None:
        rules = load_rules()
        days = [_ON + timedelta(days=200 * step) for step in range(-12, 3)]
        expected = [coverage(Network(tables, day), rules).totals for day in days]
        shared = Network(tables, _ON)

        def work(number: int) -> list[object]:
            order = days if number % 2 else days[::-1]
            found = {day: coverage(shared.on(day), rules).totals for day in order}
            return [found[day] for day in days]

        assert together(work) == [expected] * _THREADS

    @pytest.mark.slow
    def test_what_is_kept_of_dates_stays_bounded(self, tables: Tables) -> None:
        network, rules = Network(tables, _ON), load_rules()
        for step in range(40):
            coverage(network.on(_ON + timedelta(days=step)), rules.only("national"))
        assert len(network.view._days) <= 4  # noqa: SLF001 - what is kept is not to be seen from outside
        assert len(network._views._views) <= 8  # noqa: SLF001
