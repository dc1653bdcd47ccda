"""Codes loaded again: what changed, what names something else now, what moved, and a second source beside the first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.keys import public_key
from graph.stores import MemoryStore
from loaders import Report, load
from tests.faults import fault
from tests.loaders.books import told

TOP = [("37", "山东省"), ("3701", "济南市"), ("370102", "历下区"), ("370103", "市中区")]


def table(path: Path, *rows: tuple[str, str]) -> Path:
    path.write_text("代码,名称\n" + "".join(f"{code},{name}\n" for code, name in rows), encoding="utf-8")
    return path


def loaded(store: MemoryStore, path: Path, **options: Any) -> Report:
    return load("admin_divisions", [path], store, by="测试", options=options)


def places(store: MemoryStore, source: str = "国家统计局") -> dict[str, str]:
    """Name by code of what has not ended."""
    frame = store.tables()["place"]
    rows = frame.filter((frame["code_source"] == source) & frame["until"].is_null()).sort("code")
    return dict(rows.select("code", "name").iter_rows())


def key_of(store: MemoryStore, code: str) -> str:
    frame = store.tables()["place"]
    return str(frame.filter((frame["code"] == code) & frame["until"].is_null())["key"].item())


def parents(store: MemoryStore, code: str) -> list[tuple[str, Any, Any]]:
    tables = store.tables()
    names = dict(tables["place"].select("key", "name").iter_rows())
    ties = tables["part_of"].filter(tables["part_of"]["source"] == key_of(store, code))
    return sorted(
        ((names[to], since, until) for to, since, until in ties.select("target", "since", "until").iter_rows()), key=str
    )


def codes(report: Report) -> list[tuple[str, Any]]:
    return [(issue.code, issue.found) for issue in report.issues if issue.severity != "note"]


class TestConflicts:
    def test_a_code_that_names_another_unit_is_refused_with_both_names(self) -> None:
        store = MemoryStore()
        loaded(store, fault("two-sources/nbs.csv"))
        report = loaded(store, fault("two-sources/same_code_other_unit.csv"))
        issue = report.issues[0]
        assert (report.failed, issue.code, issue.where.row, issue.found) == (True, "code_names_other", 5, "370102010")
        assert (issue.params["known"], issue.params["named"]) == ("燕山街道", "另一街道")
        assert places(store)["370102010"] == "燕山街道"

    @pytest.mark.slow
    def test_told_that_it_is_renamed_it_keeps_its_key(self, tmp_path: Path) -> None:
        store = MemoryStore()
        loaded(store, table(tmp_path / "a.csv", *TOP, ("370102001", "甲街道")))
        before = key_of(store, "370102001")
        after = table(tmp_path / "b.csv", *TOP, ("370102001", "乙街道"))
        report = loaded(store, after, renamed="370102001")
        assert (report.failed, report.changed, key_of(store, "370102001")) == (False, 1, before)
        assert loaded(store, after).revision == report.revision

    @pytest.mark.slow
    def test_told_that_it_is_replaced_the_former_unit_ends_and_another_begins(self, tmp_path: Path) -> None:
        store = MemoryStore()
        loaded(store, table(tmp_path / "a.csv", *TOP, ("370102001", "甲街道"), ("370102001001", "一社区")))
        before = key_of(store, "370102001")
        after = table(tmp_path / "b.csv", *TOP, ("370102001", "乙街道"), ("370102001001", "一社区"))
        report = loaded(store, after, replaced="all", as_of="2024-06-30")
        assert (report.failed, report.missing, key_of(store, "370102001") == before) == (False, 0, False)
        found = parents(store, "370102001001")
        assert [(name, str(since), str(until)) for name, since, until in found] == [
            ("乙街道", "2024-06-30", "None"),
            ("甲街道", "None", "2024-06-30"),
        ]
        assert loaded(store, after, as_of="2024-06-30").revision == report.revision

    def test_another_word_for_the_same_sort_of_unit_is_no_conflict(self, tmp_path: Path) -> None:
        store = MemoryStore()
        loaded(store, table(tmp_path / "a.csv", *TOP, ("370102001", "甲镇"), ("370102001001", "一村村委会")))
        after = table(tmp_path / "b.csv", *TOP, ("370102001", "甲街道"), ("370102001001", "一社区居委会"))
        report = loaded(store, after)
        assert (report.failed, report.changed) == (False, 2)
        assert [issue.found for issue in report.issues] == ["甲镇 → 甲街道", "一村村委会 → 一社区居委会"]

    @pytest.mark.slow
    def test_names_that_changed_places_with_their_codes_are_conflicts_until_it_is_told_who_moved(self) -> None:
        store = MemoryStore()
        loaded(store, fault("two-sources/jinan_nbs.csv"))
        yanshan, yaojia = key_of(store, "370102010"), key_of(store, "370102011")
        area = fault("two-sources/jinan_area.csv")
        assert sorted(codes(loaded(store, area))) == [
            ("code_names_other", "370102011"),
            ("code_names_other", "370102013"),
            ("unit_moved", "姚家街道：370102011 → 370102013"),
            ("unit_moved", "燕山街道：370102010 → 370102011"),
        ]
        assert codes(loaded(store, area, moved="all", renamed="all"))[0] == ("code_names_other", "370102013")
        report = loaded(store, area, moved="all", replaced="370102013")
        assert not report.failed
        assert (key_of(store, "370102011"), key_of(store, "370102013")) == (yanshan, yaojia)
        assert parents(store, "370102010001") == [("燕山街道", None, None)]
        assert "智远街道" not in places(store).values()


class TestMoved:
    def test_missing_and_new_of_one_name_is_asked_about(self) -> None:
        store = MemoryStore()
        loaded(store, fault("moved-unit/before.csv"))
        report = loaded(store, fault("moved-unit/after.csv"))
        assert codes(report) == [("unit_moved", "演示街道：370102001 → 370103099")]
        assert (report.failed, store.revision().number) == (True, 1)

    @pytest.mark.slow
    def test_taken_it_keeps_its_key_and_what_it_lay_in_ends(self) -> None:
        store = MemoryStore()
        loaded(store, fault("moved-unit/before.csv"))
        before = key_of(store, "370102001")
        report = loaded(store, fault("moved-unit/after.csv"), moved="all", as_of="2024-06-30")
        assert (codes(report), key_of(store, "370103099")) == ([], before)
        assert [(name, str(since), str(until)) for name, since, until in parents(store, "370103099")] == [
            ("历下区", "None", "2024-06-30"),
            ("市中区", "2024-06-30", "None"),
        ]
        assert loaded(store, fault("moved-unit/after.csv"), as_of="2024-06-30").revision == report.revision

    @pytest.mark.slow
    def test_denied_it_is_missing_and_new(self) -> None:
        store = MemoryStore()
        loaded(store, fault("moved-unit/before.csv"))
        report = loaded(store, fault("moved-unit/after.csv"), moved="none")
        assert (report.failed, report.missing, len(places(store))) == (False, 1, 6)

    @pytest.mark.slow
    def test_a_county_with_a_new_code_takes_all_that_lies_in_it_along(self, tmp_path: Path) -> None:
        store = MemoryStore()
        inside = ("001", "甲街道"), ("002", "乙街道"), ("001001", "一社区"), ("001002", "二社区")
        old = [("370102" + code, name) for code, name in inside]
        new = [("370112" + code, name) for code, name in inside]
        loaded(store, table(tmp_path / "a.csv", *TOP[:3], *old))
        before = key_of(store, "370102001002")
        after = table(tmp_path / "b.csv", *TOP[:2], ("370112", "历下区"), *new)
        assert len(codes(loaded(store, after))) == 5
        report = loaded(store, after, moved="all")
        assert (report.added, report.changed, report.missing) == (0, 5, 0)
        assert key_of(store, "370112001002") == before

    @pytest.mark.slow
    def test_of_several_with_one_name_none_is_guessed_and_pairs_can_be_told(self, tmp_path: Path) -> None:
        store = MemoryStore()
        old = (
            ("370102001", "甲街道"),
            ("370102001001", "新村社区"),
            ("370102002", "乙街道"),
            ("370102002001", "新村社区"),
        )
        new = ("370102001", "甲街道"), ("370102002", "乙街道"), ("370102003", "丙街道"), ("370102003001", "新村社区")
        loaded(store, table(tmp_path / "a.csv", *TOP, *old))
        before = key_of(store, "370102002001")
        after = table(tmp_path / "b.csv", *TOP, *new)
        report = loaded(store, after, moved="370102002001=370102003001，370102009=1")
        assert codes(report) == [("moved_unknown", "370102009=1")]
        report = loaded(store, after, moved="370102002001=370102003001")
        assert (report.failed, report.missing, key_of(store, "370102003001")) == (False, 1, before)

    @pytest.mark.slow
    def test_a_unit_elsewhere_is_the_same_where_half_of_what_lies_in_it_is(self, tmp_path: Path) -> None:
        far = [("3702", "青岛市"), ("370285", "莱西市")]
        inside = [("001", "一社区"), ("002", "二社区")]
        old = [("370102001", "甲镇"), *(("370102001" + code, name) for code, name in inside)]
        new = [("370285001", "甲镇"), *(("370285001" + code, name) for code, name in inside)]
        third = [("370285001" + code, name) for code, name in (("003", "三社区"), ("004", "四社区"))]
        for mine, asked in ((new, 3), (new[:1], 0), ([*new[:2], *third], 0)):  # all, nothing, one of three
            store = MemoryStore()
            loaded(store, table(tmp_path / "a.csv", *TOP, *far, *old))
            report = loaded(store, table(tmp_path / "b.csv", *TOP, *far, *mine))
            assert [code for code, _ in codes(report)].count("unit_moved") == asked

    @pytest.mark.slow
    def test_what_lies_outside_the_table_s_lists_has_not_moved(self, tmp_path: Path) -> None:
        store = MemoryStore()
        loaded(store, table(tmp_path / "a.csv", *TOP, ("370102001", "甲街道")))
        loaded(
            store,
            table(tmp_path / "b.csv", ("37", "山东省"), ("3701", "济南市"), ("370103", "市中区")),
            complete="none",
        )
        report = loaded(store, table(tmp_path / "c.csv", ("370103", "市中区"), ("370103001", "甲街道")))
        assert (codes(report), report.added) == ([], 3)

    @pytest.mark.slow
    def test_a_code_that_is_free_again_makes_another_unit(self, tmp_path: Path) -> None:
        store = MemoryStore()
        loaded(store, fault("moved-unit/before.csv"))
        first = public_key("place", "370102001", "国家统计局", None, None)
        loaded(store, fault("moved-unit/after.csv"), moved="all")
        after = table(tmp_path / "c.csv", *TOP, ("370103099", "演示街道"), ("370102001", "新设街道"))
        report = loaded(store, after)
        assert (codes(report), key_of(store, "370103099")) == ([], first)
        assert key_of(store, "370102001") != first
        assert loaded(store, after).revision == report.revision


class TestEditions:
    @pytest.mark.slow
    def test_a_new_edition_changes_what_changed_and_not_every_row(self, tmp_path: Path) -> None:
        store = MemoryStore()
        loaded(store, table(tmp_path / "a.csv", *TOP, ("370102001", "甲镇")))
        after = table(tmp_path / "b.csv", *TOP, ("370102001", "甲街道"), ("370102002", "乙街道"))
        report = loaded(store, after, code_version="2024", as_of="2024-06-30")
        assert (report.added, report.changed, report.unchanged) == (3, 1, 8)  # a place, its tie, a listing; one renamed
        versions = store.tables()["place"].sort("code").select("code", "code_version").rows()
        assert versions[-3:] == [("370102001", "2024"), ("370102002", "2024"), ("370103", "2023-06")]


class TestOtherSources:
    @pytest.mark.slow
    def test_they_stand_side_by_side_and_what_contradicts_is_listed(self) -> None:
        store = MemoryStore()
        loaded(store, fault("two-sources/jinan_nbs.csv"))
        report = loaded(store, fault("two-sources/jinan_area.csv"), code_source="民政部")
        assert codes(report) == [
            ("code_elsewhere_other", "370102011：姚家街道 / 燕山街道"),
            ("code_elsewhere_other", "370102013：智远街道 / 姚家街道"),
            ("unit_two_codes", "燕山街道：370102010 / 370102011"),
            ("unit_two_codes", "姚家街道：370102011 / 370102013"),
        ]
        notes = [issue.found for issue in report.issues if issue.code == "unit_in_both"]
        assert notes == ["山东省（37）", "济南市（3701）", "历下区（370102）"]
        assert places(store)["370102011"] == "姚家街道"
        assert places(store, "民政部")["370102011"] == "燕山街道"

    @pytest.mark.slow
    def test_a_unit_under_another_parent_there_is_one_with_two_codes(self) -> None:
        store = MemoryStore()
        loaded(store, fault("two-sources/nbs.csv"))
        report = loaded(store, fault("two-sources/area.csv"), code_source="民政部")
        assert ("unit_two_codes", "田和街道：371071007 / 371002009") in codes(report)
        again = loaded(store, fault("two-sources/area.csv"), code_source="民政部")
        assert (again.revision, codes(again)) == (report.revision, codes(report))


class TestPadded:
    def test_a_unit_padded_under_itself_is_named_and_the_rest_loads(self) -> None:
        store = MemoryStore()
        report = loaded(store, fault("national-placeholders/placeholders.csv"))
        assert (report.failed, report.skipped, report.accepted["place"], report.accepted["part_of"]) == (False, 3, 7, 5)
        assert [(issue.code, issue.where.row, issue.found) for issue in report.issues] == [
            ("unit_padded", 7, "东莞市（441900）"),
            ("unit_padded", 8, "金门县（350527000）"),
            ("unit_padded", 10, "金门县（350527000000）"),
        ]
        assert parents(store, "441900003") == [("东莞市", None, None)]
        assert loaded(store, fault("national-placeholders/placeholders.csv")).revision == 1

    @pytest.mark.parametrize(
        ("second", "issue"),
        [
            ("441900,4419,3,别的市", ("code_twice", "", "A4", "4419")),
            ("4419,44,2,东莞市", ("code_twice", "", "A4", "4419")),
            ("441900000000,441900000000,3,东莞市", ("parent_differs", "", "B4", "4419")),
        ],
    )
    def test_another_name_or_the_same_row_again_is_none(
        self, tmp_path: Path, second: str, issue: tuple[str, str, str, str]
    ) -> None:
        path = tmp_path / "a.csv"
        rows = ["code,parent,level,name", "44,,1,广东省", "4419,44,2,东莞市", second]
        if issue[0] == "parent_differs":
            del rows[2]
            rows.insert(2, "4420,44,2,中山市")
        path.write_text("\n".join(rows), encoding="utf-8")
        assert issue in told(loaded(MemoryStore(), path))

    def test_before_its_unit_or_without_it_the_row_stands_for_the_unit(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(
            "code,parent,level,name\n44,,1,广东省\n441900,4419,3,东莞市\n4419,44,2,东莞市\n", encoding="utf-8"
        )
        store = MemoryStore()
        assert told(loaded(store, path)) == [("unit_padded", "", "A3", "东莞市（441900）")]
        path.write_text("code,parent,level,name\n44,,1,广东省\n441900,4419,3,东莞市\n", encoding="utf-8")
        store = MemoryStore()
        assert (told(loaded(store, path)), places(store)) == ([], {"44": "广东省", "4419": "东莞市"})


class TestOrphans:
    ROWS = (*TOP[:3], ("370199001", "甲街道"), ("370199002", "乙街道"))

    def test_they_are_named_counted_and_refused(self, tmp_path: Path) -> None:
        report = loaded(MemoryStore(), table(tmp_path / "a.csv", *self.ROWS))
        issue = report.issues[0]
        assert (report.failed, issue.code, issue.where.cell, issue.found) == (True, "parent_missing", "A5", "370199")
        assert (issue.params["count"], issue.params["whose"]) == (2, "甲街道（370199001）")

    @pytest.mark.parametrize(("told_to", "above"), [("nearest", [("济南市", None, None)]), ("roots", [])])
    def test_told_what_to_do_with_them_all_are_taken(self, tmp_path: Path, told_to: str, above: list[Any]) -> None:
        store = MemoryStore()
        report = loaded(store, table(tmp_path / "a.csv", *self.ROWS), orphans=told_to)
        assert (report.failed, codes(report), len(places(store))) == (False, [("orphan_taken", "370199")], 5)
        assert parents(store, "370199002") == above

    def test_counties_straight_under_a_municipality_are_none(self, tmp_path: Path) -> None:
        store = MemoryStore()
        rows = ("11", "北京市"), ("110101", "东城区"), ("42", "湖北省"), ("429004", "仙桃市")
        assert codes(loaded(store, table(tmp_path / "a.csv", *rows))) == []
        assert (parents(store, "110101"), parents(store, "429004")) == (
            [("北京市", None, None)],
            [("湖北省", None, None)],
        )

    def test_a_table_of_one_level_alone_has_roots(self, tmp_path: Path) -> None:
        report = loaded(MemoryStore(), table(tmp_path / "a.csv", ("370102001", "甲街道"), ("370102002", "乙街道")))
        assert (codes(report), report.accepted["place"]) == ([], 2)

    def test_an_option_that_there_is_not_is_refused(self, tmp_path: Path) -> None:
        report = loaded(MemoryStore(), table(tmp_path / "a.csv", *TOP), orphans="drop")
        assert codes(report) == [("bad_value", "drop")]
