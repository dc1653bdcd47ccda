"""A row that says the header again is no data, whatever file it stands in: it is left out and told."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import polars as pl
import pytest

from graph.stores import MemoryStore
from loaders import load
from loaders.readers.again import repeating, repeats

ORDERS = "工单编号,诉求类别,诉求内容,属地,受理时间,工单状态\n"
TABLES = {
    "admin_divisions": ("codes.csv", "code,name\n", "37,演示省\n", "3701,演示市\n"),
    "hsds": ("organizations.csv", "id,name\n", "o1,演示机构\n", "o2,演示机构二\n"),
    "work_orders": ("工单.csv", ORDERS, "1,维修,修灯,甲,2024-05-01,办理中\n", "2,维修,修门,甲,2024-05-02,办理中\n"),
}
READ = {"admin_divisions": "place", "hsds": "organisation", "work_orders": "need"}


@pytest.mark.usefixtures("files_read_here")
class TestHeadersAgain:
    @pytest.mark.parametrize("source", TABLES)
    def test_are_left_out_and_told(self, tmp_path: Path, source: str) -> None:
        name, header, first, second = TABLES[source]
        (tmp_path / name).write_text(header + first + header + second, encoding="utf-8")
        report = load(source, [tmp_path / name], MemoryStore(), by="测试")
        again = [(one.where.row, one.code) for one in report.issues if one.code.startswith("row_skipped")]
        assert (again, report.accepted[READ[source]], report.failed) == ([(3, "row_skipped_header")], 2, False)

    def test_are_found_in_columns_as_they_are_in_rows(self) -> None:
        headers = ["row", "again", "序号"]
        cells = product(*((None, name, f" {name} ", "甲") for name in headers))
        frame = pl.DataFrame(list(cells), schema=dict.fromkeys(headers, pl.String), orient="row")
        assert repeating(frame, headers).to_list() == [repeats(row, headers) for row in frame.iter_rows()]
        assert repeating(frame, headers).sum() == 3 * 2 * 2 + 2 * 2 * 2
