"""suzhoulu: the published figures beside a ledger that meets them, and a chain of five."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.network import Network
from graph.questions import audit, coverage, escalate, monthly, reconcile
from graph.rules import Rules
from graph.stores.base import Store
from tests.places.conftest import ON, key_of


@pytest.fixture(scope="module")
def network(stores: Callable[[str], Store]) -> Network:
    return Network(stores("suzhoulu").tables(), ON)


class TestReconcile:
    @pytest.mark.parametrize(
        ("figure", "value"),
        [
            *(("户数", 2424), ("楼栋党小组", 15), ("党员中心户", 64), ("专职网格员", 19), ("楼栋长", 145)),
            *(("自管党员", 44), ("党建联盟成员单位", 23), ("共建党组织", 23), ("共建项目", 46)),
            *(("小区数", 2), ("双报到党员", 443), ("专职社工", 1), ("开展活动", 58)),
        ],
    )
    def test_agrees(self, network: Network, rules: Rules, figure: str, value: int) -> None:
        (row,) = [row for row in reconcile(network, rules).to_dict()["rows"] if row["name"] == figure]
        assert row["verdict"] == "agrees"
        assert row["published"]["value"] == value
        assert row["counted"] == {"low": value, "high": value}
        assert row["difference"] == 0

    def test_at_least_so_many_residents_is_consistent(self, network: Network, rules: Rules) -> None:
        (row,) = [row for row in reconcile(network, rules).to_dict()["rows"] if row["name"] == "居民人数"]
        assert (row["verdict"], row["published"]["bound"]) == ("consistent", "at_least")
        assert row["counted"]["low"] >= row["published"]["value"] == 6500

    def test_nothing_differs_and_what_is_not_kept_says_so(self, network: Network, rules: Rules) -> None:
        answer = reconcile(network, rules).to_dict()
        assert answer["totals"]["verdicts"]["differs"] == 0
        untold = [row for row in answer["rows"] if row["verdict"] == "cannot_tell"]
        reasons = {row["name"]: {why["code"] for why in row["why"]} for row in untold}
        assert len(untold) == 11
        assert all(codes & {"kind_not_kept", "not_listed", "flow", "no_period"} for codes in reasons.values())


class TestFiguresThatNobodyCanTell:
    """What the account says and the ledger cannot check: never taken as agreed, and never as a gap."""

    @pytest.mark.parametrize(
        ("figure", "bound", "value", "unit", "why"),
        [
            ("义务理发", "exact", 15, "times", ["not_listed", "period_open"]),
            ("义务理发人次", "at_least", 600, "person_times", ["not_listed", "period_open"]),
            ("系列活动", "exact", 15, "things", ["no_period"]),
            ("志愿服务活动", "at_least", 110, "times", ["no_period"]),
            ("解决诉求", "exact", 750, "cases", ["no_period"]),
            ("热线来电（从前，每月）", "at_least", 20, "cases", ["no_period"]),
            ("热线来电（现在，每月）", "at_most", 9, "cases", ["no_period"]),
            ("发现问题", "at_least", 60, "cases", ["not_listed"]),
            ("实现微心愿", "at_least", 30, "cases", ["not_listed"]),
            ("双报到党组织", "exact", 11, "things", ["not_listed"]),
            ("红色智囊团成员", "exact", 24, "people", ["not_listed"]),
        ],
    )
    def test_are_shown_with_the_reason(
        self, network: Network, rules: Rules, figure: str, bound: str, value: int, unit: str, why: list[str]
    ) -> None:
        (row,) = [row for row in reconcile(network, rules).to_dict()["rows"] if row["name"] == figure]
        published = row["published"]
        assert (published["bound"], published["value"], published["unit"]) == (bound, value, unit)
        assert (row["verdict"], [one["code"] for one in row["why"]]) == ("cannot_tell", why)
        assert published["document"]

    def test_the_haircuts_are_15_in_the_ledger_and_never_six_misses(self, network: Network, rules: Rules) -> None:
        (row,) = [row for row in reconcile(network, rules).to_dict()["rows"] if row["name"] == "义务理发"]
        assert (row["evidence_count"], row["counted"], row["difference"]) == (15, {"low": 0, "high": None}, None)


class TestUnits:
    def test_three_ties_are_three_lists(self, network: Network) -> None:
        tables = network.tables()
        members = tables["member_of"]
        alliance = set(members.filter(members["class"] == "alliance")["source"])
        parties = tables["party_to"]
        partners = set(parties.filter(parties["side"] == "partner")["source"])
        reported = {one for one in tables["checked_in"]["source"] if one.startswith("organisation-")}
        assert (len(reported), len(alliance), len(partners)) == (11, 23, 23)
        assert len({frozenset(one) for one in (reported, alliance, partners)}) == 3

    def test_offices_of_the_street_are_contacts_of_the_estates(self, network: Network) -> None:
        serves = network.tables()["serves"]
        contacts = serves.filter(serves["as"] == "contact")["target"].to_list()
        names = [network.name(network.row(key)) for key in contacts]
        assert sorted(map(str, names)) == ["安和园", "锦绣园"]

    def test_the_secretary_is_the_mentor_of_the_one_social_worker(self, network: Network) -> None:
        tables = network.tables()
        (pair,) = tables["pairs"].to_dicts()
        held = dict(tables["holds"].select("source", "target").iter_rows())
        role = {row["key"]: row["role"] for row in tables["post"].iter_rows(named=True)}
        seats = {
            role[post]
            for person, post in tables["holds"].select("source", "target").iter_rows()
            if person == pair["source"]
        }
        assert (pair["as"], seats, role[held[pair["target"]]]) == ("mentor", {"secretary", "director"}, "social_worker")

    def test_a_centre_has_nine_rooms_each_with_several_uses(self, network: Network) -> None:
        (venue,) = network.tables()["venue"].to_dicts()
        assert (venue["room_count"], len(venue["rooms"]), venue["status"]) == (9, 9, "open")
        assert all("·" in room for room in venue["rooms"])


class TestHollow:
    def test_the_branches_of_the_estates_finish_almost_nothing(self, network: Network, rules: Rules) -> None:
        answer = monthly(network, rules, month="2024-06").to_dict()
        found = {
            row["place"]["name"]: (row["slot"], row["stops"], row["passes"])
            for row in answer["hollow"]
            if row["hollow"]
        }
        assert found == {"锦绣园": ("branch", 1, 5), "安和园": ("branch", 0, 5)}


class TestMemberHouseholds:
    def test_do_not_all_belong_to_the_community_s_own_branch(self, network: Network) -> None:
        graph = network.to_networkx()
        posts = [key for key, found in graph.nodes(data=True) if found.get("role") == "member_household"]
        holders = {
            source for post in posts for source, _, found in graph.in_edges(post, data=True) if found["kind"] == "holds"
        }
        classes = {
            person: {
                found.get("class") for _, _, found in graph.out_edges(person, data=True) if found["kind"] == "member_of"
            }
            for person in holders
        }
        own = [person for person, found in classes.items() if "own" in found]
        assert len(posts) == 64
        assert 0 < len(own) < 44
        assert {one for found in classes.values() for one in found} >= {
            "own",
            "reported_in",
            "property_company",
            "volunteer",
        }

    def test_look_after_an_entrance_from_a_home(self, network: Network) -> None:
        graph = network.to_networkx()
        for post in (key for key, found in graph.nodes(data=True) if found.get("role") == "member_household"):
            ends = {
                found["kind"]: graph.nodes[target]["level"] for _, target, found in graph.out_edges(post, data=True)
            }
            assert ends == {"post_in": "home", "answers_for": "entrance"}


class TestEscalate:
    def test_an_absent_secretary_is_passed_and_the_deputy_asked(self, network: Network, rules: Rules) -> None:
        start = key_of(network, "苏州路演示社区/锦绣园/1号楼")
        answer = escalate(network, rules, start, chain="party").to_dict()
        (branch,) = [row for row in answer["rows"] if row["slot"] == "branch"]
        assert branch["how"] == "deputy"
        assert [passed["why"] for passed in branch["passed"] if passed["slot"] == "branch"] == ["absent"]

    def test_a_building_without_a_group_goes_on_to_its_branch(self, network: Network, rules: Rules) -> None:
        start = key_of(network, "苏州路演示社区/锦绣园/73号楼")
        answer = escalate(network, rules, start, chain="party").to_dict()
        assert [row["slot"] for row in answer["rows"]] == ["branch", "community", "street"]
        assert ("group", "not_established") in [(one["slot"], one["why"]) for one in answer["rows"][0]["passed"]]
        assert answer["ends"][0]["state"] == "top"

    def test_a_head_over_two_grids_answers_each_home_its_own_grid(self, network: Network, rules: Rules) -> None:
        found = []
        for building in ("30号楼", "31号楼"):
            start = key_of(network, f"苏州路演示社区/锦绣园/{building}")
            found.append(escalate(network, rules, start, chain="governance").to_dict()["rows"])
        assert found[0][0]["post"] == found[1][0]["post"]
        assert found[0][1]["answers_for"] != found[1][1]["answers_for"]

    def test_matters_of_all_are_brought_to_a_table_of_three_and_more(self, network: Network, rules: Rules) -> None:
        start = key_of(network, "苏州路演示社区/锦绣园/1号楼")
        rows = escalate(network, rules, start, category="public_affairs").to_dict()["rows"]
        (table,) = [row for row in rows if row["sideways"] == "table"]
        assert table["action"] == "call_together"
        assert len(table["also"]) == 6  # of three parties; two grid workers and the building head are called besides
        assert [row["slot"] for row in rows if row["sideways"] is None] == ["building", "grid", "community", "street"]


class TestPlanted:
    def test_gaps_are_exactly_those_planted(self, network: Network, rules: Rules) -> None:
        gaps = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        assert sorted((row["norm"], row["subject"]["name"]) for row in gaps) == [
            ("suzhoulu-governance-building", "20号楼"),
            ("suzhoulu-governance-building", "44号楼"),
            ("suzhoulu-governance-building", "7号楼"),
            ("suzhoulu-party-branch", "演示商场网格"),
        ]

    def test_a_vacancy_says_since_when(self, network: Network, rules: Rules) -> None:
        gaps = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        (row,) = [row for row in gaps if row["subject"]["name"] == "7号楼"]
        assert row["since"] == "2024-07-01"
        assert [one["code"] for one in row["close"]] == ["appoint"]

    def test_dead_ends_are_those_that_lead_to_a_vacant_seat(self, network: Network, rules: Rules) -> None:
        stops = audit(network.within(key_of(network, "苏州路演示社区")), rules).to_dict()["rows"]
        assert {row["cause"] for row in stops} == {"dead_end"}
        assert sum(row["homes"]["low"] for row in stops) == 160


class TestPlanned:
    """What the account plans, and names no more of: words for a ledger that has it, and nothing in the sample."""

    def test_three_sorts_of_helpers_have_their_words_and_nobody_is_one(self, network: Network, rules: Rules) -> None:
        words = rules.vocabulary("suzhoulu")
        roles = [words.resolve("role", name) for name in ("红管家", "物管家", "和事佬")]
        assert roles == ["red_steward", "property_steward", "peacemaker"]
        assert not set(roles) & set(network.tables()["post"]["role"])

    def test_branch_committees_may_take_in_heads_of_owners_committees_and_managers(self, rules: Rules) -> None:
        expected = rules.profiles["suzhoulu"].expected_combinations
        assert {("branch_member", "committee_head"), ("branch_member", "property_manager")} <= set(expected)

    def test_card_plate_box_and_group_are_ways_in(self, rules: Rules) -> None:
        words = rules.vocabulary("suzhoulu")
        assert [words.resolve("channel", name) for name in ("一卡", "一牌", "一箱", "一群")] == [
            *("card", "plate", "box", "group")
        ]
