"""Inputs that failed once, asked about in the terminal, each with relatives of its kind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Linli
from tests.faults import fault

pytestmark = pytest.mark.slow


def load_tables(linli: Linli, **tables: str) -> None:
    """Load tables by their names."""
    for name, text in tables.items():
        Path(f"{name}.csv").write_text(text, encoding="utf-8")
    loaded = linli("load", *(f"{name}.csv" for name in tables))
    assert loaded.code == 0, loaded.out + loaded.err


def asked(linli: Linli, *args: str) -> dict[str, Any]:
    """The answer to a question as it is written down."""
    found = linli(*args, "--json")
    assert found.code == 0, found.out + found.err
    answer: dict[str, Any] = json.loads(found.out)
    return answer


PLACES = "名称,层级,上级区域,架构模板,起始日期,截止日期\n演示街道,街道,,suzhoulu,,\n"
LATER = PLACES + "新社区,社区,演示街道,,2024-01-01,\n"
OVER = PLACES + "老社区,社区,演示街道,,,2023-12-31\n"
TEAM = "名称,主题,服务范围\n老队,和睦,老社区\n"
OFFICE = "名称,组织形式,负责范围,起始日期\n新居委会,居委会,新社区,2024-01-01\n"
SEAT = "职务名称,所属\n主任,新社区//新居委会\n"
RELATIVES = {
    "a team of a place that ended": ({"区域": OVER, "队伍": TEAM}, "老队", "2024-11-01"),
    "a seat of an office that has not begun": (
        {"区域": LATER, "组织": OFFICE, "职务": SEAT},
        "新社区//新居委会//主任",
        "2023-11-01",
    ),
}


class TestNotThereOnTheDay:
    """What begins later, or is over, is found, shown and says so; no question breaks on it."""

    @pytest.mark.parametrize(
        ("name", "thing", "on"),
        [
            ("begins-later.xlsx", "新社区党委", "2023-11-01"),
            ("ended-place.xlsx", "老社区党委", "2024-11-01"),
            *((name, thing, on) for name, (_, thing, on) in RELATIVES.items()),
        ],
    )
    def test_is_found_and_shown_and_breaks_no_question(self, linli: Linli, name: str, thing: str, on: str) -> None:
        if name in RELATIVES:
            load_tables(linli, **RELATIVES[name][0])
        else:
            assert linli("load", str(fault(name))).code == 0
        last = thing.rpartition("//")[2]
        found = linli("find", last, "--on", on)
        assert (found.code, last in found.out or thing.partition("//")[0] in found.out) == (0, True)
        for args in (["show", thing], ["history", thing], ["coverage"], ["reconcile"], ["audit"]):
            ran = linli(*args, *([] if args[0] == "history" else ["--on", on]))
            assert (ran.code, "place-" in ran.out + ran.err, "Traceback" in ran.err) == (0, False, False), args
        assert linli("escalate", thing, "--on", on).code in (0, 1)

    def test_one_that_begins_later_or_is_over_itself_is_found_with_its_days(self, linli: Linli) -> None:
        office = "名称,组织形式,负责范围,起始日期,截止日期\n未来居委会,居委会,新社区,2024-06-01,\n"
        office += "早先居委会,居委会,新社区,,2023-12-31\n"
        load_tables(linli, 区域=LATER, 组织=office)
        for text, on, said in (
            ("未来居", "2024-03-01", "“演示街道/新社区//未来居委会”在 2024-03-01 还没有，2024-06-01 起才有"),
            ("早先居", "2024-03-01", "“演示街道/新社区//早先居委会”在 2024-03-01 已经没有了，2024-01-01 起不再有"),
        ):
            found = linli("find", text, "--on", on)
            assert (found.code, said in found.out) == (0, True), found.out


class TestNormOnPlaces:
    """A norm that counts places counts those that lie in its subject."""

    def coverage(self, linli: Linli, rules: Path) -> list[tuple[str, str, int]]:
        rows = asked(linli, "coverage", "--rules", str(rules), "--pack", "sierra", "--state", "all")["rows"]
        return [(row["subject"]["name"], row["state"], row["has"]["low"]) for row in rows]

    @pytest.fixture
    def rules(self, tmp_path: Path) -> Path:
        return Path(shutil.copytree(fault("norm-on-places") / "own", tmp_path / "own"))

    def put(self, rules: Path, linli: Linli) -> None:
        places = fault("norm-on-places") / "区域.csv"
        loaded = linli("load", str(places), "--rules", str(rules))
        assert loaded.code == 0, loaded.out + loaded.err

    def test_of_a_type(self, linli: Linli, rules: Path) -> None:
        self.put(rules, linli)
        assert self.coverage(linli, rules) == [("Badjia", "met", 1)]

    @pytest.mark.parametrize(
        ("subject", "of", "found"),
        [
            ("district", "{kind: [place], level: [chiefdom]}", [("Bo", "met", 1)]),
            ("chiefdom", "{kind: [place], type: [hospital]}", [("Badjia", "unknown", 0)]),
        ],
    )
    def test_of_a_level_and_of_what_is_not_there(
        self, linli: Linli, rules: Path, subject: str, of: str, found: list[tuple[str, str, int]]
    ) -> None:
        norm = rules / "norms" / "sierra.yaml"
        text = norm.read_text("utf-8").replace("[chiefdom]}\n", f"[{subject}]}}\n")
        norm.write_text(text.replace("{kind: [place], type: [chc]}", of), encoding="utf-8")
        self.put(rules, linli)
        assert self.coverage(linli, rules) == found

    def test_that_cannot_be_asked_is_refused_by_line_and_id(self, linli: Linli, rules: Path) -> None:
        norm = rules / "norms" / "sierra.yaml"
        text = norm.read_text("utf-8").replace("{kind: [place], type: [chc]}", "{kind: [person]}, through: member_of")
        norm.write_text(text, encoding="utf-8")
        refused = linli("rules", "--rules", str(rules))
        assert (refused.code, "sierra.yaml" in refused.err, "chc-in-each-chiefdom" in refused.err) == (1, True, True)


class TestFromAnOrganisation:
    """The walk from an organisation, or a seat in it, begins with its own superior, whatever is above its place."""

    UNITS = "名称,组织形式,负责范围,上级,上级·链条,上级·关系\n"
    FIRST = "第一办事处,街道办,演示街道,,,\n"
    SECOND = "第二办事处,街道办,演示街道,,,\n"
    OWN = "乙服务中心,事业单位,甲社区,演示街道//第二办事处,治理,领导\n"

    def first(self, linli: Linli, start: str) -> str:
        row = asked(linli, "escalate", start, "--chain", "governance")["rows"][0]
        return str((row["unit"] or row["passed"][0]["unit"])["name"])

    def test_of_the_folder(self, linli: Linli) -> None:
        assert linli("load", str(fault("escalate-from-organisation"))).code == 0
        assert self.first(linli, "甲社区//乙服务中心") == "第二办事处"

    @pytest.mark.parametrize("start", ["甲社区//乙服务中心", "甲社区//乙服务中心//主任"])
    def test_in_another_order_and_from_a_seat(self, linli: Linli, start: str) -> None:
        places = (fault("escalate-from-organisation") / "区域.csv").read_text("utf-8-sig")
        units = self.UNITS + self.OWN + self.SECOND + self.FIRST
        load_tables(linli, 区域=places, 组织=units, 职务="职务名称,所属\n主任,甲社区//乙服务中心\n")
        assert self.first(linli, start) == "第二办事处"
