"""A year of weekly work in small, undone: the last five go back one by one, in memory and in a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.adjusting import adjusted
from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import load_rules
from graph.stores import MemoryStore, SqliteStore, Store
from graph.stores.copying import digest_of
from graph.stores.reversing import reversal
from graph.viewing import People
from tests.graph.adjusting.played import Played

LINES = """
    place 甲社区 community
    place 甲社区/一网格 grid
    place 甲社区/二网格 grid
    place 甲社区/一网格/1号楼 building homes=2
    place 甲社区/二网格/2号楼 building
    organisation 党委 name=社区党委 answers_for=甲社区
    organisation 党支部 name=一支部 answers_for=甲社区/一网格 reports_to=社区党委
    post 书记 name=书记 in=一支部 holder=演示甲
    post 网格员 name=网格员 answers_for=甲社区/一网格 holder=演示乙
    need 修灯 category=设施维修 located_at=甲社区/一网格
    step 派单 need=修灯 at=2024-10-08 state=已派单 to=一支部
"""
WORK: list[tuple[str, dict[str, Any]]] = [
    ("appoint", {"seat": "书记", "name": "演示丙"}),
    ("vacate", {"seat": "书记"}),
    ("rename", {"thing": "一支部", "name": "幸福支部"}),
    ("absent", {"person": "演示乙"}),
    ("split", {"thing": "甲社区/一网格", "into": {"三网格": ["甲社区/一网格/1号楼"]}}),
    ("merge", {"thing": "甲社区/一网格", "into": "甲社区/二网格"}),
    ("dissolve", {"thing": "一支部"}),
]


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "linli.db")


def digests(store: Store) -> dict[str, str]:
    """The digest of every table."""
    tables = store.tables()
    return {one.kind: digest_of(tables, one.kind) for one in all_kinds()}


@pytest.mark.slow
def test_the_last_ones_go_back_one_by_one(store: Store) -> None:
    played, rules = Played(LINES), load_rules()
    with store:
        store.commit(ChangeSet({one.kind: whole_rows(played.tables, one.kind) for one in all_kinds()}))
        told = [digests(store)]
        for number, (verb, said) in enumerate(WORK, start=1):
            day = dt.date(2024, 10, 10) + dt.timedelta(days=number)
            network = Network(store.tables(), day, People(store.personal))
            why = "" if verb == "absent" else "演示"
            made = adjusted(verb, network, rules, played.keys(verb, said), reason=why)
            assert store.commit(made.changes).reason == why
            told.append(digests(store))
        assert len({str(one) for one in told}) == len(WORK) + 1
        last = store.revision().number
        for back in range(len(WORK)):
            store.commit(reversal(store, last - back))
            assert digests(store) == told[-2 - back]
        assert store.examine().whole
