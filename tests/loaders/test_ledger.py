"""The ledger back out: what is on its sheets, and that it loads back as it is, or as what was edited."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.changes import ChangeSet, whole_rows
from graph.keys import public_key
from graph.kinds import all_kinds, things, ties
from graph.rules import load_rules
from graph.selectors import parse, parse_measure
from graph.stores import MemoryStore, open_store
from graph.stores.base import Store
from graph.tables import references_of
from graph.values import PHONE
from graph.values.rule import clean_rule
from graph.viewing import Showing, owner
from loaders import Report, load
from loaders.ledger import write_ledger
from loaders.template import write_template
from tests.loaders.books import PARTY, PLACES, POSTS, Cells, Desk, told
from tests.networks import DAYS, Drawn, networks

RULES = load_rules()


def export(store: Store, path: Path, *, within: str | None = None, on: date = DAYS[2], **how: Any) -> dict[str, int]:
    """Write the ledger of a store, as its owner."""
    network = graph.open(store, on=on).within(within)
    showing = Showing(owner("terminal", "export xlsx", personal=how.pop("personal", False)), network)
    return write_ledger(path, network, RULES, showing, **how)


def reload(store: Store, path: Path, **options: Any) -> Report:
    """Load a ledger back."""
    return load("workbook", [path], store, by="测试", rules=RULES, **options)


def cells_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet that is read, by header."""
    found: dict[str, list[dict[str, Any]]] = {}
    for sheet in openpyxl.load_workbook(path):
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        header = next((number for number, row in enumerate(rows) if "编号" in row), None)
        if header is not None:
            found[sheet.title] = [
                {str(name): value for name, value in zip(rows[header], row, strict=True) if value is not None}
                for row in rows[header + 1 :]
            ]
    return found


def edit(path: Path, sheet: str, named: dict[str, Any], **change: Any) -> None:
    """Change cells of the row of a sheet that has some values."""
    book = openpyxl.load_workbook(path)
    rows = list(book[sheet].iter_rows())
    header = next(row for row in rows if "编号" in [cell.value for cell in row])
    place = {cell.value: number for number, cell in enumerate(header)}
    row = next(row for row in rows if all(row[place[name]].value == value for name, value in named.items()))
    for name, value in change.items():
        row[place[name]].value = value
    book.save(path)


def stored(drawn: Drawn) -> MemoryStore:
    """A store with a random network, keys and telephones such as a loader makes them and profiles such as there are."""

    def key(value: str | None) -> str | None:
        return None if value is None else public_key(value.rpartition("-")[0], value)

    frames = {}
    for kind in (one.kind for one in all_kinds()):
        rows = whole_rows(drawn.tables, kind)
        columns = ("key", *(name for name, _ in references_of(kind)))
        rows = rows.with_columns(pl.col(name).map_elements(key, pl.String) for name in columns)
        if "phone" in rows.columns:
            rows = rows.with_columns(pl.when(pl.col("phone").is_not_null()).then(pl.lit(PHONE.example)).alias("phone"))
        for name, read in (("selector", parse), ("measure", parse_measure), ("rule", clean_rule)):
            if name in rows.columns:
                said = [None if text is None else str(read(text)) for text in rows[name]]
                rows = rows.with_columns(pl.Series(name, said, dtype=pl.String))
        if kind == "step":  # a file that says that who raised a need took a step is refused
            rows = rows.with_columns(pl.when(~pl.col("by").str.starts_with("person-")).then("by").alias("by"))
        if kind == "place":
            known = pl.col("profile").is_in(list(RULES.profiles))
            rows = rows.with_columns(pl.when(known).then("profile").alias("profile"))
        frames[kind] = rows
    store = MemoryStore()
    store.commit(ChangeSet(frames, by="测试", source="演示"))
    return store


class TestLoadedBack:
    @pytest.mark.slow
    @pytest.mark.thorough
    @given(networks(), st.booleans(), st.sampled_from(DAYS))
    def test_a_random_network_makes_no_revision(self, drawn: Drawn, every_date: bool, on: date) -> None:  # noqa: FBT001
        store = stored(drawn)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "台账.xlsx"
            export(store, path, on=on, every_date=every_date)
            report = reload(store, path)
        assert [one.message() for one in report.issues if one.severity == "error"] == []
        assert (report.revision, report.added, report.changed, report.ended) == (1, 0, 0, 0)

    @pytest.mark.slow
    @pytest.mark.thorough
    @given(networks(), st.data())
    def test_a_place_of_a_random_network_makes_no_revision(self, drawn: Drawn, data: st.DataObject) -> None:
        store = stored(drawn)
        there = graph.open(store, on=DAYS[2])
        places = [key for key in store.tables()["place"]["key"].sort() if there.view.valid[there.rows.row(key)]]
        within = data.draw(st.sampled_from(places)) if places else None
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "台账.xlsx"
            export(store, path, within=within)
            report = reload(store, path)
        assert [one.message() for one in report.issues if one.severity == "error"] == []
        assert (report.revision, report.added, report.changed, report.ended) == (1, 0, 0, 0)


#: A community with what the template's own sheets cannot say in one row.
COMMUNITY: dict[str, Cells] = {
    "区域": [*[list(row) for row in PLACES], ["安和园", "小区", "苏州路社区", None, None]],
    "组织": PARTY,
    "职务": POSTS,
    "人员": [
        ["姓名", "出生年", "手机", "居住地", "所属组织", "所属组织·类别"],
        ["演示甲", "1960", "13800000000", "锦绣园/3号楼", "苏州路社区//社区党委、锦绣园//支部", "自管、自管"],
        ["演示乙", "1971", None, "锦绣园/5号楼", None, None],
    ],
    "队伍": [["名称", "主题", "服务范围"], ["演示队", "和睦", "锦绣园、一网格"]],
    "公开数": [["对象", "统计口径", "数值", "单位"], ["苏州路社区", "count kind=post role=楼长", "60余人", "人"]],
    "台账声明": [["范围条件", "所在区域", "截至"], ["kind=post role=楼长,网格员", "苏州路社区", "2024-11-01"]],
    "例外": [["标准", "区域", "理由"], ["n-heads", "锦绣园/5号楼", "正在改造"]],
}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A store with the community, and a holder who acts for another beside one who left."""
    desk.load(COMMUNITY)
    at = "苏州路社区//社区党委//书记"
    ties: Cells = [["起点", "终点", "代理", "起始日期", "截止日期"], ["演示乙", at, "是", "2024-09-01", None]]
    desk.load({"任职": [*ties, ["演示乙", at, None, "2019-01-01", "2020-12-31"]]})
    assert desk.store.revision().number == 2
    return desk


class TestSheets:
    @pytest.mark.slow
    def test_has_the_sheets_and_headers_of_the_template(self, filled: Desk, tmp_path: Path) -> None:
        write_template(tmp_path / "t.xlsx")
        export(filled.store, tmp_path / "台账.xlsx")
        books = [openpyxl.load_workbook(tmp_path / name) for name in ("t.xlsx", "台账.xlsx")]
        template, ledger = ({sheet.title: sheet for sheet in book} for book in books)
        assert [name for name in ledger if name in template] == [name for name in template if name in ledger]
        assert template.keys() - ledger.keys() <= {tie.zh for tie in ties()}
        personal = {"出生年", "手机", "居住地", "所属组织·类别", "所属组织·阶段", "所属组织·组织关系"}
        for name, sheet in template.items():
            if name in {kind.zh for kind in things()}:
                number = 1 if sheet.freeze_panes == "A2" else 2
                there, here = ([str(cell.value) for cell in one[number]] for one in (sheet, ledger[name]))
                said = {header.partition("（")[0] for header in here}  # a superior of no said axis stands under neither
                assert {header.partition("（")[0] for header in there} - said - personal == set(), name
                assert here.count("编号") == 1
        validations = [str(one.sqref) for one in ledger["职务"].data_validations.dataValidation]
        assert len(validations) == len(template["职务"].data_validations.dataValidation)

    @pytest.mark.slow
    def test_says_things_as_people_write_them(self, filled: Desk, tmp_path: Path) -> None:
        export(filled.store, tmp_path / "台账.xlsx")
        sheets = cells_of(tmp_path / "台账.xlsx")
        heads = [{name: cell for name, cell in row.items() if name != "编号"} for row in sheets["职务"]]
        assert [row for row in heads if row["职务名称"] == "专职网格员"] == [
            {"职务名称": "专职网格员", "岗位号": 1, "所属": "苏州路演示社区", "负责范围": "苏州路演示社区/一网格"},
            {
                "职务名称": "专职网格员",
                "岗位号": 2,
                "所属": "苏州路演示社区",
                "负责范围": "苏州路演示社区/一网格",
                "现任": "演示甲",
            },
        ]
        assert {row["现任"] for row in heads if "现任" in row} == {"演示甲", "演示乙", "空缺"}
        assert sheets["台账声明"][0]["范围条件"] == "种类=职务 职务名称=楼栋长、专职网格员"
        assert sheets["公开数"][0]["统计口径"] == "楼长数"
        assert [row["名称"] for row in sheets["组织"] if "上级" in row] == ["锦绣园党支部", "第一党小组"]

    @pytest.mark.slow
    def test_what_no_column_can_say_is_on_the_sheet_of_the_tie(self, filled: Desk, tmp_path: Path) -> None:
        export(filled.store, tmp_path / "台账.xlsx")
        assert [(row["代理"], row["#起点"]) for row in cells_of(tmp_path / "台账.xlsx")["任职"]] == [("是", "演示乙")]
        export(filled.store, tmp_path / "全部.xlsx", every_date=True)
        rows = cells_of(tmp_path / "全部.xlsx")["任职"]
        assert [str(row["截止日期"])[:10] for row in rows if "截止日期" in row] == ["2020-12-31"]

    @pytest.mark.slow
    def test_within_a_place_is_only_what_is_there(self, filled: Desk, tmp_path: Path) -> None:
        place = filled.names.resolve("安和园")
        assert export(filled.store, tmp_path / "台账.xlsx", within=place) == {"place": 1}


class TestPersonal:
    @pytest.mark.slow
    def test_stays_out_and_stays_as_it_is_when_loaded_back(self, filled: Desk, tmp_path: Path) -> None:
        before = filled.store.tables()
        export(filled.store, tmp_path / "台账.xlsx")
        people = cells_of(tmp_path / "台账.xlsx")["人员"]
        assert {name for row in people for name in row} == {"姓名", "编号", "所属组织"}
        edit(tmp_path / "台账.xlsx", "人员", {"姓名": "演示乙"}, 特长="书法")
        report = reload(filled.store, tmp_path / "台账.xlsx")
        assert (told(report), report.changed, report.ended) == ([], 1, 0)
        after = filled.store.tables()
        assert after["person_personal"].sort("key").equals(before["person_personal"].sort("key"))
        assert after["lives_in"].sort("key").equals(before["lives_in"].sort("key"))
        assert after["member_of"].sort("key").equals(before["member_of"].sort("key"))

    @pytest.mark.slow
    def test_is_written_where_it_is_asked_for_and_logged(self, tmp_path: Path, filled: Desk) -> None:
        with open_store(tmp_path / "linli.db") as store:
            tables = filled.store.tables()
            store.commit(ChangeSet({one.kind: whole_rows(tables, one.kind) for one in all_kinds()}, by="测试"))
            export(store, tmp_path / "台账.xlsx", personal=True)
            report = reload(store, tmp_path / "台账.xlsx")
            assert (told(report), report.revision) == ([], 1)
        people = cells_of(tmp_path / "台账.xlsx")["人员"]
        assert (people[1]["出生年"], people[1]["居住地"]) == (1960, "苏州路演示社区/锦绣园/3号楼")
        assert "export xlsx" in (tmp_path / "linli.db.log").read_text(encoding="utf-8")


class TestEdited:
    """A row with a 编号 is that thing, whatever else it says."""

    @pytest.fixture
    def edited(self, filled: Desk, tmp_path: Path) -> Callable[..., Report]:
        """Exports the ledger, edits one row of it, and loads it back."""

        def run(sheet: str, named: dict[str, Any], **change: Any) -> Report:
            path = tmp_path / "台账.xlsx"
            export(filled.store, path)
            edit(path, sheet, named, **change)
            return reload(filled.store, path)

        return run

    @pytest.mark.slow
    def test_another_name_renames_a_place(self, filled: Desk, edited: Callable[..., Report]) -> None:
        key = filled.names.resolve("锦绣园")
        report = edited("区域", {"名称": "锦绣园"}, 名称="锦绣家园")
        assert (told(report), report.added, report.changed) == ([], 0, 1)
        assert filled.names.resolve("苏州路社区/锦绣家园") == key

    @pytest.mark.slow
    def test_another_superior_with_a_day_moves_it(self, filled: Desk, edited: Callable[..., Report]) -> None:
        key = filled.names.resolve("锦绣园/5号楼")
        change = {"上级区域": "苏州路社区/安和园", "上级区域·起始日期": date(2024, 11, 1)}
        report = edited("区域", {"名称": "5号楼"}, **change)
        assert (told(report), report.added, report.ended) == ([], 1, 1)
        assert filled.names.resolve("安和园/5号楼") == key
        assert filled.rows("part_of", "source", "since", "until")[1:3] == [
            ("苏州路演示社区/安和园", None, None),
            ("苏州路演示社区/安和园/5号楼", None, date(2024, 11, 1)),
        ]

    @pytest.mark.slow
    def test_a_person_renamed_keeps_what_the_other_sheets_call_as_before(
        self, filled: Desk, edited: Callable[..., Report]
    ) -> None:
        report = edited("人员", {"姓名": "演示乙"}, 姓名="演示已")
        assert (told(report), report.added, report.changed) == ([], 0, 1)
        assert filled.store.tables()["person"].height == 2

    def test_another_holder_from_a_day_takes_the_seat(self, filled: Desk, edited: Callable[..., Report]) -> None:
        change = {"现任": "演示丙", "现任·起始日期": date(2024, 11, 1)}
        report = edited("职务", {"职务名称": "楼栋长", "现任": "演示乙"}, **change)
        assert ([code for code, *_ in told(report)], report.added, report.ended) == ([], 2, 1)
        assert ("演示丙", date(2024, 11, 1), None) in filled.rows("holds", "source", "since", "until")
