"""yanshan: one chain whose slots are carried by a household, a post and an organisation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.network import Network
from graph.questions import audit, coverage, escalate, reconcile
from graph.rules import Rules
from graph.stores.base import Store
from tests.places.conftest import ON, key_of


@pytest.fixture(scope="module")
def network(stores: Callable[[str], Store]) -> Network:
    return Network(stores("yanshan").tables(), ON)


class TestEscalate:
    def test_first_a_volunteer_of_the_home_then_a_head_then_a_branch(self, network: Network, rules: Rules) -> None:
        home = key_of(network, "和平演示社区/槐荫院/1号楼/101室")
        answer = escalate(network, rules, home).to_dict()
        steps = [(row["slot"], row["post"]["role"]) for row in answer["rows"]]
        assert steps == [
            ("household", "volunteer_household"),
            ("building", "building_head"),
            ("courtyard", "secretary"),
            ("community", "secretary"),
            ("street", "secretary"),
        ]
        graph = network.to_networkx()
        volunteer = answer["rows"][0]["holder"]["id"]
        lives = [target for _, target, found in graph.out_edges(volunteer, data=True) if found["kind"] == "lives_in"]
        assert lives == [home]
        assert answer["ends"][0]["state"] == "top"

    def test_a_courtyard_without_a_branch_is_passed_for_a_known_reason(self, network: Network, rules: Rules) -> None:
        start = key_of(network, "和平演示社区/银杏院/1号楼")
        rows = escalate(network, rules, start).to_dict()["rows"]
        assert "courtyard" not in [row["slot"] for row in rows]
        passed = [(one["slot"], one["why"]) for row in rows for one in row["passed"]]
        assert ("courtyard", "not_established") in passed


class TestReconcile:
    def test_six_teams_and_the_venues_of_the_community_agree(self, network: Network, rules: Rules) -> None:
        rows = {row["name"]: row for row in reconcile(network, rules).to_dict()["rows"]}
        agree = {name: row["counted"]["low"] for name, row in rows.items() if row["verdict"] == "agrees"}
        assert agree == {"志愿服务队": 6, "已建成庭院党群之家": 4, "在建庭院党群之家": 1}

    def test_the_plan_of_the_street_cannot_be_told_from_one_community(self, network: Network, rules: Rules) -> None:
        rows = {row["name"]: row for row in reconcile(network, rules).to_dict()["rows"]}
        plan = rows["规划建设庭院党群之家"]
        assert (plan["verdict"], plan["published"]["value"]) == ("cannot_tell", 20)
        assert plan["counted"] == {"low": 5, "high": None}
        assert {why["code"] for why in plan["why"]} == {"not_listed", "undated"}


class TestPlanted:
    def test_gaps_are_those_planted(self, network: Network, rules: Rules) -> None:
        gaps = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        assert sorted((row["norm"], row["subject"]["path"].rpartition("社区/")[2]) for row in gaps) == [
            ("yanshan-party-building", "海棠院/2号楼"),
            ("yanshan-party-building", "石榴院/3号楼"),
            ("yanshan-party-courtyard", "银杏院"),
        ]

    def test_a_community_under_a_vacant_top_is_a_dead_end(self, network: Network, rules: Rules) -> None:
        stops = audit(network, rules).to_dict()["rows"]
        assert sum(row["homes"]["low"] for row in stops if row["cause"] == "dead_end") == 100
