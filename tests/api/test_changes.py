"""`linli changes`, `linli undo`, and what a dry run says: who was appointed, what was renamed, moved or ended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.changes import ChangeSet
from graph.stores import open_store
from graph.viewing import outsider, told_reason
from loaders import load
from tests.api.conftest import Linli, Ran
from tests.loaders.books import PARTY, PLACES, POSTS, Cells, book

PEOPLE: Cells = [["姓名", "出生年", "居住地"], ["演示甲", "1960", "锦绣园/3号楼"], ["演示乙", None, None]]
NEW: Cells = [
    ["职务名称", "负责范围", "现任", "现任·起始日期"],
    ["楼栋长", "锦绣园/3号楼、锦绣园/5号楼", "演示丙", "2024-11-01"],
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of a community as it was loaded, and as it was when somebody else was appointed."""
    folder = tmp_path_factory.mktemp("changes")
    places = [[*row, "户数"] if number == 0 else [*row, None] for number, row in enumerate(map(list, PLACES))]
    first = book(folder / "一.xlsx", {"区域": places, "组织": PARTY, "职务": POSTS, "人员": PEOPLE})
    second = book(folder / "二.xlsx", {"职务": NEW})
    for files, name in (([first], "office"), ([first, second], "changed")):
        with open_store(folder / f"{name}.db") as store:
            for file in files:
                assert load("workbook", [file], store, by="演示").count("error") == 0
    return folder


@pytest.fixture
def office(linli: Linli, loaded: Path) -> Linli:
    """A store with a community, and a second workbook that appoints somebody else."""
    shutil.copy(loaded / "office.db", "linli.db")
    shutil.copy(loaded / "二.xlsx", "二.xlsx")
    return linli


APPOINTED = """任职 1
  演示丙 任 苏州路演示社区/锦绣园/3号楼//楼栋长（自 2024-11-01 起）
离任 1
  演示乙 不再任 苏州路演示社区/锦绣园/3号楼//楼栋长（至 2024-10-31）
新增 1
  人员 演示丙
"""


class TestDryRun:
    @pytest.mark.slow
    def test_lists_each_change_in_words_and_writes_nothing(self, office: Linli) -> None:
        ran = office("load", "二.xlsx", "--dry-run")
        assert (ran.code, ran.out[: len(APPOINTED)]) == (0, APPOINTED)
        assert office("history", "--json").json["rows"][-1]["number"] == 1

    @pytest.mark.slow
    def test_lists_them_as_rows_too(self, office: Linli) -> None:
        rows = office("load", "二.xlsx", "--dry-run", "--json").json["changes"]
        assert [(row["what"], row["on"]) for row in rows] == [
            ("appointed", "2024-11-01"),
            ("left", "2024-11-01"),
            ("founded", None),
        ]
        assert rows[0]["other"]["name"] == "演示丙"


class TestChanges:
    @pytest.fixture
    def changed(self, linli: Linli, loaded: Path) -> Linli:
        """The same, with the second workbook loaded."""
        shutil.copy(loaded / "changed.db", "linli.db")
        return linli

    @pytest.mark.slow
    def test_tells_why_where_somebody_said_so(self, changed: Linli) -> None:
        with open_store("linli.db") as store:
            posts = store.tables(["post"])["post"].with_columns(vacant=True)[:1]
            store.commit(ChangeSet({"post": posts}, source="linli vacate", reason="任期届满"))
        assert "第 3 次更新：任期届满" in changed("changes").out
        assert changed("changes", "--json").json["reasons"] == [{"revision": 3, "reason": "任期届满"}]
        assert "linli vacate：任期届满" in changed("history").out
        assert changed("history", "--json").json["rows"][-1]["reason"] == "任期届满"
        key = posts["key"][0]
        assert changed("history", key, "--json").json["rows"][-1]["reason"] == "任期届满"
        assert told_reason("任期届满", outsider("export")) == ""

    @pytest.mark.slow
    def test_tells_the_last_commit(self, changed: Linli) -> None:
        assert changed("changes").out == f"变更 · 第 1 次更新 → 第 2 次\n{APPOINTED}"

    @pytest.mark.parametrize(
        ("args", "span"),
        [
            ([], (1, 2)),
            (["--from", "0"], (0, 2)),
            (["--from", "0", "--to", "1"], (0, 1)),
            (["--from", "2000-01-01"], (0, 2)),
            (["--from", "2000-01-01", "--to", "2000-01-02"], (0, 0)),
            (["--from", "2"], (2, 2)),
        ],
    )
    def test_between_revisions_or_days(self, changed: Linli, args: list[str], span: tuple[int, int]) -> None:
        found = changed("changes", *args, "--json").json
        assert (found["list"], found["from"], found["to"]) == ("changes", *span)
        assert bool(found["rows"]) == (span[0] < span[1])

    @pytest.mark.slow
    def test_what_is_personal_is_left_out_and_counted(self, changed: Linli) -> None:
        book(Path("三.xlsx"), {"人员": [["姓名", "居住地", "手机"], ["演示甲", "锦绣园/3号楼", "13800000000"]]})
        assert changed("load", "三.xlsx").code == 0
        found = changed("changes", "--json").json
        assert [(row["field"], row["after"]) for row in found["rows"]] == [("phone", None)]
        assert (found["hidden"], "linli changes" in Path("linli.db.log").read_text(encoding="utf-8")) == (1, False)
        shown = changed("changes", "--json", "--personal").json
        assert [(row["field"], row["after"]) for row in shown["rows"]] == [("phone", "13800000000")]
        assert "linli changes" in Path("linli.db.log").read_text(encoding="utf-8")

    @pytest.mark.parametrize("args", [["--from", "3"], ["--from", "2", "--to", "3"]])
    def test_a_revision_that_was_never_made_is_refused(self, changed: Linli, args: list[str]) -> None:
        ran = changed("changes", *args)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("错误：没有第 3 次更新；最新的是第 2 次")

    def test_what_ends_before_it_begins_is_refused_as_that(self, changed: Linli) -> None:
        ran = changed("changes", "--from", "2", "--to", "1")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("错误：从第 2 次更新到第 1 次更新，起点在终点之后")

    @pytest.mark.slow
    def test_undo_is_a_new_revision_that_reverses_it(self, changed: Linli) -> None:
        ran: Ran = changed("undo", "2", "--by", "演示")
        assert (ran.code, ran.out.splitlines()[-1]) == (0, "已撤销第 2 次更新，成为第 3 次更新")
        assert "人员 演示丙" in ran.out
        assert changed("changes", "--from", "1").out == "变更 · 第 1 次更新 → 第 3 次\n没有变化\n"
        assert changed("history", "--json").json["rows"][-1]["by"] == "演示"

    def test_undo_of_what_later_ones_build_on_is_refused_and_they_are_named(self, changed: Linli) -> None:
        ran = changed("undo", "1")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("错误：第 1 次更新不能撤销：之后的第 2 次更新改了同样的内容")

    def test_undo_may_be_tried_first(self, changed: Linli) -> None:
        assert changed("undo", "2", "--dry-run").out.splitlines()[-1] == "只检查，没有写入"
        assert len(changed("history", "--json").json["rows"]) == 2


def test_listings_of_one_place_are_told_apart_by_what_they_list(office: Linli, tmp_path: Path) -> None:
    listed: Cells = [
        ["范围条件", "所在区域", "截至"],
        ["kind=post role=楼栋长", "苏州路演示社区", "2024-11-01"],
        ["kind=organisation", "苏州路演示社区", "2024-11-01"],
    ]
    said = office("load", str(book(tmp_path / "声明.xlsx", {"台账声明": listed})), "--dry-run").out
    assert "  台账声明 苏州路演示社区（职务（职务名称 楼栋长））\n" in said
    assert "  台账声明 苏州路演示社区（组织）\n" in said
