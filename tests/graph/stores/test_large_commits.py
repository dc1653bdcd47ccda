"""A commit so large that keys become numbers all at once writes what one does that looks each up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.stores import open_store
from graph.stores.sqlite import in_bulk
from graph.tables import Tables
from tests.graph.steps.played import Played

_LINES = """
    place 甲社区 community
    place 甲社区/1号楼 building
    organisation 支部 name=一支部 answers_for=甲社区 reports_to=党委
    organisation 党委 name=党委
    post 书记 in=一支部 holder=演示甲
    need 修灯 category=水电维修 located_at=甲社区/1号楼 raised_on=2024-10-01 about=一支部
    step 登记 need=修灯 number=1 at=2024-10-01 state=待受理 to=一支部
"""


def written(path: Path) -> list[Tables]:
    """Return what a store holds after a commit, and after another that changes and ends some of it."""
    tables = Played(_LINES).tables
    changes = {kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}
    ended = changes["need"].with_columns(name=pl.lit("修楼道灯"), until=pl.lit(date(2025, 1, 1)))
    with open_store(path) as store:
        store.commit(ChangeSet(changes, by="test"))
        first = store.tables()
        store.commit(ChangeSet({"need": ended}, by="test"))
        return [first, store.tables()]


def test_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = written(tmp_path / "one.db")
    monkeypatch.setattr(in_bulk, "MANY", 0)
    at_once = written(tmp_path / "other.db")
    for one, other in zip(looked_up, at_once, strict=True):
        for name, frame in one.items():
            assert frame.sort("key").equals(other[name].sort("key")), name
