"""A telephone in a name that everybody reads is told at its cell, and the file is read."""

from __future__ import annotations

from itertools import product
from typing import Any

import polars as pl

from graph.identity import TELEPHONE, telephone_in
from tests.loaders.books import PLACES, Desk, told

MOBILE = "13912345678"


class TestName:
    def test_with_a_telephone_is_warned_of_at_its_cell_and_read(self, desk: Desk) -> None:
        sheets: dict[str, list[list[Any]]] = {
            "区域": [*map(list, PLACES), [f"凉亭{MOBILE}", "小区", "苏州路社区"]],
            "组织": [["名称", "组织形式", "负责范围"], ["物业（0531-88888888）", "物业公司", "锦绣园"]],
            "队伍": [["名称"], ["巡逻队 139 1234 5678"]],
            "阵地": [["名称", "所在地"], ["12345号活动室", "锦绣园"], ["书屋13912345678", "锦绣园"]],
            "需求": [["名称", "需求号", "所在地"], [f"漏水打{MOBILE}", MOBILE, "锦绣园"]],
            "人员": [["姓名", "手机", "居住地"], [f"演示甲{MOBILE}", MOBILE, "锦绣园/3号楼"]],
        }
        report = desk.load(sheets)
        assert sorted(told(report)) == [
            ("name_and_telephone", "人员", "A2", "演" + "*" * 13),
            ("telephone_read", "区域", "A7", "139****5678"),
            ("telephone_read", "组织", "A2", "0531****8888"),
            ("telephone_read", "队伍", "A2", "139****5678"),
            ("telephone_read", "阵地", "A3", "139****5678"),
            ("telephone_read", "需求", "A2", "139****5678"),
            ("telephone_read", "需求", "B2", "139****5678"),
        ]
        assert (
            next(one for one in report.issues if one.code == "telephone_read").message()
            == "名称里有电话号码 139****5678，人人看得到"
        )
        assert {one.severity for one in report.issues} == {"warning"}
        assert desk.store.tables()["need"]["number"].to_list() == [MOBILE]


_BESIDE = ("", "a", "1", "１", ".", "-", " ", "园", "\n")
_NUMBERS = (MOBILE, MOBILE[1:], "139 1234-5678", "0531-88888888", "0531 8888888", "021-88888", "12345678901")


class TestLookedFor:
    def test_in_a_column_as_in_each_text_of_it(self) -> None:
        texts = [f"{one}{number}{other}" for one, number, other in product(_BESIDE, _NUMBERS, _BESIDE)]
        found = pl.Series(texts).str.contains(TELEPHONE).to_list()
        assert found == [telephone_in(text) is not None for text in texts]
