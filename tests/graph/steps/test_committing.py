"""Steps in a store: written with who and when, one of two wins, and what was done is undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import graph
from graph.changes import ChangeSet, whole_rows
from graph.errors import LinliError, StaleRevision, StepRefused
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import load_rules
from graph.steps.asked import Asked, Taken
from graph.steps.committing import carried_out
from graph.steps.stepping import taken
from graph.stores import Store, open_store
from graph.stores.reversing import reversal
from tests.graph.steps.played import Played

DAY = dt.date(2024, 11, 1)
RULES = load_rules()
LINES = """
    place 甲社区 community
    organisation 企业 name=一
    organisation 企业 name=二
    offer 甲 key=a given_by=一 serves=甲社区 categories=理发 capacity=9
    offer 乙 key=b given_by=二 serves=甲社区 categories=理发 capacity=9
    need 剪发 key=n category=理发 located_at=甲社区
"""


def claim(source: str, step: str = "claim") -> Asked:
    return Asked(step, "need-n", f"offer-{source}", by=f"演示{source}")


def take(store: Store, look: Callable[[], Network], asked: Asked, expected: int | None = None) -> Taken:
    """Take a step in a store."""
    made, _, _ = carried_out(store, look, lambda seen: taken(seen, RULES, asked), expected=expected)
    return made


@pytest.fixture(params=["memory", "sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store with a need and two offers."""
    where = ":memory:"
    if request.param == "sqlite":
        where = str(request.getfixturevalue("tmp_path") / "linli.db")
    if request.param == "neo4j":
        where = request.getfixturevalue("neo4j").url
    tables = Played(LINES).tables
    with open_store(where) as opened:
        opened.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}))
        yield opened


def states(store: Store) -> dict[str, str]:
    """What is in force on the day, by offer."""
    rows = store.tables(["meets"])["meets"].iter_rows(named=True)
    return {row["source"]: row["state"] for row in rows if row["until"] is None or row["until"] > DAY}


class TestTake:
    @pytest.mark.slow
    def test_it_is_a_revision_with_who_and_what_and_undone_as_one(self, store: Store) -> None:
        def look() -> Network:
            return graph.open(store, on=DAY)

        for asked in (claim("a", "ask"), claim("b", "ask")):
            take(store, look, asked)
        made, revision = take(store, look, claim("a")), store.revision()
        assert (revision.number, revision.by, revision.source) == (4, "演示a", "linli match claim")
        assert [one.source for one in made.informed] == ["offer-b"]
        assert states(store) == {"offer-a": "claimed"}
        with pytest.raises(StepRefused, match="已经认满：一 1"):
            take(store, look, claim("b"))
        store.commit(reversal(store, 4))
        assert states(store) == {"offer-a": "asked", "offer-b": "asked"}

    @pytest.mark.slow
    def test_of_two_who_claim_the_last_at_once_one_wins_and_the_other_is_told_who(self, store: Store) -> None:
        ready = Barrier(2, timeout=60)

        def race(source: str) -> str:
            looked: list[Network] = []

            def look() -> Network:
                looked.append(graph.open(store, on=DAY))
                if len(looked) == 1:
                    ready.wait()  # both have seen that one is left
                return looked[-1]

            try:
                take(store, look, claim(source))
            except LinliError as error:
                return error.message()
            return "won"

        with ThreadPoolExecutor(2) as pool:
            found = sorted(pool.map(race, ("a", "b")))
        winner = "一" if states(store) == {"offer-a": "claimed"} else "二"
        assert found == ["won", f"“甲社区//剪发”已经认满：{winner} 1"]
        assert store.revision().number == 2

    def test_who_looked_at_an_older_revision_is_told_so(self, store: Store) -> None:
        take(store, lambda: graph.open(store, on=DAY), claim("b", "ask"))
        with pytest.raises(StaleRevision) as refused:
            take(store, lambda: graph.open(store, on=DAY), claim("a"), expected=1)
        assert refused.value.params == {"expected": 1, "found": 2}
        assert states(store) == {"offer-b": "asked"}

    def test_who_only_tries_it_is_told_so_too_and_nothing_is_written(self, store: Store) -> None:
        def tried(expected: int) -> int | None:
            def judged(seen: Network) -> Taken:
                return taken(seen, RULES, claim("a"))

            return carried_out(store, lambda: graph.open(store, on=DAY), judged, expected=expected, dry_run=True)[-1]

        assert tried(1) is None
        with pytest.raises(StaleRevision):
            tried(0)
        assert (store.revision().number, states(store)) == (1, {})
