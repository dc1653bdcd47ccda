"""Whatever stands in the cells, a load ends with a report: it never breaks, and an error writes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.kinds import kind_of
from loaders.columns import columns_of, thing_sheets
from tests.examples import FEW
from tests.loaders.books import PARTY, PLACES, POSTS, Cells, Desk

pytestmark = pytest.mark.thorough

Draw = Callable[[st.SearchStrategy[Any]], Any]

_SAID = [
    "锦绣园", "3号楼", "锦绣园/3号楼", "苏州路社区", "苏州路社区//党委", "锦绣园//支部", "//", "/", "a//b//c",
    "演示甲", "演示甲（1960）", "空缺", "楼栋", "党委", "书记", "党组织", "领导", "物业", "2024-11-01", "2024",
    "至2024-08-31", "60余人", "55—65", "count kind=post", "sum households of kind=place",
    "kind=post within=锦绣园", "kind=", "同上", "合计", "#REF!", "370285002", "place-aaaaaaaaaaaaaaaa",
    "13800138000", "是", "、；", "演示甲、演示乙", "=1+1", "　", "“", "within=甲 within=乙",
]  # fmt: skip
_CELL = (
    st.none()
    | st.sampled_from(_SAID)
    | st.one_of(
        st.integers(-5, 10**12),
        st.floats(allow_nan=False, allow_infinity=False, width=32),
        st.booleans(),
        st.just(date(2024, 3, 2)),
        st.just(datetime(2024, 3, 2, 8, 30)),  # noqa: DTZ001 - a spreadsheet knows no zone
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6),
    )
)


@st.composite
def sheets(draw: Draw) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = {"区域": [list(row) for row in PLACES]} if draw(st.booleans()) else {}
    for kind in draw(st.lists(st.sampled_from(thing_sheets()), min_size=1, max_size=4, unique=True)):
        headers = draw(
            st.lists(st.sampled_from([one.header for one in columns_of(kind)]), min_size=1, max_size=8, unique=True)
        )
        rows = draw(st.lists(st.lists(_CELL, min_size=len(headers), max_size=len(headers)), max_size=5))
        above = (
            [["台账完整截至", draw(_CELL), "所在区域", draw(_CELL), "条件", draw(_CELL)]] if draw(st.booleans()) else []
        )
        name = kind_of(kind).zh
        found[name if name not in found else f"{name}2"] = [*above, headers, *rows]
    return found


class TestAnything:
    @pytest.mark.slow
    @settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(sheets(), min_size=1, max_size=2), st.booleans())
    def test_ends_with_a_report_and_an_error_writes_nothing(
        self,
        files: list[dict[str, list[list[Any]]]],
        end: bool,  # noqa: FBT001 - drawn
    ) -> None:
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder))
            for one in files:
                before = desk.store.revision().number
                report = desk.load(one, end_missing=end)
                report.to_dict("en")
                if report.failed:
                    assert desk.store.revision().number == report.revision == before
                else:
                    again = desk.load(one, end_missing=end)
                    assert not again.failed


_LIKELY: dict[str, list[Any]] = {
    "现任": ["演示甲", "演示乙", "演示丙", "演示乙（1960）", "空缺", None],
    "现任·起始日期": ["2021-03-01", "2024-06-01", "2024-12-15", None],
    "负责范围": ["锦绣园", "一网格", "锦绣园/3号楼", "锦绣园/5号楼、一网格", "苏州路社区", None],
    "上级区域": ["锦绣园", "一网格", "苏州路社区"],
    "所属": ["苏州路社区", "苏州路社区//党委", None],
    "居住地": ["锦绣园/3号楼", "锦绣园/5号楼", None],
    "名称": ["锦绣园", "二网格", "3号楼", "锦绣园党支部", "第二党小组"],
    "岗位号": [1, 2, 3, None],
    "简称": ["苏州路社区"],  # the file itself goes by it: another one would hold for the first load only
}


@st.composite
def changed(draw: Draw) -> dict[str, list[list[Any]]]:
    """A good workbook in which somebody changed a few cells, and perhaps took rows away."""
    people: Cells = [["姓名", "出生年", "居住地", "所属组织"], ["演示乙", 1960, "锦绣园/3号楼", "锦绣园//支部"]]
    good: dict[str, Cells] = {
        "区域": [list(row) for row in PLACES],
        "组织": [list(row) for row in PARTY],
        "职务": [list(row) for row in POSTS],
        "人员": people,
    }
    for _ in range(draw(st.integers(0, 3))):
        sheet = draw(st.sampled_from(sorted(good)))
        row = draw(st.sampled_from(good[sheet][1:]))
        column = draw(st.integers(0, len(row) - 1))
        likely = _LIKELY.get(good[sheet][0][column], [])
        junk = not likely or (len(likely) > 1 and not draw(st.integers(0, 9)))
        row[column] = draw(_CELL if junk else st.sampled_from(likely))
    for rows in good.values():
        if len(rows) > 2 and draw(st.booleans()):
            del rows[draw(st.integers(1, len(rows) - 1))]
        if draw(st.booleans()):
            rows.insert(
                0, ["台账完整截至", draw(st.sampled_from(["2024-11-01", "2024-12-01"])), "所在区域", "苏州路社区"]
            )
    return {name: rows for name, rows in good.items() if name == "区域" or draw(st.booleans())}


@pytest.mark.slow
class TestAlmostGood:
    @settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(changed(), min_size=1, max_size=4), st.booleans())
    def test_what_was_loaded_loads_again_as_known(
        self,
        files: list[dict[str, list[list[Any]]]],
        end: bool,  # noqa: FBT001 - drawn
    ) -> None:
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder))
            desk.good({"区域": PLACES, "组织": PARTY, "职务": POSTS})
            for one in files:
                report = desk.load(one, end_missing=end)
                if not report.failed:
                    again = desk.load(one, end_missing=end)
                    assert (again.failed, again.revision, again.added, again.changed) == (False, report.revision, 0, 0)
