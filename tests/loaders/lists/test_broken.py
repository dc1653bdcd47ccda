"""Lists as they come back from people: renamed, moved, merged, without their ids; nothing of them is guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.rules import load_rules
from graph.stores import MemoryStore
from loaders import load
from tests.loaders.books import told
from tests.loaders.lists.around import RULES, Hall, Sheet, edited, filled

CHANGED = ({"名称": "绘本"}, {"数量": 40})


def shaped(path: Path, change: Callable[[Any], Any]) -> Path:
    """Change a workbook as a whole."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def left_behind(by: str) -> Callable[[Sheet], None]:
    """Return a sort, from the last to the first by a column, that moves all columns but the two that are hidden."""

    def sort(one: Sheet) -> None:
        rows = [[cell.value for cell in row[2:]] for row in one.cells.iter_rows(min_row=one.header + 1)]
        rows.sort(key=lambda row: str(row[one.columns[by] - 3]), reverse=True)
        for number, row in enumerate(rows, one.header + 1):
            for place, value in enumerate(row, 3):
                one.cells.cell(number, place).value = value

    return sort


class TestHarmless:
    def quantity(self, hall: Hall, path: Path) -> Any:
        assert told(hall.take(path)) == []
        return hall.value("need", "绘本", "quantity")

    @pytest.mark.slow
    def test_a_renamed_sheet_is_known_by_its_ids(self, hall: Hall) -> None:
        path = filled(hall.write(), "需求清单", CHANGED)
        shaped(path, lambda book: setattr(book["需求清单"], "title", "十一月需求（改）"))
        assert self.quantity(hall, path) == 40

    @pytest.mark.slow
    def test_a_moved_column_is_known_by_its_header(self, hall: Hall) -> None:
        def move(one: Sheet) -> None:
            place = one.columns["数量"]
            for number in range(one.header, one.cells.max_row + 1):
                one.cells.cell(number, 30).value = one.cells.cell(number, place).value
            one.cells.delete_cols(place)

        assert self.quantity(hall, edited(filled(hall.write(), "需求清单", CHANGED), "需求清单", move)) == 40

    @pytest.mark.slow
    def test_a_column_that_is_gone_says_nothing(self, hall: Hall) -> None:
        def drop(one: Sheet) -> None:
            one.cells.delete_cols(one.columns["期限"])

        assert self.quantity(hall, edited(filled(hall.write(), "需求清单", CHANGED), "需求清单", drop)) == 40

    @pytest.mark.slow
    def test_rows_in_another_order_are_the_same_rows(self, hall: Hall) -> None:
        def sort(one: Sheet) -> None:
            rows = [[cell.value for cell in row] for row in one.cells.iter_rows(min_row=one.header + 1)]
            for number, row in enumerate(reversed(rows), one.header + 1):
                for place, value in enumerate(row, 1):
                    one.cells.cell(number, place).value = value

        assert self.quantity(hall, edited(filled(hall.write(), "需求清单", CHANGED), "需求清单", sort)) == 40

    @pytest.mark.parametrize("what", ["lists", "claims", "partner"])
    def test_the_buttons_over_the_columns_sort_the_hidden_ones_too(self, hall: Hall, what: str) -> None:
        sheets = openpyxl.load_workbook(hall.write(what)).worksheets
        assert {sheet.auto_filter.ref[0] for sheet in sheets if sheet.auto_filter.ref} == {"A"}

    @pytest.mark.slow
    def test_a_thing_may_get_the_name_that_another_had(self, hall: Hall) -> None:
        rows = (
            ({"名称": "绘本"}, {"名称": "课堂用书", "需求号": "XQ-1"}),
            ({"名称": "课堂用书"}, {"名称": "旧书", "需求号": "XQ-9"}),
        )
        report = hall.take(filled(hall.write(), "需求清单", *reversed(rows)))
        assert (told(report), report.revision) == ([], 2)


class TestRefused:
    def refused(self, hall: Hall, path: Path, **how: Any) -> list[Any]:
        report = hall.take(path, **how)
        assert (report.revision, report.failed) == (1, True)
        return told(report)

    @pytest.mark.slow
    def test_without_the_column_of_ids(self, hall: Hall) -> None:
        path = edited(hall.write(), "需求清单", lambda one: one.cells.delete_cols(1))
        assert self.refused(hall, path)[0] == ("lists_no_ids", "需求清单", "", None)

    @pytest.mark.slow
    def test_a_sort_that_left_the_hidden_columns_behind(self, hall: Hall) -> None:
        found = self.refused(hall, edited(hall.write(), "资源清单", left_behind("名称")))
        assert [issue[:3] for issue in found if issue[0] == "lists_row_moved"] == [
            ("lists_row_moved", "资源清单", number) for number in "5678"
        ]

    def test_such_a_sort_is_seen_though_rows_were_edited_after_it(self, hall: Hall) -> None:
        def change(one: Sheet) -> None:
            left_behind("名称")(one)
            for number in (5, 6):
                one.put(number, 数量=7 + number)

        found = self.refused(hall, edited(hall.write(), "项目清单", change))
        assert [issue[:3] for issue in found if issue[0] == "lists_row_moved"] == [
            ("lists_row_moved", "项目清单", number) for number in "56"
        ]

    @pytest.mark.slow
    def test_a_line_to_sign_under_the_id_of_another_giver(self, hall: Hall) -> None:
        def swap(one: Sheet) -> None:
            left_behind("资源")(one)
            one.put(5, 认领="√", 签字人="演示甲")

        found = self.refused(hall, edited(hall.write("claims"), "认领表", swap))
        assert ("lists_row_moved", "认领表", "5") in [issue[:3] for issue in found]

    @pytest.mark.slow
    def test_a_line_whose_check_is_gone(self, hall: Hall) -> None:
        path = edited(hall.write("claims"), "认领表", lambda one: one.put(5, **{"#核对": None}, 认领="√"))
        assert self.refused(hall, path)[0][:3] == ("lists_no_check", "认领表", "5")

    def test_without_its_marks(self, hall: Hall) -> None:
        path = shaped(hall.write(), lambda book: book.remove(book["#linli"]))
        assert self.refused(hall, path) == [("lists_unmarked", "", "", None)]

    def test_a_formula_where_a_value_was(self, hall: Hall) -> None:
        path = filled(hall.write(), "需求清单", ({"名称": "绘本"}, {"数量": "=SUM(H5:H5)"}))
        assert self.refused(hall, path)[0][:3] == ("broken_cell", "需求清单", "H6")

    def test_a_formula_where_an_id_was(self, hall: Hall) -> None:
        path = filled(hall.write(), "需求清单", ({"名称": "绘本"}, {"#需求清单": "=A5"}))
        assert self.refused(hall, path)[0][:3] == ("lists_no_such_row", "需求清单", "6")

    @pytest.mark.slow
    def test_merged_ids(self, hall: Hall) -> None:
        path = edited(hall.write(), "需求清单", lambda one: one.cells.merge_cells("A5:A6"))
        assert self.refused(hall, path)[0] == ("lists_twice", "需求清单", "6", None)

    def test_a_list_of_another_store(self, hall: Hall) -> None:
        path = filled(hall.write(), "需求清单", CHANGED)
        with MemoryStore() as other:
            report = load("lists", [path], other, by="测试", rules=RULES)
            assert (told(report)[0], other.revision().number) == (("lists_revision", "", "", "1"), 0)

    @pytest.mark.slow
    def test_a_column_that_is_never_kept(self, hall: Hall) -> None:
        path = edited(hall.write(), "需求清单", lambda one: one.put(one.header, 备注="身份证号"))
        assert self.refused(hall, path)[0][0] == "refused_column"

    @pytest.mark.slow
    def test_a_sheet_that_is_none_of_its_lists(self, hall: Hall) -> None:
        path = shaped(hall.write(), lambda book: book.create_sheet("会议记录").append(["谁", "说了什么"]))
        shaped(path, lambda book: book["会议记录"].append(["演示甲", "好"]))
        assert self.refused(hall, path) == [("lists_unknown_sheet", "会议记录", "", None)]

    def test_signatures_of_before_the_rules_changed(self, hall: Hall, tmp_path: Path) -> None:
        own = tmp_path / "rules" / "norms"
        own.mkdir(parents=True)
        (own / "own.yaml").write_text("[]\n", encoding="utf-8")
        rules = load_rules(tmp_path / "rules")
        assert self.refused(hall, hall.write("claims"), rules=rules) == [("lists_rules", "", "", None)]

    def test_marks_of_a_partner_that_cannot_be_one(self, hall: Hall) -> None:
        def write(book: Any) -> None:
            row = next(row for row in book["#linli"].iter_rows() if row[0].value == "partner")
            row[1].value = hall.names.resolve("甲社区")

        assert self.refused(hall, shaped(hall.write("partner"), write))[0][0] == "lists_place"

    @pytest.mark.parametrize(("name", "said"), [("revision", "9" * 30), ("on", "昨天"), ("within", "place-x")])
    def test_marks_that_cannot_be(self, hall: Hall, name: str, said: str) -> None:
        def write(book: Any) -> None:
            next(row for row in book["#linli"].iter_rows() if row[0].value == name)[1].value = said

        assert self.refused(hall, shaped(hall.write(), write))[0][0] in ("lists_unmarked", "lists_place")
