"""A 副书记 in a workbook is the deputy of the 书记, and is asked where the chief's seat is empty (SEMANTICS S6)."""

from __future__ import annotations

from datetime import date

import pytest

from graph.network import Network
from graph.questions import escalate
from graph.rules import load_rules
from tests.loaders.books import Cells, Desk, told

HEADS = ["职务名称", "所属", "现任", "岗位号"]
PLACES: Cells = [["名称", "层级", "架构模板"], ["甲社区", "社区", "suzhoulu"]]
UNITS: Cells = [["名称", "组织形式", "负责范围"], ["甲党委", "党委", "甲社区"]]


def ledger(posts: Cells) -> dict[str, Cells]:
    return {"区域": PLACES, "组织": UNITS, "职务": [HEADS, *posts]}


class TestDeputies:
    def test_is_a_seat_of_the_chief_s_role_of_rank_deputy_called_as_written(self, desk: Desk) -> None:
        rows: Cells = [
            ["书记", "甲党委", "空缺", None],
            ["副书记", "甲党委", "演示乙", None],
            ["副书记", "甲党委", "演示丙", 2],
            ["副书记", "甲党委", "演示丁", None],
        ]
        report = desk.load(ledger(rows))
        assert told(report) == [("read_as_deputy", "职务", cell, "副书记") for cell in ("A3", "A4", "A5")]
        posts = desk.store.tables()["post"].select("role", "seat", "rank", "name").sort("seat", nulls_last=False)
        assert posts.rows() == [
            ("secretary", None, None, None),
            ("secretary", 2, "deputy", "副书记"),
            ("secretary", 3, "deputy", "副书记"),
            ("secretary", 4, "deputy", "副书记"),
        ]
        assert not desk.load(ledger(rows)).changed  # the same sheet names the same seats

    def test_is_asked_where_the_chief_s_seat_is_empty(self, desk: Desk) -> None:
        desk.load(ledger([["书记", "甲党委", "空缺", None], ["副书记", "甲党委", "演示乙", None]]))
        network = Network(desk.store.tables(), date(2024, 11, 1))
        start = desk.names.resolve("甲社区", ("place",))
        rows = escalate(network, load_rules(), start, chain="party").rows
        assert rows.select("slot", "how").rows() == [("community", "deputy")]

    def test_a_word_that_is_no_deputy_of_a_role_is_kept_as_ever(self, desk: Desk) -> None:
        assert told(desk.load(ledger([["副食店长", "甲党委", None, None]]))) == [
            ("unknown_word_kept", "职务", "A2", "副食店长")
        ]

    def test_one_that_was_read_to_the_letter_before_is_told_at_the_row(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows: Cells = [["书记", "甲党委", "空缺", None], ["副书记", "甲党委", "演示乙", None]]
        with monkeypatch.context() as before:
            before.setattr("loaders.sources.workbook.deputies.chief_of", lambda *_: None)
            desk.load(ledger(rows))
        (old,) = desk.store.tables()["post"].filter(role="副书记")["key"].to_list()
        report = desk.load(ledger(rows))
        assert ("deputy_before", "职务", "3", "副书记") in told(report)
        issue = next(one for one in report.issues if one.code == "deputy_before")
        assert issue.suggestion("zh") == f"核对后撤销原有的那一处：linli dissolve {old}"
        assert old in str(issue.suggestion("zh", page=True))
        assert "deputy_before" not in {one[0] for one in told(desk.load(ledger(rows)))}  # told once, when it comes
