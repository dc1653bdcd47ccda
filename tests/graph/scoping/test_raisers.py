"""Whom a need concerns never learns who raised it: by no tie, step or history, now or before."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from graph.changes import ChangeSet
from graph.network import Network
from graph.rules import Rules
from graph.scoping import Scope, ScopedStore, kept_from
from graph.stores.memory import MemoryStore
from tests.casefile.notation import Written
from tests.stores import changes

DAY = dt.date(2024, 11, 1)
LINES = """
place 东社区 community
person 演示丁
organisation 居委会 form=residents_committee answers_for=东社区
post 主任 name=主任 in=居委会 holder=演示甲
organisation 演示物业 form=property_company answers_for=东社区
organisation 物业分部 form=unit located_at=东社区 reports_to=演示物业 reports_to_chain=governance
organisation 物业总部 form=unit located_at=东社区
post 经理 name=经理 in=演示物业 holder=演示乙
team 物业队 serves=东社区
runs 演示物业 物业队
venue 活动室 located_at=东社区
runs 物业总部 活动室
organisation 业委会 form=owners_committee located_at=东社区
post 主任 name=业委主任 in=业委会 holder=演示丙
need 电梯坏了 located_at=东社区 about=演示物业
need 活动室脏 located_at=东社区 about=活动室
raises 业委会 电梯坏了
raises 业委会 活动室脏
step 登记 need=电梯坏了 at="2024-10-08 09:00" state=待受理 by=演示丁
step 受理 need=电梯坏了 at="2024-10-08 10:00" state=已受理 by=居委会
step 催办 need=电梯坏了 at="2024-10-09 10:00" state=已受理 by=业委会
step 催办 need=电梯坏了 at="2024-10-10 10:00" state=已受理 by=业委主任
step 催办 need=电梯坏了 at="2024-10-11 10:00" state=已受理 by=演示丙
"""


@pytest.fixture
def store(told: Written) -> MemoryStore:
    made = MemoryStore()
    made.commit(changes(told.tables))
    return made


def seen_of(store: MemoryStore, told: Written, rules: Rules, seat: str) -> ScopedStore:
    whole = Network(store.tables(personal=False), DAY)
    return ScopedStore(store, rules, Scope(seat=told.names.key(seat)), lambda _: whole)


@pytest.mark.parametrize(
    ("seat", "needs"),
    [
        ("演示物业", {"电梯坏了"}),
        ("经理", {"电梯坏了"}),
        ("物业分部", {"电梯坏了"}),
        ("物业队", {"电梯坏了"}),
        ("物业总部", {"活动室脏"}),
        ("主任@居委会", set()),
        ("业委会", set()),
    ],
)
def test_of_which_needs_a_seat_is_not_told_it(told: Written, rules: Rules, seat: str, needs: set[str]) -> None:
    found = kept_from(Network(told.tables, DAY), rules, told.names.key(seat))
    assert found == {told.names.key(one) for one in needs}


def test_no_step_is_told_as_by_who_raised_it_nor_by_a_post_there_or_who_holds_one(
    store: MemoryStore, told: Written, rules: Rules
) -> None:
    key = told.names.key
    for at in (None, 1):
        by = seen_of(store, told, rules, "演示物业").tables(at=at)["step"].sort("number")["by"].to_list()
        assert by == [None, key("居委会"), None, None, None]
    steps = seen_of(store, told, rules, "物业总部").tables()["step"]
    assert steps["by"].null_count() == 0


def test_nor_in_any_history(store: MemoryStore, told: Written, rules: Rules) -> None:
    key, seen = told.names.key, seen_of(store, told, rules, "演示物业")
    said = str([seen.history(one).to_dicts() for one in seen.tables()["step"]["key"]])
    named = [one for one in ("业委会", "业委主任", "演示丙", "演示丁", "居委会") if key(one) in said]
    assert named == ["居委会"]


def test_nor_by_a_tie_that_was_taken_out(store: MemoryStore, told: Written, rules: Rules) -> None:
    key = told.names.key
    tie = store.tables()["raises"].filter(target=key("电梯坏了")).select("key").with_columns(op=pl.lit("remove"))
    store.commit(ChangeSet({"raises": tie}))
    assert "raises" in set(store.history(key("电梯坏了"))["kind"])
    for thing in ("电梯坏了", "业委会"):
        events = seen_of(store, told, rules, "演示物业").history(key(thing)).filter(kind="raises")
        assert key("电梯坏了") not in events["tie_target"].to_list()
    assert seen_of(store, told, rules, "演示物业").tables(at=1)["raises"]["target"].to_list() == [key("活动室脏")]
