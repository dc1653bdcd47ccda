"""Changes are told as somebody goes through the place, whatever their keys are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from api.rendering.changes import told_between
from graph.rules import load_rules
from graph.stores import open_store
from graph.viewing import Log, owner
from tests.stores import stored

LINES = """
place 甲社区 community
place 甲社区/二网格 grid display_order=2
place 甲社区/一网格 grid display_order=1
place 甲社区/一网格/10号楼 building
place 甲社区/一网格/9号楼 building
organisation 演示支部 form=party_branch answers_for=甲社区/二网格
organisation 演示居委 form=residents_committee answers_for=甲社区
post 网格长 in=演示支部 holder=演示乙
post 主任 in=演示居委 holder=演示甲
person 演示丙
"""
TOLD = [
    ("appointed", "甲社区//演示居委//主任"),
    ("appointed", "甲社区/二网格//演示支部//网格长"),
    ("founded", "甲社区"),
    ("founded", "甲社区//演示居委"),
    ("founded", "甲社区//演示居委//主任"),
    ("founded", "演示甲"),
    ("founded", "甲社区/一网格"),
    ("founded", "甲社区/一网格/9号楼"),
    ("founded", "甲社区/一网格/10号楼"),
    ("founded", "甲社区/二网格"),
    ("founded", "甲社区/二网格//演示支部"),
    ("founded", "甲社区/二网格//演示支部//网格长"),
    ("founded", "演示乙"),
    ("founded", "演示丙"),
]


def test_is_place_by_place_then_by_kind_and_name(tmp_path: Path) -> None:
    path, looks = stored(tmp_path / "linli.db", LINES), owner("terminal", "test")
    with open_store(path) as store:
        log = Log(tmp_path / "log")
        told = told_between(store, 0, 1, load_rules(), looks, date(2024, 11, 1), log)
    assert [(one.what, told.called(one.thing)) for one in told.rows] == TOLD
