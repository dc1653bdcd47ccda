"""The samples as a user meets them: loaded from a workbook, and asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import graph
from graph.names import Names
from graph.questions import audit, coverage, escalate, reconcile
from graph.rules import load_rules
from graph.stores import MemoryStore
from graph.viewing import Showing, owner
from loaders import load
from loaders.ledger import write_ledger
from loaders.report import Report, Where
from loaders.samples import SAMPLES, planted

DAY = date(2024, 11, 1)


class Loaded:
    """A sample that was loaded, as a network of its day."""

    def __init__(self, store: Path) -> None:
        self.network = graph.open(store, on=DAY)
        self.names = Names(self.network.tables(), on=DAY)

    def walk(self, path: str, chain: str) -> tuple[list[tuple[str, str]], str]:
        """The steps from a place, each with how, and how the walk ends."""
        answer = escalate(self.network, load_rules(), self.names.resolve(path), chain=chain)
        steps = [(row["slot"], row["how"]) for row in answer.rows.iter_rows(named=True)]
        return steps, answer.frames["ends"]["state"][0]

    def gaps(self, norm: str, state: str = "gap") -> set[str]:
        """The places where a norm has a gap, by key."""
        rows = coverage(self.network, load_rules()).rows.iter_rows(named=True)
        return {row["subject"]["id"] for row in rows if (row["norm"], row["state"]) == (norm, state)}

    def keys(self, *paths: str) -> set[str]:
        return {self.names.resolve(path) for path in paths}


def wrong(report: Report) -> list[tuple[str, Where]]:
    """What a report tells, but for the building that lies in two grids."""
    return [(issue.code, issue.where) for issue in report.issues if issue.code != "in_several"]


@pytest.fixture(scope="module")
def suzhoulu_loaded(sample_store: Callable[[str], Path]) -> Loaded:
    return Loaded(sample_store("suzhoulu"))


@pytest.fixture(scope="module")
def yanshan_loaded(sample_store: Callable[[str], Path]) -> Loaded:
    return Loaded(sample_store("yanshan"))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_nothing_is_wrong_and_the_second_time_makes_no_revision(sample_store: Callable[[str], Path], name: str) -> None:
    file, store = sample_store(name).with_name(f"{name}.xlsx"), MemoryStore()
    first = load("workbook", [file], store, by="演示")
    again = load("workbook", [file], store, by="演示")
    assert (wrong(first), wrong(again)) == ([], [])
    assert (again.added, again.changed, again.ended, again.missing) == (0, 0, 0, 0)
    assert (first.revision, store.revision().number) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_ledger_of_one_moves_to_a_store_that_holds_nothing(
    sample_store: Callable[[str], Path], name: str, tmp_path: Path
) -> None:
    network, there = graph.open(sample_store(name), on=DAY), MemoryStore()
    showing = Showing(owner("terminal", "export xlsx", personal=True), network)
    write_ledger(tmp_path / "台账.xlsx", network, load_rules(), showing, every_date=True)
    first = load("workbook", [tmp_path / "台账.xlsx"], there, by="演示")
    again = load("workbook", [tmp_path / "台账.xlsx"], there, by="演示")
    assert wrong(first) == []
    assert (first.revision, again.revision) == (1, 1)
    for kind, rows in network.tables().items():
        if kind != "person_personal":
            assert set(there.tables()[kind]["key"]) == set(rows["key"]), kind


class TestSuzhoulu:
    def test_agrees_with_every_figure_whose_ledger_is_complete(self, suzhoulu_loaded: Loaded) -> None:
        rows = reconcile(suzhoulu_loaded.network, load_rules()).rows.iter_rows(named=True)
        verdicts: dict[str, set[str]] = {}
        for row in rows:
            verdicts.setdefault(row["verdict"], set()).add(row["name"])
        assert verdicts["agrees"] == {
            *(
                "小区数",
                "户数",
                "自管党员",
                "双报到党员",
                "楼栋党小组",
                "党员中心户",
                "专职网格员",
                "专职社工",
                "楼栋长",
                "党建联盟成员单位",
                "共建党组织",
                "共建项目",
                "开展活动",
            ),
        }
        assert verdicts["consistent"] == {"居民人数"}
        assert {"双报到党组织", "红色智囊团成员"} < verdicts["cannot_tell"]
        assert set(verdicts) == {"agrees", "consistent", "cannot_tell"}

    @pytest.mark.slow
    def test_shows_the_planted_gaps_and_no_others(self, suzhoulu_loaded: Loaded) -> None:
        at = planted("suzhoulu")
        heads = (*at["no_building_head"], *at["vacant_building_head"])
        assert suzhoulu_loaded.gaps("suzhoulu-governance-building") == suzhoulu_loaded.keys(*heads)
        assert suzhoulu_loaded.gaps("suzhoulu-party-branch") == suzhoulu_loaded.keys(*at["dedicated_grid"])
        assert coverage(suzhoulu_loaded.network, load_rules()).totals["states"]["gap"] == 4

    def test_finds_the_units_without_a_liaison(self, suzhoulu_loaded: Loaded) -> None:
        at, rules = planted("suzhoulu"), load_rules().only("cobuilding")
        rows = coverage(suzhoulu_loaded.network, rules, states=["gap", "unknown"]).rows.iter_rows(named=True)
        found = {row["subject"]["id"]: [one["code"] for one in row["why"]] for row in rows}
        (vacant,), (none,) = (suzhoulu_loaded.keys(*at[what]) for what in ("vacant_liaison", "no_liaison"))
        assert found == {vacant: ["vacant"], none: []}

    @pytest.mark.slow
    def test_says_unknown_and_no_gap_where_nothing_is_declared_complete(self, suzhoulu_loaded: Loaded) -> None:
        at = planted("suzhoulu")
        unknown = suzhoulu_loaded.keys(*at["head_unknown"], *at["head_unlisted"])
        assert suzhoulu_loaded.gaps("suzhoulu-governance-building", "unknown") == unknown

    @pytest.mark.parametrize(
        ("what", "chain", "steps", "end"),
        [
            ("no_building_head", "governance", "grid community street", "top"),
            ("vacant_building_head", "governance", "grid community street", "top"),
            ("head_is_grid_worker", "governance", "building community street", "top"),
            ("no_party_group", "party", "branch community street", "top"),
            ("reports_past_branch", "party", "member_household group community street", "top"),
            ("reports_to_vacant_top", "party", "member_household group", "dead_end"),
        ],
    )
    def test_walks_from_what_was_planted(
        self, suzhoulu_loaded: Loaded, what: str, chain: str, steps: str, end: str
    ) -> None:
        found, ends = suzhoulu_loaded.walk(f"{planted('suzhoulu')[what][0]}/1单元/101室", chain)
        assert (" ".join(slot for slot, _ in found), ends) == (steps, end)

    def test_asks_the_deputy_of_the_absent_secretary(self, suzhoulu_loaded: Loaded) -> None:
        steps, _ = suzhoulu_loaded.walk(f"{planted('suzhoulu')['leader_unknown'][0]}/2单元/101室", "party")
        assert steps[:2] == [("group", "unknown"), ("branch", "deputy")]

    def test_dead_ends_are_the_planted_ones(self, suzhoulu_loaded: Loaded) -> None:
        ends = audit(suzhoulu_loaded.network, load_rules()).totals["chains"]
        assert ends["party"] == {"top": 2385, "dead_end": 184, "unknown": 0}
        assert ends["governance"] == {"top": 2545, "dead_end": 0, "unknown": 24}


class TestYanshan:
    @pytest.mark.slow
    def test_shows_the_planted_gaps_and_no_others(self, yanshan_loaded: Loaded) -> None:
        at = planted("yanshan")
        heads = (*at["no_building_head"], *at["vacant_building_head"])
        assert yanshan_loaded.gaps("yanshan-party-building") == yanshan_loaded.keys(*heads)
        assert yanshan_loaded.gaps("yanshan-party-building", "unknown") == yanshan_loaded.keys(*at["head_unlisted"])
        assert yanshan_loaded.gaps("yanshan-party-courtyard") == yanshan_loaded.keys(*at["no_branch"])
        assert yanshan_loaded.gaps("yanshan-six-teams") == yanshan_loaded.keys(*at["missing_theme"])
        assert coverage(yanshan_loaded.network, load_rules()).totals["states"]["gap"] == 4

    def test_counts_six_teams_and_the_venues_of_the_community(self, yanshan_loaded: Loaded) -> None:
        rows = reconcile(yanshan_loaded.network, load_rules()).rows.iter_rows(named=True)
        agree = {row["name"] for row in rows if row["verdict"] == "agrees"}
        assert agree == {"志愿服务队", "已建成庭院党群之家", "在建庭院党群之家", "规划建设庭院党群之家"}

    @pytest.mark.parametrize(
        ("what", "below", "steps", "end"),
        [
            ("full_path", "", "household building courtyard community street", "top"),
            ("no_branch", "/1号楼/1单元/101室", "building community street", "top"),
            ("no_building_head", "/301室", "courtyard community street", "top"),
            ("vacant_building_head", "/401室", "courtyard community street", "top"),
            ("no_volunteer_listed", "", "building courtyard community street", "top"),
            ("no_volunteer_unlisted", "", "building courtyard community street", "top"),
            ("head_is_secretary", "/101室", "building community street", "top"),
            ("head_unlisted", "/1单元/101室", "household courtyard community", "dead_end"),
        ],
    )
    def test_walks_from_what_was_planted(
        self, yanshan_loaded: Loaded, what: str, below: str, steps: str, end: str
    ) -> None:
        found, ends = yanshan_loaded.walk(planted("yanshan")[what][0] + below, "party")
        assert (" ".join(slot for slot, _ in found), ends) == (steps, end)

    def test_the_seat_of_one_branch_is_held_by_somebody_acting(self, yanshan_loaded: Loaded) -> None:
        steps, _ = yanshan_loaded.walk(planted("yanshan")["acting_secretary"][0], "party")
        assert steps[0] == ("courtyard", "acting")

    def test_only_the_community_below_the_vacant_seat_ends_dead(self, yanshan_loaded: Loaded) -> None:
        ends = audit(yanshan_loaded.network, load_rules()).totals["chains"]
        assert ends["party"] == {"top": 500, "dead_end": 100, "unknown": 0}
