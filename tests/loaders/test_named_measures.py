"""统计口径 chosen by name: the name stands for a query, which the template shows beside it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.rules import base_vocabulary
from graph.selectors import parse_measure
from graph.stores.memory import MemoryStore
from loaders.run import load
from loaders.template import write_template

MEASURES = base_vocabulary().lists["measure"]


class TestNamedMeasure:
    @pytest.mark.parametrize("query", MEASURES)
    def test_stands_for_a_query_as_it_is_kept(self, query: str) -> None:
        assert str(parse_measure(query)) == query

    def test_is_kept_as_its_query(self, tmp_path: Path) -> None:
        (tmp_path / "区域.csv").write_text("名称,层级,架构模板\n甲社区,社区,suzhoulu\n", encoding="utf-8")
        (tmp_path / "公开数.csv").write_text("对象,统计口径,数值,单位\n甲社区,户数,10,户\n", encoding="utf-8")
        store = MemoryStore()
        report = load("workbook", [tmp_path / "区域.csv", tmp_path / "公开数.csv"], store, by="演示")
        assert report.issues == []
        assert store.tables()["figure"]["measure"].to_list() == ["sum households of kind=place level=home"]

    def test_is_chosen_from_a_list_with_the_query_beside_it(self, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx", ["figure"])
        book = openpyxl.load_workbook(tmp_path / "t.xlsx")
        (rule,) = (one for one in book["公开数"].data_validations.dataValidation if "C2" in str(one.sqref))
        columns = {column[0]: tuple(filter(None, column[1:])) for column in zip(*book["#词表"].values, strict=True)}
        assert "$2:$" in str(rule.formula1)
        assert columns["统计口径"] == tuple(word.zh for word in MEASURES.values())
        assert columns["统计口径的算法"] == tuple(MEASURES)
