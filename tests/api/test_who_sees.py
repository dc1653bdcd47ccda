"""What of a need anybody is told: who raised it, its door, and what is left of both long after it ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.changes import ChangeSet
from graph.stores import open_store
from tests.api.conftest import Linli
from tests.graph.steps.played import Played
from tests.stores import stored

LINES = """
    place 甲社区 community
    place 甲社区/园 estate
    place 甲社区/园/3号楼 building
    place 甲社区/园/3号楼/101室 home
    organisation 居委会 name=居委会 answers_for=甲社区
    organisation 企业 name=物业
    post 党员中心户 answers_for=甲社区/园/3号楼/101室 holder=演示乙
    person 演示甲 lives_in=甲社区/园/3号楼/101室
    need 灯坏了 category=水电维修 located_at=甲社区/园/3号楼/101室 about=物业
    need 101室滴水 number=XQ-9 category=水电维修 located_at=甲社区/园/3号楼/101室 about=物业
    need 渗水 category=水电维修 located_at=甲社区/园/3号楼/101室 about=物业 raised_by=居委会
    offer 修灯 given_by=物业 serves=甲社区 categories=水电维修
"""
_NAMES = Played(LINES).names
LIGHT, LEAK = _NAMES.key("灯坏了"), _NAMES.key("渗水")
DOOR, RAISER = "101室", "演示甲"
AGREED = "raises 演示甲 灯坏了 purpose=上门前联系 agreed_on=2024-10-20"
Filled = Callable[[str], Path]


@pytest.fixture
def fill(tmp_path: Path) -> Filled:
    """Makes a store where commands look for one."""

    def filled(raised: str = AGREED) -> Path:
        return stored(tmp_path / "linli.db", f"{LINES}\n    {raised}")

    return filled


class TestDoor:
    @pytest.mark.parametrize(
        "asked",
        [
            "show 灯坏了",
            "show 灯坏了 --json",
            "history 灯坏了",
            "history 灯坏了 --json",
            "find 灯坏",
            "find --kind need",
            "find --kind need --json",
            "escalate 灯坏了",
            "escalate 灯坏了 --json",
            "match",
            "match --json",
            pytest.param("match --plan --json", marks=pytest.mark.slow),
            "match claim 灯坏了 修灯",
            "need 灯坏了",
            "need accept 灯坏了",
            "need merge 灯坏了 --to 灯坏了 --reason 同一件",
            "needs --json",
            "todo 居委会 --json",
            "duplicates --json",
            "monthly --json",
            "bulletin --json",
        ],
    )
    def test_is_in_nothing_that_is_told_of_a_need(self, linli: Linli, fill: Filled, asked: str) -> None:
        fill(AGREED)
        ran = linli(*asked.split())
        assert not [word for word in (DOOR, RAISER) if word in ran.out + ran.err]

    @pytest.mark.slow
    def test_does_not_lead_to_a_need(self, linli: Linli, fill: Filled) -> None:
        fill(AGREED)
        home = "甲社区/园/3号楼/101室"
        assert linli("find", "--kind", "need", "--within", home, "--json").json["totals"] == {"things": 0}
        assert linli("match", "--within", home, "--json").json["totals"]["demands"] == 0
        assert [one["other"] for one in linli("show", home, "--json").json["ties"] if one["tie"] == "located_at"] == []
        kinds = {one["kind"] for one in linli("history", home, "--json").json["rows"]}
        assert "located_at" not in kinds

    def test_is_the_building_in_changes(self, linli: Linli, fill: Filled) -> None:
        fill(AGREED)
        rows = linli("changes", "--from", "0", "--json").json["rows"]
        assert {one["thing"]["name"] for one in rows if one["kind"] == "need"} == {
            "甲社区/园/3号楼//need（XQ-9）",  # its name tells the door
            "甲社区/园/3号楼//灯坏了",
            "甲社区/园/3号楼//渗水",
        }

    @pytest.mark.slow
    def test_is_in_no_picture(self, linli: Linli, fill: Filled, tmp_path: Path) -> None:
        fill(AGREED)
        for form, of in (("html", "需求"), ("graphml", "raises")):
            assert linli("export", form, "--around", "渗水", "--depth", "1", "-o", f"o.{form}").code == 0
            text = (tmp_path / f"o.{form}").read_text(encoding="utf-8")
            assert DOOR not in text
            assert "提出）" not in text
            assert (of in text) == (form == "html")

    def test_is_told_in_a_terminal_where_it_is_asked_for_and_written_down(self, linli: Linli, fill: Filled) -> None:
        path = fill(AGREED)
        assert DOOR in linli("show", "灯坏了", "--personal").out
        lines = path.with_name("linli.db.log").read_text(encoding="utf-8").splitlines()
        assert LIGHT in {key for line in lines for key in json.loads(line)["keys"]}

    @pytest.mark.slow
    def test_that_was_not_exported_stays_when_the_file_comes_back(self, linli: Linli, fill: Filled) -> None:
        fill(AGREED)
        assert linli("export", "xlsx", "-o", "o.xlsx").code == 0
        ran = linli("load", "o.xlsx", "--dry-run", "--json")
        assert (ran.code, ran.json["changed"], ran.json["added"], ran.json["ended"]) == (0, 0, 0, 0)


class TestRaiser:
    @pytest.mark.slow
    def test_is_told_in_a_terminal(self, linli: Linli, fill: Filled) -> None:
        fill(AGREED)
        assert RAISER in linli("show", "灯坏了", "--personal").out
        assert RAISER in linli("history", "灯坏了", "--personal").out

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("purpose=上门前联系 agreed_on=2024-10-20", True),
            ("purpose=上门前联系 agreed_on=2024-10-20 agreed_until=2199-01-01", True),
            ("purpose=上门前联系 agreed_on=2024-10-20 agreed_until=2024-11-01", False),
            ("purpose=上门前联系 agreed_on=2199-01-01", False),
            ("agreed_on=2024-10-20", False),
            ("purpose=上门前联系", False),
            ("", False),
        ],
    )
    def test_is_told_only_while_consent_is_in_force_today(
        self, linli: Linli, fill: Filled, said: str, *, told: bool
    ) -> None:
        fill(f"raises 演示甲 灯坏了 {said}")
        for asked in (("show", "灯坏了", "--on", "2024-10-25"), ("show", "灯坏了"), ("history", "灯坏了")):
            assert (RAISER in linli(*asked, "--personal").out) is told

    @pytest.mark.slow
    def test_who_withdrew_is_not_told_of_the_past_either(self, linli: Linli, fill: Filled) -> None:
        with open_store(fill(AGREED)) as store:
            row = store.tables()["raises"].with_columns(agreed_until=date(2024, 11, 1))
            store.commit(ChangeSet({"raises": row}))
        for asked in (
            ("show", "灯坏了", "--revision", "1"),
            ("history", "灯坏了"),
            ("show", RAISER),
            ("changes", "--from", "0"),
        ):
            out = linli(*asked, "--personal", "--json").out
            assert "raises" not in {one.get("tie") or one["kind"] for one in json.loads(out).get("ties", [])}
            assert '"kind": "raises"' not in out

    def test_who_is_an_organisation_is_no_post_that_somebody_was_appointed_to(self, linli: Linli, fill: Filled) -> None:
        fill(AGREED)
        found = {one["kind"] for one in linli("changes", "--from", "0", "--json").json["rows"]}
        assert "raises" not in found  # told with the new need


class TestLongOver:
    RULES = "forget_after: 180\n"

    @pytest.fixture
    def rules(self, tmp_path: Path) -> Path:
        """The rules of suzhoulu, which keep it for 180 days."""
        import graph.rules

        text = Path(graph.rules.__file__).with_name("profiles").joinpath("suzhoulu.yaml").read_text(encoding="utf-8")
        folder = tmp_path / "rules" / "profiles"
        folder.mkdir(parents=True)
        (folder / "suzhoulu.yaml").write_text(text + self.RULES, encoding="utf-8")
        return folder.parent

    def end(self, path: Path, days: int) -> None:
        with open_store(path) as store:
            until = date.today() - timedelta(days=days)  # noqa: DTZ011 - the command asks for today too
            row = store.tables()["need"].filter(key=LIGHT).with_columns(until=until)
            store.commit(ChangeSet({"need": row}))

    @pytest.mark.slow
    def test_tells_in_no_revision_who_raised_it_or_at_which_door(self, linli: Linli, fill: Filled, rules: Path) -> None:
        path = fill(AGREED)
        self.end(path, 200)
        tried = linli("forget", "--ended", "--dry-run", "--rules", str(rules), "--json")
        assert (tried.code, tried.json) == (
            0,
            {"needs": 1, "left": 1, "raisers": 1, "doors": 1, "revision": None, "dry_run": True},
        )
        ran = linli("forget", "--ended", "--yes", "--rules", str(rules))
        assert (ran.code, ran.out.splitlines()[1]) == (
            0,
            "已去掉 1 个需求或项目的提出人 1 处、门牌 1 处（第 4 次更新）；各版本中都不再有，楼栋保留",
        )
        with open_store(path) as store:
            for at in range(5):
                tables = store.tables(at=at)
                assert tables["raises"].filter(target=LIGHT).height == 0
                places = (
                    tables["located_at"].filter(source=LIGHT).join(tables["place"], left_on="target", right_on="key")
                )
                assert set(places["level"]) <= {"building"}
            assert store.tables()["located_at"].filter(source=LIGHT).height == 1
            assert store.tables()["located_at"].filter(source=LEAK).join(
                store.tables()["place"], left_on="target", right_on="key"
            )["level"].to_list() == ["home"]
            assert store.examine().findings == ()
        again = linli("forget", "--ended", "--yes", "--rules", str(rules), "--json").json
        assert (again["needs"], again["revision"]) == (0, None)

    @pytest.mark.slow
    def test_is_kept_until_then_and_for_ever_where_no_profile_says_how_long(
        self, linli: Linli, fill: Filled, rules: Path
    ) -> None:
        path = fill(AGREED)
        self.end(path, 179)
        assert linli("forget", "--ended", "--yes", "--rules", str(rules), "--json").json["needs"] == 0
        self.end(path, 4000)
        assert linli("forget", "--ended", "--yes", "--json").json["needs"] == 0

    @pytest.mark.parametrize("said", ["", "--dry-run", "演示甲 --ended", "演示甲 --dry-run"])
    def test_and_a_person_are_not_forgotten_at_once(self, linli: Linli, fill: Filled, said: str) -> None:
        fill(AGREED)
        assert linli("forget", *said.split()).code == 1
