"""Loading: all or nothing, the same file twice, what is missing, and what is replaced."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadInput, NotFound, StaleRevision
from loaders import all_sources, detect, load, source_named
from tests.loaders.books import PARTY, PLACES, POSTS, Cells, Desk, book, told

HEADS = ["职务名称", "负责范围", "现任", "现任·起始日期"]
UNTIL = ["台账完整截至", "2024-11-01", "所在区域", "苏州路社区"]


def _posts(*rows: list[Any], until: bool = True) -> dict[str, Any]:
    return {"职务": [*([UNTIL] if until else []), HEADS, *rows]}


class TestAllOrNothing:
    def test_a_dry_run_reports_and_writes_nothing(self, desk: Desk) -> None:
        report = desk.good({"区域": PLACES}, dry_run=True)
        assert (report.added, report.accepted["place"], report.revision, report.dry_run) == (9, 5, 0, True)
        assert desk.store.revision().number == 0

    def test_a_dry_run_tells_what_a_commit_would_refuse(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "起始日期", "截止日期"], ["甲", "社区", "2024-05-01", "2024-04-01"]]
        report = desk.load({"区域": rows}, dry_run=True)
        assert [(one.code, one.where.sheet, one.where.row) for one in report.issues] == [
            ("ends_before_it_begins", "区域", 2)
        ]

    def test_a_term_that_is_over_before_it_begins_is_told_at_its_cell(self, desk: Desk) -> None:
        rows: Cells = [
            [*HEADS, "现任·任期届满"],
            ["楼栋长", "锦绣园/3号楼", "演示甲", "2024-05-01", "2020-01-01"],
            ["楼栋长", "锦绣园/5号楼", "演示乙", "2024-05-01", "2024-05-01"],
        ]
        report = desk.load({"区域": PLACES, "职务": rows}, dry_run=True)
        assert [(one.code, one.where.sheet, one.where.row, one.found, one.expected) for one in report.issues] == [
            ("term_before_it_begins", "职务", 2, "2020-01-01", "2024-05-01")
        ]

    @pytest.mark.slow
    def test_the_same_file_again_makes_no_revision(self, desk: Desk) -> None:
        sheets = {
            "区域": PLACES,
            **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", "2021-01-01"], ["楼栋长", "锦绣园/5号楼", "空缺", None]),
        }
        first, again = desk.good(sheets), desk.good(sheets)
        assert (first.revision, again.revision) == (1, 1)
        assert (again.added, again.changed, again.ended, again.missing) == (0, 0, 0, 0)
        assert again.unchanged == sum(again.accepted.values())

    @pytest.mark.slow
    def test_the_order_of_rows_and_sheets_makes_no_difference(self, desk: Desk, tmp_path: Path) -> None:
        sheets = {"区域": PLACES, "组织": PARTY, "职务": POSTS}
        (tmp_path / "other").mkdir()
        other = Desk(tmp_path / "other")
        desk.good(sheets)
        other.good({name: [rows[0], *reversed(rows[1:])] for name, rows in reversed(sheets.items())})
        for kind in ("place", "part_of", "organisation", "reports_to", "post", "post_in", "answers_for"):
            rows, turned = (one.store.tables()[kind].sort("key") for one in (desk, other))
            assert rows.equals(turned)

    def test_who_and_from_what_are_written_down(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        assert (desk.store.revision().by, desk.store.revision().source) == ("测试", "1.xlsx")

    def test_somebody_came_first(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        with pytest.raises(StaleRevision):
            desk.load({"区域": [["名称", "层级"], ["甲", "社区"]]}, expected=0)

    def test_a_file_that_cannot_be_read_is_an_issue(self, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "坏.xlsx").write_bytes(b"PK")
        report = load("workbook", [tmp_path / "坏.xlsx"], desk.store, by="测试")
        assert [(one.code, one.where.file) for one in report.issues] == [("file_damaged", "坏.xlsx")]
        other = book(tmp_path / "好.xlsx", {"区域": [["名称", "层级"], [None, "社区"]]})
        both = load("workbook", [tmp_path / "坏.xlsx", other], desk.store, by="测试")
        assert [one.code for one in both.issues] == ["file_damaged", "required"]

    def test_several_files_are_one_change(self, desk: Desk, tmp_path: Path) -> None:
        first = book(tmp_path / "a.xlsx", {"区域": PLACES})
        (tmp_path / "csv").mkdir()
        (tmp_path / "csv" / "职务.csv").write_text("职务名称,负责范围\n楼栋长,锦绣园/3号楼\n", encoding="gb18030")
        report = load("workbook", [first, tmp_path / "csv"], desk.store, by="测试")
        assert (told(report), report.revision, report.accepted["post"]) == ([], 1, 1)
        assert desk.store.revision().source == "a.xlsx、职务.csv"


class TestMerge:
    def test_a_column_that_is_not_there_leaves_its_values_alone(self, desk: Desk) -> None:
        desk.good({"区域": [["名称", "层级", "户数", "备注"], ["甲", "社区", 40, "旧"]]})
        desk.good({"区域": [["名称", "层级", "备注"], ["甲", "社区", "新"]]})
        assert desk.rows("place", "households", "note") == [(40, "新")]

    def test_an_empty_cell_empties_where_the_column_says_anything(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "户数", "备注"], ["甲", "社区", 40, "旧"], ["乙", "社区", 50, "旧"]]
        desk.good({"区域": rows})
        rows[1][2:], rows[2][2:] = [None, None], [60, None]
        desk.good({"区域": rows})
        assert desk.rows("place", "name", "households", "note") == [("乙", 60, "旧"), ("甲", None, "旧")]

    @pytest.mark.slow
    def test_an_empty_cell_never_empties_what_a_thing_is_known_by(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "代码"], ["甲街道", "街道", "370285002"], ["乙街道", "街道", "370285003"]]
        desk.good({"区域": rows})
        rows[1][2] = None
        assert desk.good({"区域": rows}).changed == 0
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", "2021-01-01"])})
        posts = (["楼栋长", "锦绣园/3号楼", "演示甲", None], ["楼栋长", "锦绣园/5号楼", "演示乙", "2021-01-01"])
        assert desk.good(_posts(*posts)).changed == 0

    @pytest.mark.slow
    def test_a_new_date_of_the_same_tie_corrects_it(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", None])})
        report = desk.good(_posts(["楼栋长", "锦绣园/3号楼", "演示甲", "2021-01-01"]))
        assert (report.changed, report.ended, desk.rows("holds", "source", "since")) == (
            1,
            0,
            [("演示甲", date(2021, 1, 1))],
        )

    def test_what_has_ended_and_is_listed_again_is_told(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "截止日期"], ["甲", "社区", "2024-08-31"]]
        desk.good({"区域": rows})
        report = desk.load({"区域": [row[:2] for row in rows]})
        assert [(one.severity, *said) for one, said in zip(report.issues, told(report), strict=True)] == [
            ("warning", "thing_ended_before", "区域", "A2", None)
        ]
        assert report.issues[0].message() == "已于 2024-09-01 前结束，现又列出；仍作结束"


class TestReplaced:
    @pytest.mark.slow
    def test_a_new_holder_ends_the_one_before_on_the_first_day(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", "2021-01-01"])})
        report = desk.good(_posts(["楼栋长", "锦绣园/3号楼", "演示乙", "2024-03-01"], until=False))
        assert report.ended == 1
        assert desk.rows("holds", "source", "since", "until") == [
            ("演示乙", date(2024, 3, 1), None),
            ("演示甲", date(2021, 1, 1), date(2024, 3, 1)),
        ]

    def test_who_would_then_have_held_it_on_no_day_never_did(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", "2024-03-01"])})
        report = desk.good(_posts(["楼栋长", "锦绣园/3号楼", "演示乙", "2024-03-01"], until=False))
        assert report.ended == 1
        assert desk.rows("holds", "source", "since", "until") == [("演示乙", date(2024, 3, 1), None)]

    @pytest.mark.slow
    def test_without_a_date_on_the_day_of_the_complete_list(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", None])})
        desk.good(_posts(["楼栋长", "锦绣园/3号楼", "演示乙", None]))
        assert desk.rows("holds", "source", "since", "until") == [
            ("演示乙", date(2024, 11, 1), None),
            ("演示甲", None, date(2024, 11, 1)),
        ]

    @pytest.mark.slow
    def test_without_either_nobody_knows_when(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", None])})
        report = desk.load(_posts(["楼栋长", "锦绣园/3号楼", "演示乙", None], until=False))
        assert told(report) == [("replaced_when", "职务", "D2", None)]
        assert report.issues[0].message() == "“现任”换了，却不知道从哪一天起"
        assert report.revision == 1

    @pytest.mark.slow
    def test_a_seat_that_became_vacant(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", None])})
        desk.good(_posts(["楼栋长", "锦绣园/3号楼", "空缺", "2024-06-01"], until=False))
        assert desk.rows("holds", "until") == [(date(2024, 6, 1),)]
        assert desk.rows("post", "vacant") == [(True,)]

    def test_and_was_filled_again(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "空缺", None])})
        desk.good(_posts(["楼栋长", "锦绣园/3号楼", "演示甲", "2024-06-01"]))
        assert desk.rows("post", "vacant") == [(None,)]

    def test_a_building_that_moved_to_another_grid(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        header = ["编号", "名称", "层级", "上级区域"]
        three = [desk.names.resolve("锦绣园/3号楼"), "3号楼", "楼栋", "一网格"]
        desk.good({"区域": [[*UNTIL, "条件", "层级=楼栋"], header, three, [None, "5号楼", "楼栋", "锦绣园"]]})
        found = [row for row in desk.rows("part_of", "source", "target", "since", "until") if "3号楼" in row[0]]
        assert [(target.rpartition("/")[2], since, until) for _, target, since, until in found] == [
            ("一网格", date(2024, 11, 1), None),
            ("锦绣园", None, date(2024, 11, 1)),
        ]

    def test_two_at_a_time_where_there_can_be_one(self, desk: Desk) -> None:
        rows = [*PLACES, ["7号楼", "楼栋", "锦绣园、一网格", None, None]]
        assert told(desk.load({"区域": rows})) == [("one_at_a_time_part_of", "区域", "C7", None)]
        acting = ["职务名称", "负责范围", "现任", "现任·代理"]
        desk.good({"区域": PLACES, "职务": [acting, ["楼栋长", "锦绣园/3号楼", "演示甲、演示乙", "否、是"]]})

    def test_terms_one_after_the_other(self, desk: Desk) -> None:
        terms = ["职务名称", "负责范围", "现任", "现任·起始日期", "现任·截止日期"]
        days = "2018-01-01；2021-01-01"
        desk.good(
            {
                "区域": PLACES,
                "职务": [terms, ["楼栋长", "锦绣园/3号楼", "演示甲；演示乙", days, "2020-12-31；2023-12-31"]],
            }
        )
        assert len(desk.rows("holds", "key")) == 2


class TestMissing:
    POSTS = (["楼栋长", "锦绣园/3号楼", "演示甲", None], ["楼栋长", "锦绣园/5号楼", "演示乙", None])

    @pytest.mark.slow
    def test_is_judged_inside_the_lists_of_the_file_only(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(*self.POSTS)})
        assert desk.load(_posts(self.POSTS[0], until=False)).missing == 0
        narrow = ["台账完整截至", "2024-12-01", "所在区域", "锦绣园/3号楼"]
        assert desk.load({"职务": [narrow, HEADS, self.POSTS[0]]}).missing == 0
        other = ["台账完整截至", "2024-12-01", "所在区域", "锦绣园", "条件", "职务=网格员"]
        assert desk.load({"职务": [other, HEADS, self.POSTS[0]]}).missing == 0

    def test_is_told_and_stays(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(*self.POSTS)})
        report = desk.load(_posts(self.POSTS[0]))
        assert (report.missing, report.ended, report.revision) == (1, 0, 1)
        assert told(report) == [("missing", "职务", "B1", "苏州路演示社区/锦绣园/5号楼//楼栋长")]

    @pytest.mark.slow
    def test_ends_as_of_the_list_where_asked_to(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(*self.POSTS)})
        report = desk.load(_posts(self.POSTS[0]), end_missing=True)
        assert (report.missing, report.ended, report.revision) == (1, 3, 2)
        ended = desk.store.tables()["post"].drop_nulls("until")
        assert ended["until"].to_list() == [date(2024, 11, 1)]
        assert desk.store.tables()["holds"].drop_nulls("until")["target"].to_list() == ended["key"].to_list()

    def test_what_began_later_is_not_missing(self, desk: Desk) -> None:
        late = [*HEADS, "起始日期"]
        desk.good({"区域": PLACES, "职务": [late, ["楼栋长", "锦绣园/3号楼", None, None, "2025-01-01"]]})
        assert desk.load(_posts(["楼栋长", "锦绣园/5号楼", "演示甲", None])).missing == 0

    @pytest.mark.parametrize(("last", "missing"), [("2024-10-31", 0), ("2024-11-01", 1)])
    def test_what_had_ended_by_the_day_of_the_list_is_not_missing(self, desk: Desk, last: str, missing: int) -> None:
        row = ["楼栋长", "锦绣园/3号楼", None, None, last]
        desk.good({"区域": PLACES, "职务": [[*HEADS, "截止日期"], row]})
        assert desk.load(_posts(["楼栋长", "锦绣园/5号楼", None, None])).missing == missing

    def test_each_list_is_judged_on_its_own_day(self, desk: Desk) -> None:
        row = ["楼栋长", "锦绣园/3号楼", None, None, "2024-10-31"]
        desk.good({"区域": PLACES, "职务": [[*HEADS, "截止日期"], row]})
        earlier = ["台账完整截至", "2024-10-01", "所在区域", "苏州路社区", "条件", "职务=网格员"]
        posts = _posts(["楼栋长", "锦绣园/5号楼", None, None])["职务"]
        assert desk.load({"职务": [earlier, *posts]}).missing == 0

    @pytest.mark.slow
    def test_what_began_on_the_day_of_the_list_is_told_and_stays(self, desk: Desk) -> None:
        row = ["楼栋长", "锦绣园/3号楼", "演示甲", None, "2024-11-01"]
        desk.good({"区域": PLACES, "职务": [[*HEADS, "起始日期"], row]})
        report = desk.load(_posts(["楼栋长", "锦绣园/5号楼", None, None]), end_missing=True)
        assert (report.failed, report.missing, report.ended) == (False, 1, 0)
        assert desk.rows("post", "until") == [(None,), (None,)]
        assert desk.rows("holds", "until") == [(None,)]

    @pytest.mark.slow
    def test_a_holder_since_that_day_stays_though_the_post_ends(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/3号楼", "演示甲", "2024-11-01"], until=False)})
        report = desk.load(_posts(["楼栋长", "锦绣园/5号楼", None, None]), end_missing=True)
        assert (report.failed, report.missing) == (False, 1)
        assert desk.rows("post", "until") == [(None,), (date(2024, 11, 1),)]
        assert desk.rows("holds", "until") == [(None,)]

    @pytest.mark.slow
    def test_who_was_replaced_and_is_missing_among_the_people_left_when_replaced(self, desk: Desk) -> None:
        people = [["姓名", "居住地"], ["演示甲", "锦绣园/5号楼"], ["演示丙", "锦绣园/5号楼"]]
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/5号楼", "演示甲", "2021-01-01"]), "人员": people})
        posts = _posts(["楼栋长", "锦绣园/5号楼", "演示乙", "2024-03-01"])
        report = desk.load({**posts, "人员": [UNTIL, people[0], people[2]]}, end_missing=True)
        assert (report.failed, report.missing, report.ended) == (False, 1, 3)  # the tie, the person and the home
        assert desk.rows("holds", "source", "until") == [("演示乙", None), ("演示甲", date(2024, 3, 1))]
        assert desk.rows("lives_in", "source", "until") == [("演示丙", None), ("演示甲", date(2024, 11, 1))]

    @pytest.mark.slow
    def test_a_tie_of_two_that_are_missing_ends_with_the_first(self, desk: Desk) -> None:
        people = [["姓名", "居住地"], ["演示甲", "锦绣园/5号楼"], ["演示丙", "锦绣园/5号楼"]]
        desk.good({"区域": PLACES, **_posts(["楼栋长", "锦绣园/5号楼", "演示甲", "2021-01-01"]), "人员": people})
        posts = _posts(["楼栋长", "锦绣园/3号楼", "演示丙", None])
        earlier = ["台账完整截至", "2024-10-01", "所在区域", "苏州路社区"]
        report = desk.load({**posts, "人员": [earlier, people[0], people[2]]}, end_missing=True)
        assert (report.failed, report.missing) == (False, 2)
        assert desk.rows("holds", "source", "until") == [("演示丙", None), ("演示甲", date(2024, 10, 1))]

    @pytest.mark.slow
    def test_who_is_named_for_a_post_is_not_missing_among_the_people(self, desk: Desk) -> None:
        people = {
            "人员": [
                ["台账完整截至", "2024-11-01", "所在区域", "苏州路社区"],
                ["姓名", "居住地"],
                ["演示丙", "锦绣园/5号楼"],
            ]
        }
        sheets = {"区域": PLACES, **_posts(self.POSTS[0]), **people}
        desk.good(sheets)
        assert desk.good(sheets).missing == 0

    @pytest.mark.slow
    def test_a_tie_that_a_column_leaves_out(self, desk: Desk) -> None:
        rows: Cells = [["名称", "组织形式", "负责范围"], ["居委会", "居委会", "锦绣园、一网格"]]
        until = ["台账完整截至", "2024-11-01", "所在区域", "苏州路社区"]
        desk.good({"区域": PLACES, "组织": rows})
        rows[1][2] = "锦绣园"
        assert desk.good({"组织": rows}).missing == 0
        elsewhere = ["台账完整截至", "2024-11-01", "所在区域", "一网格"]
        assert desk.good({"组织": [elsewhere, *rows]}).missing == 0
        other_form = [*until, "条件", "组织形式=业委会"]
        assert desk.good({"组织": [other_form, *rows]}).missing == 0
        report = desk.load({"组织": [until, *rows]})
        assert (told(report), report.missing) == ([("tie_missing", "组织", "C3", None)], 1)
        desk.load({"组织": [until, *rows]}, end_missing=True)
        assert desk.rows("answers_for", "target", "until") == [
            ("苏州路演示社区/一网格", date(2024, 11, 1)),
            ("苏州路演示社区/锦绣园", None),
        ]


class TestSources:
    def test_each_has_words_in_both_languages(self) -> None:
        for source in all_sources():
            assert set(source.title) == set(source.description) == {"zh", "en"}

    @pytest.mark.slow
    def test_a_file_is_known_by_its_header(self, tmp_path: Path) -> None:
        assert detect(book(tmp_path / "a.xlsx", {"职务": [["职务名称"]]})).name == "workbook"
        (tmp_path / "b.csv").write_text("code,parent,level,name\n37,,1,山东省\n", encoding="utf-8")
        assert detect(tmp_path / "b.csv").name == "admin_divisions"
        with pytest.raises(NotFound):
            detect(book(tmp_path / "c.xlsx", {"车辆": [["甲"]]}))

    def test_a_file_of_another_sort_is_told_all_that_are_read(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput) as told:
            detect(tmp_path / "方案.docx")
        assert told.value.message() == (
            "文件“方案.docx”不是能读入的文件，应为 .xlsx .xlsm .xls .xlsb .ods .csv .tsv .txt .geojson .json"
        )

    def test_one_whose_sort_a_source_reads_is_its_own_even_where_it_misses_something(self, tmp_path: Path) -> None:
        (tmp_path / "点.geojson").write_text('{"type": "Feature"}', encoding="utf-8")
        assert detect(tmp_path / "点.geojson").name == "geojson"

    def test_what_stands_far_to_the_right_tells_nothing_and_costs_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "宽.csv").write_text("," * 60_000 + "code,parent,level,name\n", encoding="utf-8")
        with pytest.raises(NotFound):
            detect(tmp_path / "宽.csv")

    def test_one_that_is_not_there(self) -> None:
        with pytest.raises(NotFound) as told:
            source_named("excel")
        assert told.value.suggestion() == "可用：admin_divisions、dhis2、geojson、hsds、lists、work_orders、workbook"

    def test_an_option_that_it_does_not_have(self, desk: Desk) -> None:
        report = desk.load({"区域": PLACES}, options={"楼层": 3})
        assert told(report) == [("no_such_option", "", "", "楼层")]


class TestAFileThatBringsNothing:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", ("file_empty", "文件是空的")),
            ("名称,层级\n", ("header_alone", "工作表“区域”只有表头，下面没有一行")),
            ("台账完整截至,2024-11-01,所在区域,苏州路社区\n名称,层级\n", None),
            ("名称,层级\n甲社区,社区\n", None),
            ("名称,层级\n合计,\n", None),
        ],
        ids=["empty", "header", "declared complete", "rows", "a row of sums, which is told itself"],
    )
    def test_is_told_and_is_no_error(self, desk: Desk, text: str, told: tuple[str, str] | None) -> None:
        desk.good({"区域": PLACES})
        file = desk.folder / "区域.csv"
        file.write_text(text, encoding="utf-8")
        report = load("workbook", [file], desk.store, by="测试", dry_run=True)
        found = [(one.code, one.message()) for one in report if one.code in ("file_empty", "header_alone")]
        assert (report.failed, found) == (False, [told] if told else [])

    def test_of_a_template_filled_in_part_nothing_is_said(self, desk: Desk) -> None:
        report = desk.good({"区域": PLACES, "组织": [PARTY[0]]})
        assert "header_alone" not in {one.code for one in report}
