"""What a sheet calls otherwise by its number: the old name is kept with its end, finds the thing, and says so."""

from __future__ import annotations

import pytest

from graph import today
from graph.errors import NotFound
from graph.names.former import Former
from graph.stores.reversing import reversal
from tests.graph.finding.test_finding import at_rest
from tests.loaders.books import PLACES, Cells, Desk


def renamed(desk: Desk, name: str) -> Cells:
    """A sheet in which the grid is known by its number and called otherwise."""
    key = desk.names.resolve("苏州路社区/一网格")
    return [["编号", "名称", "层级", "上级区域"], [key, name, "网格", "苏州路社区"]]


class TestARenameByNumber:
    def test_keeps_the_old_name_until_the_day_of_the_load_and_changes_nothing_again(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        sheet = renamed(desk, "幸福网格")
        report = desk.good({"区域": sheet})
        assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
        assert desk.rows("former_name", "subject", "name", "since", "until") == [
            ("苏州路演示社区/幸福网格", "一网格", None, today())
        ]
        assert desk.good({"区域": sheet}).revision == report.revision

    def test_lets_the_old_name_find_the_thing_and_say_until_when_from_tables_and_from_the_index(
        self, desk: Desk
    ) -> None:
        desk.good({"区域": [*PLACES, ["1号楼", "楼栋", "一网格", None, None]]})
        desk.good({"区域": renamed(desk, "幸福网格")})
        names = desk.names
        (found,) = names.find("一网格")
        assert (found.name, found.formerly) == ("幸福网格", (Former("一网格", today()),))
        assert at_rest(names, "一网格", 5) == [found]
        assert names.resolve("苏州路社区/一网格", formerly=True) == found.key == names.resolve("一网格", formerly=True)
        assert names.path_of(names.resolve("苏州路社区/一网格/1号楼", formerly=True)) == "苏州路演示社区/幸福网格/1号楼"
        with pytest.raises(NotFound):
            names.resolve("锦绣园/一网格", formerly=True)

    def test_is_undone_with_its_revision(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        before = {kind: frame for kind, frame in desk.store.tables().items() if frame.height}
        number = desk.good({"区域": renamed(desk, "幸福网格")}).revision
        assert number == 2
        desk.store.commit(reversal(desk.store, number, by="演示"))
        after = desk.store.tables()
        assert all(after[kind].sort("key").equals(frame.sort("key")) for kind, frame in before.items())
        assert after["former_name"].height == 0


def test_a_sheet_that_names_what_was_renamed_is_told_what_it_is_called_now(desk: Desk) -> None:
    desk.good({"区域": PLACES})
    desk.good({"区域": renamed(desk, "幸福网格")})
    report = desk.load({"职务": [["职务名称", "负责范围"], ["网格员", "苏州路社区/一网格"]]})
    (issue,) = [one for one in report.issues if one.severity == "error"]
    assert "现在叫“苏州路演示社区/幸福网格”" in issue.message()
