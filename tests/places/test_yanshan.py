"""yanshan: one chain whose slots are carried by a household, a post and an organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graph.answers import Answer
from graph.names import Names
from graph.network import Network
from graph.questions import audit, coverage, escalate, match, needs, reconcile
from graph.rules import Rules
from graph.stores.base import Store
from tests.places.conftest import ON, key_of

HERE = "和平演示社区"


@pytest.fixture(scope="module")
def network(stores: Callable[[str], Store]) -> Network:
    return Network(stores("yanshan").tables(), ON)


def rows_of(answer: Answer, norm: str) -> list[dict[str, Any]]:
    """Return the rows of one norm."""
    return [row for row in answer.rows.iter_rows(named=True) if row["norm"] == norm]


def tied(network: Network, kind: str) -> list[dict[str, Any]]:
    """Return the ties of a kind, with the names of their ends."""
    names = Names(network.tables(), network.date)
    found = network.tables()[kind].iter_rows(named=True)
    return [{**row, "source": names.path_of(row["source"]), "target": names.path_of(row["target"])} for row in found]


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

    def test_each_of_three_levels_is_carried_by_something_else(self, rules: Rules) -> None:
        slots = {slot.key: slot.carrier for slot in rules.profiles["yanshan"].chains["party"].slots}
        carried = {
            key: ("organisation" if one.form else "post", *one.form[:1], *one.role) for key, one in slots.items()
        }
        assert carried["household"] == ("post", "volunteer_household")
        assert carried["building"] == ("post", "building_head")
        assert carried["courtyard"] == ("organisation", "branch")

    def test_a_courtyard_without_a_branch_is_passed_for_a_known_reason(self, network: Network, rules: Rules) -> None:
        start = key_of(network, "和平演示社区/银杏院/1号楼")
        rows = escalate(network, rules, start).to_dict()["rows"]
        assert "courtyard" not in [row["slot"] for row in rows]
        passed = [(one["slot"], one["why"]) for row in rows for one in row["passed"]]
        assert ("courtyard", "not_established") in passed


class TestVenues:
    @pytest.mark.slow
    def test_twenty_in_the_street_and_four_open_and_one_being_built_in_the_community_agree(
        self, network: Network, rules: Rules
    ) -> None:
        rows = {row["name"]: row for row in reconcile(network, rules).to_dict()["rows"]}
        agree = {name: row["counted"]["low"] for name, row in rows.items() if row["verdict"] == "agrees"}
        assert agree == {
            "规划建设庭院党群之家": 20,
            "已建成庭院党群之家": 4,
            "在建庭院党群之家": 1,
            "志愿服务队": 6,
        }
        (plan,) = rows_of(
            coverage(network.within(key_of(network, "演示街道乙")), rules, states=None), "yanshan-courtyard-venues"
        )
        assert (plan["state"], plan["has"]) == ("met", {"low": 20, "high": 20})

    def test_are_held_in_three_ways(self, network: Network) -> None:
        here = network.tables()["venue"].filter(network.tables()["venue"]["status"] != "planned")
        assert Counter(here["tenure"]) == {"borrowed": 2, "shared": 1, "agreed": 2}
        assert {len(rooms) for rooms in here["rooms"].to_list() if rooms} == {5}

    @pytest.mark.parametrize(
        ("day", "open_"), [("2023-04-01", 1), ("2023-09-01", 2), ("2024-03-01", 3), ("2024-06-01", 4)]
    )
    def test_were_open_in_numbers_that_grew(self, network: Network, rules: Rules, day: str, open_: int) -> None:
        then = network.on(date.fromisoformat(day))
        (row,) = [row for row in reconcile(then, rules).to_dict()["rows"] if row["name"] == "已建成庭院党群之家"]
        assert row["evidence_count"] == open_

    def test_are_guided_led_answered_for_and_shared(self, network: Network) -> None:
        home = "演示街道乙/和平演示社区/槐荫院//槐荫院庭院党群之家"
        found = {
            (row["as"], row["source"].rpartition("//")[2]) for row in tied(network, "runs") if row["target"] == home
        }
        assert found == {
            ("guides", "和平演示社区党委"),
            ("leads", "书记"),
            ("responsible", "支委1"),
            ("responsible", "支委2"),
            ("shares", "第一党支部"),
        }

    def test_have_a_volunteer_who_keeps_the_key(self, network: Network) -> None:
        posts = network.tables()["post"]
        keepers = posts.filter(posts["role"] == "key_keeper")["key"].to_list()
        held = network.tables()["holds"].filter(network.tables()["holds"]["target"].is_in(keepers))
        assert (len(keepers), held["target"].n_unique()) == (4, 4)


class TestTeams:
    @pytest.mark.slow
    def test_six_themes_have_six_teams_and_elsewhere_one_is_missing(self, network: Network, rules: Rules) -> None:
        rows = rows_of(coverage(network, rules, states=None), "yanshan-six-teams")
        found = {(row["subject"]["name"], row["item"]): row["state"] for row in rows}
        themes = ("hemu", "heshan", "hean", "henuan", "hemei", "heyue")
        assert {theme: found[HERE, theme] for theme in themes} == dict.fromkeys(themes, "met")
        assert [theme for theme in themes if found["泉边演示社区", theme] == "gap"] == ["heyue"]
        assert len(rows) == 12


class TestSystems:
    def test_seven_have_their_own_subject_and_issuer(self, network: Network) -> None:
        names = Names(network.tables(), network.date)
        found = network.tables()["routine"].iter_rows(named=True)
        systems = {
            row["name"]: (names.path_of(row["subject"]).rpartition("社区")[2], row["issued_by"]) for row in found
        }
        office, both = "演示街道乙办事处", "演示街道乙党工委、演示街道乙办事处"
        assert systems == {
            "支部例会": ("/槐荫院//第一党支部", both),
            "党员定期学习活动": ("/槐荫院//第一党支部", both),
            "支部书记值班": ("/槐荫院//第一党支部//书记", office),
            "支部书记接访": ("/槐荫院//第一党支部//书记", office),
            "庭院民主协商": ("/槐荫院", office),
            "庭院党群之家使用管理": ("/槐荫院//槐荫院庭院党群之家", office),
            "社区网格员驻点工作": ("//网格员", office),
        }

    def test_are_met_where_they_are_written_down_and_never_a_gap_elsewhere(
        self, network: Network, rules: Rules
    ) -> None:
        rows = coverage(network, rules.only("yanshan"), states=None).rows.iter_rows(named=True)
        found = [row for row in rows if row["norm"].endswith("-systems")]
        assert sorted(row["item"] for row in found if row["state"] == "met") == sorted(
            ("支部例会", "党员定期学习活动", "庭院民主协商", "庭院党群之家使用管理", "社区网格员驻点工作")
        )
        assert {row["state"] for row in found} == {"met", "unknown"}
        assert {one for row in found if row["state"] == "met" for one in row["issued_by"]} == {
            "演示街道乙党工委、演示街道乙办事处",
            "演示街道乙办事处",
        }


class TestWork:
    def test_activities_are_of_four_classes_and_services_come_into_the_courtyard(
        self, network: Network, rules: Rules
    ) -> None:
        words = rules.vocabulary("yanshan")
        classes = Counter(network.tables()["activity"]["category"])
        four = [words.resolve("category", one) for one in ("社区党课", "法律咨询", "健康养生", "培训学习")]
        assert len({*four}) == 4
        assert [classes[one] for one in four] == [2, 2, 2, 2]
        offers = {code for many in network.tables()["offer"]["categories"] for code in many}
        assert {words.resolve("category", one) for one in ("民政救助", "托管", "网上缴费")} <= offers

    def test_wishes_come_by_three_channels_and_live_by_the_branch(self, network: Network, rules: Rules) -> None:
        assert set(network.tables()["need"]["channel"]) == {"wish_tree", "wish_wall", "message_board"}
        assert rules.workflow("yanshan", "need").called["dispatch"].zh == "下单"
        states = Counter(row["status"] for row in needs(network, rules).rows.iter_rows(named=True))
        assert states["taken"] >= 3

    def test_residents_settle_the_parking_and_its_fee_pays_for_the_upkeep(self, network: Network) -> None:
        names, tables = Names(network.tables(), network.date), network.tables()
        (meeting,) = tables["activity"].filter(tables["activity"]["decided"].is_not_null()).to_dicts()
        (project,) = tables["project"].to_dicts()
        assert names.path_of(meeting["routine"]).endswith("槐荫院//庭院民主协商")
        assert (meeting["project"], project["status"]) == (project["key"], "running")
        assert "收费用于院内养护" in meeting["decided"]
        assert project["funding"] == "停车收费，用于院内养护"
        taken = [row for row in tied(network, "meets") if row["source"].endswith("庭院停车自治")]
        assert [(row["target"].rpartition("//")[2], row["state"]) for row in taken] == [("院里车没处停", "claimed")]

    def test_one_worker_covers_every_category(self, network: Network, rules: Rules) -> None:
        posts = network.tables()["post"]
        assert posts.filter(posts["role"] == "social_worker")["name"].to_list() == ["全科社工"]
        assert match(network, rules).rows.height > 0


class TestPlanted:
    def test_gaps_are_those_planted(self, network: Network, rules: Rules) -> None:
        gaps = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        assert sorted((row["norm"], row["subject"]["path"].rpartition("社区/")[2]) for row in gaps) == [
            ("yanshan-party-building", "海棠院/2号楼"),
            ("yanshan-party-building", "石榴院/3号楼"),
            ("yanshan-party-courtyard", "银杏院"),
            ("yanshan-six-teams", "演示功能区乙/泉边演示社区"),
        ]

    def test_a_community_under_a_vacant_top_is_a_dead_end(self, network: Network, rules: Rules) -> None:
        stops = audit(network, rules).to_dict()["rows"]
        assert sum(row["homes"]["low"] for row in stops if row["cause"] == "dead_end") == 100
