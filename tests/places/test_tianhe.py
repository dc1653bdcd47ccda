"""tianhe: a party chain of 1 + 16 + 45 + 123 and a governance chain of five in one place, and what is planted there."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.network import Network
from graph.questions import audit, coverage, escalate, reconcile
from graph.rules import Rules
from graph.stores.base import Store
from loaders.samples import planted
from tests.places.conftest import ON, key_of, things

pytestmark = pytest.mark.slow  # its sample is loaded for it alone

HERE = "田和演示街道"
PLANTED = planted("tianhe")
HOME = "碧波演示社区/碧波一区/1号楼/102室"
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def network(stores: Callable[[str], Store]) -> Network:
    return Network(stores("tianhe").tables(), ON)


@pytest.fixture(scope="module")
def figures(network: Network, rules: Rules) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in reconcile(network, rules).to_dict()["rows"]}


@pytest.fixture(scope="module")
def heads(network: Network, rules: Rules) -> dict[str, dict[str, Any]]:
    """What coverage says of one head per 60 households, by the name of the place."""
    rows = coverage(network, rules, states=("gap", "unknown", "met")).to_dict()["rows"]
    return {row["subject"]["name"]: row for row in rows if row["norm"] == "tianhe-head-per-60-households"}


class TestThePartyChain:
    @pytest.mark.parametrize(
        ("figure", "value"), [("街道党工委", 1), ("社区党组织", 16), ("网格党支部", 45), ("党小组", 123)]
    )
    def test_is_of_1_16_45_and_123_organisations(self, figures: dict[str, Any], figure: str, value: int) -> None:
        row = figures[figure]
        assert (row["verdict"], row["published"]["value"]) == ("agrees", value)
        assert row["counted"] == {"low": value, "high": value}

    def test_leads_from_a_home_to_the_street_in_four_steps(self, network: Network, rules: Rules) -> None:
        answer = escalate(network, rules, key_of(network, HOME), chain="party").to_dict()
        assert [row["slot"] for row in answer["rows"]] == ["group", "branch", "community", "street"]
        assert answer["ends"][0]["state"] == "top"

    def test_has_branches_that_are_no_grids(self, network: Network) -> None:
        grids = things(network, "place", level="grid")
        answered = network.tables()["answers_for"]
        keys = {row["key"] for row in grids}
        branches = {row["key"] for row in things(network, "organisation", form="branch")}
        scopes = Counter(
            source
            for source, target in answered.select("source", "target").iter_rows()
            if source in branches and target in keys
        )
        assert (len(branches), len(grids), set(scopes.values())) == (45, 126, {2, 3, 4})

    def test_says_of_no_figure_how_many_grids_there_are(self, figures: dict[str, Any]) -> None:
        assert not [row for row in figures.values() if "level=grid" in row["measure"]]


class TestTheGovernanceChain:
    def test_is_another_of_five_levels_in_the_same_place(self, network: Network, rules: Rules) -> None:
        answer = escalate(network, rules, key_of(network, HOME), chain="governance").to_dict()
        assert [row["slot"] for row in answer["rows"]] == ["volunteer", "building", "grid", "community", "street"]
        assert answer["ends"][0]["state"] == "top"

    def test_is_told_beside_the_party_chain_where_no_chain_is_named(self, network: Network, rules: Rules) -> None:
        answer = escalate(network, rules, key_of(network, HOME)).to_dict()
        assert Counter(row["chain"] for row in answer["rows"]) == {"party": 4, "governance": 5}

    def test_leads_every_home_and_building_to_the_top(self, network: Network, rules: Rules) -> None:
        answer = audit(network, rules).to_dict()
        assert answer["rows"] == []
        assert {chain: told["top"] for chain, told in answer["totals"]["chains"].items()} == {
            "party": 1051,
            "governance": 1051,
        }


class TestBuildingHeads:
    def test_are_970_as_published(self, figures: dict[str, Any]) -> None:
        row = figures["治理楼长"]
        assert (row["verdict"], row["counted"], row["published"]["unit"]) == (
            "agrees",
            {"low": 970, "high": 970},
            "people",
        )

    def test_are_of_the_street_over_a_base_that_nobody_published(
        self, heads: dict[str, Any], figures: dict[str, Any]
    ) -> None:
        row = heads[HERE]
        assert (row["state"], row["has"]) == ("unknown", {"low": 970, "high": 970})
        assert (row["base"]["basis"], row["base"]["high"], row["needs"]["high"]) == ("at_least", None, None)
        assert row["base"]["low"] <= 60 * 970 == 58_200
        assert not [one for one in figures.values() if one["published"]["unit"] == "households"]

    def test_are_enough_in_thirteen_communities(self, heads: dict[str, Any]) -> None:
        assert Counter(row["state"] for row in heads.values()) == {"met": 13, "unknown": 3, "gap": 1}

    def test_are_two_short_where_a_seat_is_vacant_and_a_building_has_none(self, heads: dict[str, Any]) -> None:
        row = heads["合欢演示社区"]
        assert (row["state"], row["has"]["high"], row["needs"], row["short"]["low"]) == (
            "gap",
            38,
            {"low": 40, "high": 40},
            2,
        )
        assert [one["code"] for one in row["close"]] == ["appoint", "establish"]

    def test_are_one_or_two_for_55_to_65_households(self, heads: dict[str, Any]) -> None:
        row = heads["碧波演示社区"]
        assert (row["state"], row["base"]["high"] - row["base"]["low"]) == ("unknown", 10)
        assert row["needs"] == {"low": row["has"]["low"], "high": row["has"]["low"] + 1}

    def test_are_needed_nobody_knows_how_many_where_households_are_not_recorded(self, heads: dict[str, Any]) -> None:
        row = heads["银湾演示社区"]
        assert (row["state"], row["needs"]["high"]) == ("unknown", None)
        assert [one["code"] for one in row["close"]] == ["record_base"]

    def test_answer_for_60_households_at_most_but_the_one_of_whom_nobody_knows(
        self, network: Network, rules: Rules
    ) -> None:
        load = coverage(network, rules, load=True).to_dict()["load"]
        assert Counter(row["state"] for row in load if row["norm"] == "tianhe-head-per-60-households") == {
            "met": 962,
            "unknown": 8,
        }


class TestCommunities:
    def test_are_16_in_the_ledger_and_24_in_the_register(self, figures: dict[str, Any]) -> None:
        row = figures["登记社区"]
        assert (row["verdict"], row["difference"], row["published"]["value"]) == ("differs", -8, 24)
        assert row["published"]["document"] == "统计用区划代码（371071007）"

    @pytest.mark.slow
    def test_are_24_under_that_code_in_the_published_table(self, data_dir: Path) -> None:
        with (data_dir / "admin_divisions" / "shandong_tree.csv").open(encoding="utf-8") as file:
            assert sum(row["parent"] == "371071007" for row in csv.DictReader(file)) == 24

    def test_lie_in_a_functional_zone(self, network: Network) -> None:
        (zone,) = things(network, "place", level="county")
        assert (zone["type"], zone["profile"]) == ("functional_zone", "tianhe")


class TestHouses:
    @pytest.mark.parametrize(
        ("figure", "value"), [("党群服务驿站", 80), ("书记工作室", 5), ("红色议事厅", 16), ("社工分站", 2)]
    )
    def test_are_as_many_as_published(self, figures: dict[str, Any], figure: str, value: int) -> None:
        assert (figures[figure]["verdict"], figures[figure]["counted"]["low"]) == ("agrees", value)

    def test_of_16_halls_one_community_has_none_and_another_two(self, network: Network, rules: Rules) -> None:
        rows = coverage(network, rules, states=("gap", "met")).to_dict()["rows"]
        halls = {row["subject"]["name"]: row["has"]["low"] for row in rows if row["norm"] == "tianhe-deliberation-hall"}
        assert (sum(halls.values()), Counter(halls.values())) == (16, {1: 14, 0: 1, 2: 1})
        assert [name for name, has in halls.items() if not has] == [*PLANTED["no_deliberation_hall"]]
        assert [name for name, has in halls.items() if has == 2] == [*PLANTED["two_deliberation_halls"]]


class TestOthers:
    def test_84_people_are_placed_in_grids_where_at_least_80_are_published(self, figures: dict[str, Any]) -> None:
        row = figures["下沉网格力量"]
        assert (row["verdict"], row["published"]["bound"], row["counted"]["low"]) == ("consistent", "at_least", 84)

    @pytest.mark.parametrize(
        ("figure", "value"),
        [("专业社会组织", 14), ("本土社会组织", 96), ("议事团", 16), ("志愿服务队", 81), ("党建惠民服务项目", 16)],
    )
    def test_are_as_many_as_published(self, figures: dict[str, Any], figure: str, value: int) -> None:
        assert (figures[figure]["verdict"], figures[figure]["counted"]["low"]) == ("agrees", value)

    def test_give_culture_stations_and_a_democratic_party(self, network: Network) -> None:
        tables = network.tables()
        givers = set(tables["gives"]["source"])
        forms = {row["name"]: row["form"] for row in things(network, "organisation") if row["key"] in givers}
        assert {"演示高新文化站", "演示滨海文化站", "演示民主党派社会服务站"} <= set(forms)
        assert forms["演示民主党派社会服务站"] == "democratic_party"


class TestFigures:
    def test_are_27_each_with_its_document_and_only_the_register_differs(self, figures: dict[str, Any]) -> None:
        assert Counter(row["verdict"] for row in figures.values()) == {
            "agrees": 17,
            "cannot_tell": 8,
            "consistent": 1,
            "differs": 1,
        }
        assert all(row["published"]["document"] for row in figures.values())

    def test_are_none_that_is_only_arithmetic(self, figures: dict[str, Any]) -> None:
        assert not {58_200, 60} & {row["published"]["value"] for row in figures.values()}


class TestPlanted:
    def test_gaps_are_exactly_those_planted(self, network: Network, rules: Rules) -> None:
        gaps = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        assert sorted((row["norm"], row["subject"]["name"]) for row in gaps) == [
            ("tianhe-deliberation-hall", "竹韵演示社区"),
            ("tianhe-governance-grid", "第二网格"),
            ("tianhe-head-per-60-households", "合欢演示社区"),
            ("tianhe-party-branch", "演示产业园网格"),
        ]

    def test_a_dedicated_grid_has_the_branch_of_its_community(self, network: Network, rules: Rules) -> None:
        for grid in PLANTED["dedicated_grid"]:
            rows = escalate(network, rules, key_of(network, grid), chain="party").to_dict()["rows"]
            assert rows[0]["slot"] == "branch"

    @pytest.mark.parametrize(
        ("what", "chain", "passed"),
        [
            ("no_branch", "party", ("branch", "not_established")),
            ("vacant_grid_worker", "governance", ("grid", "vacant")),
            ("head_is_grid_worker", "governance", ("grid", "same_person")),
            ("secretary_absent", "party", ("community", "absent")),
        ],
    )
    def test_is_passed_for_its_own_reason(
        self, network: Network, rules: Rules, what: str, chain: str, passed: tuple[str, str]
    ) -> None:
        answer = escalate(network, rules, key_of(network, PLANTED[what][0]), chain=chain).to_dict()
        assert passed in [(one["slot"], one["why"]) for row in answer["rows"] for one in row["passed"]]

    def test_the_deputy_is_asked_for_the_secretary_who_is_away(self, network: Network, rules: Rules) -> None:
        start = key_of(network, PLANTED["secretary_absent"][0])
        rows = escalate(network, rules, start, chain="party").to_dict()["rows"]
        assert [(row["slot"], row["how"]) for row in rows] == [("community", "deputy"), ("street", "holder")]

    def test_a_leader_whom_nobody_wrote_down_is_a_step_without_a_name(self, network: Network, rules: Rules) -> None:
        start = key_of(network, "百合演示社区/百合一区/17号楼")
        step = escalate(network, rules, start, chain="party").to_dict()["rows"][0]
        assert (step["slot"], step["holder"], step["how"]) == ("group", None, "unknown")

    def test_a_term_that_has_run_out_is_flagged_and_the_holder_stays(self, network: Network, rules: Rules) -> None:
        start = key_of(network, PLANTED["term_run_out"][0])
        step = escalate(network, rules, start, chain="party").to_dict()["rows"][0]
        assert (step["slot"], step["how"]) == ("branch", "holder")
        assert "term_ran_out" in step["flags"]

    def test_one_person_has_two_seats_and_the_grid_without_a_branch_hangs_on_one(
        self, network: Network, rules: Rules
    ) -> None:
        answer = audit(network, rules, people=True, levels=True).to_dict()
        (one,) = answer["reliance"]
        assert [seat["role"] for seat in one["seats"]] == ["building_head", "grid_worker"]
        (hangs,) = answer["hangs"]
        assert (hangs["chain"], hangs["example"]) == ("party", key_of(network, PLANTED["no_branch"][0]))
        assert answer["thin"] == []
