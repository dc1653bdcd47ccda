"""longhailu, what is done there: rhythms, co-building by six modes, offers not for all, and a need met sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

import networkx as nx
import pytest

from graph.calendar.recurring import occurrences
from graph.network import Network
from graph.questions import cobuilding, escalate, match
from graph.rules import Rules
from graph.stores.base import Store
from tests.places.conftest import ON, key_of

HALL = "陇海路演示社区//陇海路演示社区党总支"
CABLES = tuple(f"LH-XQ-2020-00{number}" for number in (1, 2, 3, 4))
Found = dict[str, Any]
Graph: TypeAlias = "nx.MultiDiGraph[str]"


@pytest.fixture(scope="module")
def network(stores: Callable[[str], Store]) -> Network:
    return Network(stores("longhailu").tables(), ON)


@pytest.fixture(scope="module")
def graph(network: Network) -> Graph:
    return network.to_networkx()


def things(graph: Graph, kind: str) -> Iterator[tuple[str, Found]]:
    yield from ((key, found) for key, found in graph.nodes(data=True) if found["kind"] == kind)


def ties(graph: Graph, kind: str) -> Iterator[tuple[str, str, Found]]:
    yield from (tie for tie in graph.edges(data=True) if tie[2]["kind"] == kind)


def by_name(graph: Graph, kind: str) -> dict[str, Found]:
    return {found["name"]: found for _, found in things(graph, kind)}


def due(graph: Graph, routine: str, year: int) -> list[date]:
    rule = by_name(graph, "routine")[routine]["rule"]
    return occurrences(rule, None, date(year, 1, 1), date(year, 12, 31))


class TestRhythms:
    def test_are_those_that_the_account_tells(self, graph: Graph) -> None:
        told = {name: found["rule"] for name, found in by_name(graph, "routine").items() if found["rule"]}
        assert told == {
            "每周党史故事": "FREQ=WEEKLY",
            "党员活动日": "FREQ=MONTHLY;BYMONTHDAY=20",
            "周五清洁日": "FREQ=WEEKLY;BYDAY=FR",
            "周六志愿服务": "FREQ=WEEKLY;BYDAY=SA",
            "周计划周总结": "FREQ=WEEKLY",
            "月计划月总结": "FREQ=MONTHLY",
            "腊八送粥": "lunar 12-08",
            "冬至包饺子": "solar-term 冬至",
        }

    def test_the_member_day_is_the_20th_whatever_day_of_the_week_that_is(self, graph: Graph) -> None:
        assert {day.day for day in due(graph, "党员活动日", 2024)} == {20}
        assert len(due(graph, "党员活动日", 2024)) == 12

    def test_clean_up_is_on_fridays_and_volunteering_on_saturdays(self, graph: Graph) -> None:
        friday, saturday = 4, 5
        assert {day.weekday() for day in due(graph, "周五清洁日", 2024)} == {friday}
        assert {day.weekday() for day in due(graph, "周六志愿服务", 2024)} == {saturday}

    @pytest.mark.parametrize(
        ("year", "days"),
        [
            (2021, [date(2021, 1, 20)]),
            (2022, [date(2022, 1, 10), date(2022, 12, 30)]),
            (2023, []),
            (2024, [date(2024, 1, 18)]),
        ],
    )
    def test_laba_goes_by_the_lunar_calendar(self, graph: Graph, year: int, days: list[date]) -> None:
        assert due(graph, "腊八送粥", year) == days

    @pytest.mark.parametrize(("year", "day"), [(2021, 21), (2022, 22), (2023, 22), (2024, 21)])
    def test_the_winter_solstice_is_the_day_of_its_instant(self, graph: Graph, year: int, day: int) -> None:
        assert due(graph, "冬至包饺子", year) == [date(year, 12, day)]


class TestMembers:
    def test_each_of_the_five_ways_of_working_is_a_written_system(self, graph: Graph) -> None:
        written = {name for name, found in by_name(graph, "routine").items() if found["sort"] == "system"}
        ways = ("自管党员设岗式", "在职党员目标式", "离退休党员余热式", "流动党员风筝式", "困难党员帮扶式")
        assert written >= {f"{way}管理" for way in ways}

    @pytest.mark.parametrize(
        ("way", "code"),
        [
            *(("设岗式", "own"), ("目标式", "in_service"), ("余热式", "retired")),
            *(("风筝式", "floating"), ("帮扶式", "hardship")),
        ],
    )
    def test_a_list_that_tells_the_way_means_the_class(self, rules: Rules, way: str, code: str) -> None:
        assert rules.vocabulary("longhailu").resolve("class", way) == code

    def test_households_of_members_are_of_all_five_classes(self, graph: Graph) -> None:
        posts = {key for key, found in things(graph, "post") if found["role"] == "member_household"}
        holders = {who for who, post, _ in ties(graph, "holds") if post in posts}
        found = [tie for who, _, tie in ties(graph, "member_of") if who in holders]
        assert {tie["class"] for tie in found} == {"own", "in_service", "retired", "floating", "hardship"}
        assert {tie["relation"] for tie in found if tie["class"] == "floating"} == {"floating"}

    def test_who_is_in_service_belongs_to_a_unit_and_reports_in(self, network: Network, graph: Graph) -> None:
        hall = key_of(network, HALL)
        serving = {who for who, _, tie in ties(graph, "member_of") if tie["class"] == "in_service"}
        assert serving
        assert {(who, to) for who, to, _ in ties(graph, "checked_in")} == {(who, hall) for who in serving}


class TestPairs:
    def test_stand_one_to_one_for_study_medicine_and_hardship(self, graph: Graph) -> None:
        pairs = list(ties(graph, "pairs"))
        assert sorted(tie["category"] for _, _, tie in pairs) == ["hardship", "medical", "school_aid"]
        assert {tie["as"] for _, _, tie in pairs} == {"help"}
        assert {graph.nodes[home]["level"] for _, home, _ in pairs} == {"home"}
        assert len({who for who, _, _ in pairs}) == len({home for _, home, _ in pairs}) == 3


class TestPosted:
    def test_three_kinds_of_post_holder_are_posted_and_no_liaison_is(self, graph: Graph) -> None:
        posted = {found["role"] for _, found in things(graph, "post") if found["public"]}
        assert posted == {"secretary", "group_leader", "member_household"}


class TestCoBuilding:
    def test_agreements_draw_on_all_six_modes(self, graph: Graph) -> None:
        modes = {mode for _, found in things(graph, "agreement") for mode in found["modes"]}
        assert modes == {"consulting", "running", "sharing", "civility", "solving", "activities"}

    def test_all_are_of_the_general_branch_with_a_unit(self, network: Network, rules: Rules) -> None:
        rows = cobuilding(network, rules).to_dict()["rows"]
        signed = {row["unit"]["name"] for row in rows if row["agreements"]}
        assert signed == {
            *("演示交警中队", "演示宜居物业公司党支部", "演示卫生服务站"),
            *("演示铁塔公司", "演示商户联盟", "演示老街理发店"),
        }

    def test_the_three_lists_are_of_needs_of_resources_and_of_projects(self, graph: Graph) -> None:
        assert [len(list(things(graph, kind))) for kind in ("need", "offer", "project")] == [14, 12, 8]


class TestOffers:
    def test_the_barber_takes_8_yuan_and_serves_one_courtyard(self, network: Network, graph: Graph) -> None:
        barber = next(key for key, found in things(graph, "offer") if found["name"] == "惠老理发")
        assert graph.nodes[barber]["price"] == 8
        assert [to for offer, to, _ in ties(graph, "serves") if offer == barber] == [
            key_of(network, "陇海路演示社区/第三网格/9号院")
        ]

    def test_somebody_of_another_courtyard_is_told_that_it_does_not_reach(self, network: Network, rules: Rules) -> None:
        unmet = match(network, rules).to_dict()["unmet"]
        assert {row["demand"]["name"]: row["why"] for row in unmet if row["demand"]["kind"] == "need"} == {
            "别的院也想理发": "area",
            "修厨房水管": "eligible",
        }

    def test_what_merchants_give_is_free_for_three_classes(self, network: Network, graph: Graph, rules: Rules) -> None:
        given = [found for _, found in things(graph, "offer") if "道德模范" in (found["for_classes"] or ())]
        assert {tuple(found["for_classes"]) for found in given} == {("道德模范", "残疾人", "困难家庭")}
        assert {found["price"] for found in given} == {0}
        met = {row["demand"]["name"]: row["giver"]["name"] for row in match(network, rules).to_dict()["rows"]}
        assert (met["残疾人家庭修电路"], met["困难家庭过冬物资"]) == ("演示商户联盟", "演示商户联盟")

    def test_the_health_file_is_a_written_system_and_in_no_ledger(self, graph: Graph) -> None:
        (file,) = [found for found in by_name(graph, "routine").values() if "健康档案" in found["name"]]
        assert (file["sort"], file["rule"]) == ("system", None)

    def test_health_files_and_house_calls_are_for_all_of_60_and_over(self, graph: Graph) -> None:
        offers = by_name(graph, "offer")
        assert [list(offers[name]["for_classes"]) for name in ("健康档案", "上门巡诊")] == [["60岁及以上"]] * 2
        assert offers["健康档案"]["capacity"] == "unbounded"


class TestCables:
    """E2: the general branch asks the company that puts up charging posts, and nobody above."""

    @pytest.mark.parametrize("need", CABLES)
    def test_go_from_the_general_branch_to_the_company_and_never_up(
        self, network: Network, graph: Graph, need: str
    ) -> None:
        key, hall = key_of(network, need), key_of(network, HALL)
        taken = sorted(
            (found["number"], found["sort"], found["by"], found["to"])
            for _, found in things(graph, "step")
            if found["need"] == key
        )
        sorts = [sort for _, sort, _, _ in taken]
        assert sorts[:3] == ["raise", "accept", "dispatch"]
        assert "up" not in sorts
        asked = key_of(network, "演示街道丙//演示铁塔公司//充电桩建设")
        assert [(by, to) for _, sort, by, to in taken if sort == "dispatch"] == [(hall, asked)]

    def test_are_looked_at_before_anything_is_put_up(self, graph: Graph) -> None:
        (survey,) = [found for _, found in things(graph, "activity") if found["name"] == "充电设施现场勘查"]
        first = min(tie["on"] for _, _, tie in ties(graph, "meets") if tie["on"])
        assert survey["on"] < first

    def test_end_in_posts_put_up_in_three_courtyards_and_mended_in_a_fourth(
        self, network: Network, graph: Graph
    ) -> None:
        done = [found for _, found in things(graph, "project") if found["category"].startswith("charging")]
        assert sorted((found["category"], found["status"]) for found in done) == [
            *[("charging_built", "done")] * 3,
            ("charging_mended", "done"),
        ]
        needs = {key_of(network, need) for need in CABLES}
        at = {to for need, to, _ in ties(graph, "located_at") if need in needs}
        assert len(at) == 4

    def test_the_parties_are_the_general_branch_and_the_company(self, network: Network, graph: Graph) -> None:
        (agreement,) = [key for key, found in things(graph, "agreement") if found["number"] == "LH-GJ-2020-04"]
        parties = {(who, tie["side"]) for who, to, tie in ties(graph, "party_to") if to == agreement}
        assert parties == {(key_of(network, HALL), "host"), (key_of(network, "演示街道丙//演示铁塔公司"), "partner")}

    def test_the_way_up_is_there_all_the_same(self, network: Network, rules: Rules) -> None:
        answer = escalate(network, rules, key_of(network, "LH-XQ-2024-010")).to_dict()
        assert [row["slot"] for row in answer["rows"]] == ["group", "branch", "community"]
