"""What a user can write and load once loads again unchanged: names bare, quoted or by path, in cells, rows, sheets."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.stores import MemoryStore
from loaders import load
from tests.examples import FEW
from tests.loaders.books import Cells, book

pytestmark = pytest.mark.thorough

Draw = Callable[[st.SearchStrategy[Any]], Any]
_HOMES = ["1号楼", "2号楼", "甲/乙楼", "丙、丁楼"]
_UNITS = ["甲局", "乙、丙局", "Kids (Board, Trust) & Co", "“甲”办", "居委会", "社区党委", "锦绣园党支部"]
_FORMS = ["机关", "居委会", "社区党委", "支部"]
_PEOPLE = ["演示甲", "演示乙", "演示甲", "演示 丙", "演示·丁"]
_DAYS = [None, "2021-03-01", "2024-05-01"]


def _quoted(name: str) -> str:
    return f"“{name}”" if "“" not in name else f'"{name}"'


@st.composite
def ledgers(draw: Draw) -> dict[str, Cells]:
    """A ledger as somebody may write it: some of it may be refused, and then it is not asked about."""

    def some(names: list[Any], most: int = 2) -> str | None:
        chosen = draw(st.lists(st.sampled_from(names), max_size=most, unique=True))
        written = [
            draw(st.sampled_from([one, _quoted(one), f"锦绣园/{one}" if one in _HOMES else one])) for one in chosen
        ]
        return draw(st.sampled_from(["、", "；", "\n"])).join(written) or None

    def one(names: list[Any]) -> Any:
        return draw(st.sampled_from(names))

    rows = st.integers(0, 4)
    places: Cells = [
        ["名称", "层级", "上级区域", "架构模板"],
        ["甲社区", "社区", None, "suzhoulu"],
        ["锦绣园", "小区", "甲社区", None],
    ]
    places += [[name, "楼栋", one(["锦绣园", "甲社区/锦绣园", "“锦绣园”"]), None] for name in _HOMES]
    units: Cells = [["名称", "组织形式", "负责范围", "负责范围·起始日期", "上级", "上级·链条", "上级·关系"]]
    units += [
        [
            name,
            one(_FORMS),
            some(["锦绣园", *_HOMES]),
            one(_DAYS),
            some(_UNITS),
            one(["治理", None]),
            "指导",
        ]
        for name in [*_UNITS, *draw(st.sampled_from([[], [], ["甲局"]]))]
    ]
    posts: Cells = [["职务名称", "岗位号", "所属", "负责范围", "现任", "现任·起始日期"]]
    posts += [
        [
            one(["楼栋长", "网格员", "书记"]),
            one([None, 1, 2]),
            some(_UNITS, 1),
            some(_HOMES),
            some([*_PEOPLE, "空缺"], 1),
            one(_DAYS),
        ]
        for _ in range(draw(rows))
    ]
    people: Cells = [["姓名", "出生年", "居住地", "所属组织", "所属组织·类别"]]
    people += [
        [one(_PEOPLE), one([None, 1960, 1970]), some(_HOMES, 1), some(_UNITS), one([None, "自管"])]
        for _ in range(draw(rows))
    ]
    ties: Cells = [["起点", "终点", "起始日期"], *([one(_UNITS), one(_HOMES), one(_DAYS)] for _ in range(draw(rows)))]
    return {"区域": places, "组织": units, "职务": posts, "人员": people, "负责": ties}


def _written(folder: Path, sheets: dict[str, Cells], *, as_csv: bool) -> Path:
    if not as_csv:
        return book(folder / "台账.xlsx", sheets)
    for name, rows in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


class TestAgain:
    @pytest.mark.slow
    @settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
    @given(ledgers(), st.booleans())
    def test_what_was_loaded_is_known(self, sheets: dict[str, Cells], as_csv: bool) -> None:  # noqa: FBT001 - drawn
        with tempfile.TemporaryDirectory() as folder:
            path, store = _written(Path(folder), sheets, as_csv=as_csv), MemoryStore()
            first = load("workbook", [path], store, by="测试")
            if not first.failed:
                again = load("workbook", [path], store, by="测试")
                assert ([one.code for one in again.issues if one.severity == "error"], again.revision) == ([], 1)

    def test_of_two_people_of_one_name_of_whom_one_has_a_year_of_birth_each_is_known(self, tmp_path: Path) -> None:
        people: Cells = [["姓名", "出生年"], ["演示乙", None], ["演示乙", 1970]]
        path, store = book(tmp_path / "台账.xlsx", {"人员": people}), MemoryStore()
        assert load("workbook", [path], store, by="测试").revision == 1
        again = load("workbook", [path], store, by="测试")
        assert ([one.code for one in again.issues], again.revision) == ([], 1)
