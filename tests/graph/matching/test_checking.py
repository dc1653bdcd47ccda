"""The checker names the rule that a broken plan breaks, one kind of breaking after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from graph.answers import Answer
from graph.network import Network
from graph.plain.facts.world import World
from graph.plain.matching.checking import RULES, broken
from graph.questions import match
from graph.rules import load_rules
from tests.casefile.notation import read_network

_RULES = load_rules()
_TODAY = dt.date(2024, 11, 1)
_NETWORK = """
place 甲社区 community
place 甲社区/锦绣园 estate
place 甲社区/安和园 estate
organisation 企业 name=理发店
organisation 企业 name=图书馆
organisation 企业 name=书店
organisation 物业 name=物业公司
offer 义剪 given_by=理发店 serves=甲社区/锦绣园 categories=理发 capacity=3 unit=人次 period=month weekdays=周五
offer 赠书 given_by=图书馆 serves=甲社区 categories=图书 capacity=9
offer 旧书 given_by=书店 serves=甲社区 categories=图书 capacity=9 price=5
offer 大堂 given_by=图书馆 serves=甲社区 categories=场地 capacity=4
offer 自己扫 given_by=物业公司 serves=甲社区 categories=清扫 capacity=9
offer 老人扫 given_by=书店 serves=甲社区 categories=清扫 capacity=9 for_classes=60岁及以上
offer 停扫 given_by=图书馆 serves=甲社区 categories=清扫 capacity=9 status=paused
need 剪发 category=理发 located_at=甲社区/锦绣园 quantity=2 unit=人次
need 那边剪发 category=理发 located_at=甲社区/安和园 unit=人次
need 剪发小时 category=理发 located_at=甲社区/锦绣园 unit=小时
need 要书 category=图书 located_at=甲社区 quantity=5 max_givers=1
need 指定的书 category=图书 located_at=甲社区 quantity=2
need 活动 category=场地 located_at=甲社区 quantity=2 divisible=false
need 活动用书 category=图书 located_at=甲社区 quantity=2 together_with=活动
need 楼道脏 category=清扫 located_at=甲社区 about=物业公司
meets 旧书 指定的书 state=proposed pinned=true quantity=2 on=2024-11-04
meets 赠书 指定的书 state=declined asked_on=2024-10-01
"""

Rows = list[dict[str, Any]]


@cache
def _made() -> tuple[Network, Any]:
    written = read_network(_NETWORK, _RULES.profiles["suzhoulu"], _RULES.vocabulary("suzhoulu"))
    return Network(written.tables, _TODAY), written.names


@cache
def _answer() -> Answer:
    return match(_made()[0], _RULES, plan=True)


def _plan() -> tuple[Rows, dict[str, int]]:
    return _answer().rows.to_dicts(), dict(_answer().totals["objective"])


def _of(rows: Rows, demand: str) -> dict[str, Any]:
    return next(row for row in rows if row["demand"]["name"] == demand)


def _units(row: dict[str, Any], units: int) -> None:
    row["share"] = row["share"] // row["quantity"] * units
    row["quantity"] = units


def _given(rows: Rows, demand: str, offer: str, giver: str | None, units: int = 1, quantity: int = 1) -> None:
    """Add a row that gives a demand something, from the lot that its offer has, on the day of the plan."""
    names = _made()[1]
    lot: dict[str, Any] = {"from": None, "until": None, "assumed": False}
    if offer == "义剪":
        lot = {"from": dt.date(2024, 11, 1), "until": dt.date(2024, 12, 1), "assumed": False}
    rows.append(
        {
            "demand": {"id": names.key(demand), "name": demand, "kind": "need"},
            "offer": {"id": names.key(offer), "name": offer, "kind": "offer"},
            "giver": giver and {"id": names.key(giver), "name": giver, "kind": "organisation"},
            "lot": lot,
            "on": _TODAY,
            "quantity": units,
            "share": units * (27_720 // quantity),
            "pinned": False,
        }
    )


def _another_giver(rows: Rows) -> None:
    _of(rows, "剪发")["giver"] = _of(rows, "活动")["giver"]


def _unknown(rows: Rows) -> None:
    _of(rows, "剪发")["demand"] = {"id": "need-2345672345672345", "name": None, "kind": "need"}


def _nothing(rows: Rows) -> None:
    _units(_of(rows, "剪发"), 0)


def _wrong_share(rows: Rows) -> None:
    _of(rows, "剪发")["share"] += 1


def _twice(rows: Rows) -> None:
    row = _of(rows, "剪发")
    _units(row, 1)
    rows.append(dict(row))


def _wrong_day(rows: Rows) -> None:
    _of(rows, "剪发")["on"] = dt.date(2024, 11, 7)  # a Thursday


def _before_today(rows: Rows) -> None:
    _of(rows, "剪发")["on"] = dt.date(2024, 10, 25)


def _no_such_lot(rows: Rows) -> None:
    _of(rows, "剪发")["lot"] = {"from": dt.date(2024, 11, 4), "until": dt.date(2024, 11, 11), "assumed": False}


def _without_the_pin(rows: Rows) -> None:
    rows.remove(_of(rows, "指定的书"))


def _pinned_by_nobody(rows: Rows) -> None:
    _of(rows, "活动")["pinned"] = True


def _half_of_a_whole(rows: Rows) -> None:
    _units(_of(rows, "活动"), 1)


def _half_of_a_group(rows: Rows) -> None:
    rows.remove(_of(rows, "活动用书"))


def _from_two(rows: Rows) -> None:
    row = _of(rows, "要书")
    _units(row, 4)
    other = ("旧书", "书店") if row["offer"]["name"] == "赠书" else ("赠书", "图书馆")
    _given(rows, "要书", *other, 1, 5)


def _more_than_wanted(rows: Rows) -> None:
    _units(_of(rows, "剪发"), 3)


def _more_than_there_is(rows: Rows) -> None:
    row = _of(rows, "要书")
    _units(row, 10)


_BROKEN: list[tuple[str, Callable[[Rows], None]]] = [
    ("giver", _another_giver),
    ("demand", _unknown),
    ("quantity", _nothing),
    ("share", _wrong_share),
    ("twice", _twice),
    ("day", _wrong_day),
    ("day", _before_today),
    ("lot", _no_such_lot),
    ("pins", _without_the_pin),
    ("pins", _pinned_by_nobody),
    ("whole", _half_of_a_whole),
    ("together", _half_of_a_group),
    ("max_givers", _from_two),
    ("too_much", _more_than_wanted),
    ("capacity", _more_than_there_is),
    ("category", lambda rows: _given(rows, "剪发小时", "赠书", "图书馆")),
    ("area", lambda rows: _given(rows, "那边剪发", "义剪", "理发店")),
    ("unit", lambda rows: _given(rows, "剪发小时", "义剪", "理发店")),
    ("eligible", lambda rows: _given(rows, "楼道脏", "老人扫", "书店")),
    ("concerned", lambda rows: _given(rows, "楼道脏", "自己扫", "物业公司")),
    ("offer", lambda rows: _given(rows, "楼道脏", "停扫", "图书馆")),
    ("declined", lambda rows: _given(rows, "指定的书", "赠书", "图书馆", 1, 2)),
]


class TestBroken:
    def test_nothing_is_broken_in_the_plan_itself(self) -> None:
        rows, objective = _plan()
        assert broken(World.of(_made()[0], _RULES), rows, objective) == []

    @pytest.mark.parametrize(("rule", "breaks"), _BROKEN)
    def test_names_the_rule_that_a_broken_plan_breaks(self, rule: str, breaks: Callable[[Rows], None]) -> None:
        rows, _ = _plan()
        breaks(rows)
        assert rule in {one.rule for one in broken(World.of(_made()[0], _RULES), rows)}

    @pytest.mark.parametrize("level", ["normal", "kept", "points", "spread", "tie"])
    def test_a_plan_that_is_not_worth_what_it_says_is_told(self, level: str) -> None:
        rows, objective = _plan()
        objective[level] += 1
        assert [one.rule for one in broken(World.of(_made()[0], _RULES), rows, objective)] == ["objective"]

    def test_each_rule_is_broken_by_some_plan_here(self) -> None:
        assert {rule for rule, _ in _BROKEN} | {"objective"} == set(RULES)
