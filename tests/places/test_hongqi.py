"""hongqi: a party organisation with its station and three parties around it; what nobody says stays unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from graph.changes import ChangeSet
from graph.network import Network
from graph.questions import audit, coverage, escalate, match, needs, reconcile
from graph.rules import Rules
from graph.stores.base import Store
from loaders.samples import planted
from tests.places.conftest import ON, key_of

pytestmark = pytest.mark.slow  # its sample is loaded for it alone

AT = planted("hongqi")
#: Three estates of which nobody says where they lie, and two of a community.
UNKNOWN = ("演示桐荫公寓", "演示杉林小区", "演示荷塘小区")
KNOWN = ("红旗演示社区/向阳里", "红旗演示社区/新河里")


@pytest.fixture(scope="module")
def store(stores: Callable[[str], Store]) -> Store:
    return stores("hongqi")


@pytest.fixture(scope="module")
def network(store: Store) -> Network:
    return Network(store.tables(), ON)


def walk(network: Network, rules: Rules, ref: str) -> dict[str, Any]:
    return escalate(network, rules, key_of(network, ref)).to_dict()


def asked(answer: dict[str, Any]) -> list[str]:
    """Whom a walk asks, by slot or by what is asked beside it."""
    return [row["sideways"] or row["slot"] for row in answer["rows"]]


def passed(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """What a walk passes, and why."""
    parts = [*answer["rows"], *answer["ends"]]
    return [(one["sideways"] or one["slot"], one["why"]) for part in parts for one in part["passed"]]


def holders(network: Network, ref: str) -> dict[str, str]:
    """Who holds the posts that are in a unit or venue: the person's name by role and rank."""
    graph, unit = network.to_networkx(), key_of(network, ref)
    found = {}
    for post, _, tie in graph.in_edges(unit, data=True):
        if tie["kind"] == "post_in":
            told = graph.nodes[post]
            people = [source for source, _, held in graph.in_edges(post, data=True) if held["kind"] == "holds"]
            found[f"{told['role']} {told['rank'] or 'chief'}"] = people[0]
    return found


def judged(network: Network, rules: Rules, norm: str) -> dict[str, dict[str, Any]]:
    """The rows of one norm, by the name of the estate."""
    rows = coverage(network, rules, states=("met", "gap", "unknown", "not_applicable")).to_dict()["rows"]
    return {row["subject"]["name"]: row for row in rows if row["norm"] == norm}


def offers(network: Network, name: str) -> pl.DataFrame:
    """The offers whose names begin so, those to come too."""
    return network.tables()["offer"].filter(pl.col("name").str.starts_with(name))


class TestWhereTheEstatesLie:
    @pytest.mark.parametrize("estate", UNKNOWN)
    def test_is_not_said_of_three_so_nobody_knows_whom_to_ask_above_them(
        self, network: Network, rules: Rules, estate: str
    ) -> None:
        answer = walk(network, rules, estate)
        assert answer["ends"][0]["state"] == "unknown"
        assert passed(answer)[-2:] == [("community", "not_recorded"), ("street", "not_recorded")]

    @pytest.mark.parametrize("estate", KNOWN)
    def test_is_said_of_one_community_whose_estates_reach_the_top(
        self, network: Network, rules: Rules, estate: str
    ) -> None:
        assert walk(network, rules, estate)["ends"][0]["state"] == "top"

    def test_makes_all_homes_of_the_three_unknown_and_none_a_dead_end(self, network: Network, rules: Rules) -> None:
        (stop,) = audit(network, rules).to_dict()["rows"]
        assert (stop["cause"], stop["slot"], stop["homes"]["low"]) == ("unknown", "community", 390)


class TestOneCoreAndThreeParties:
    def test_the_branch_is_told_with_the_company_and_the_committee_beside_it(
        self, network: Network, rules: Rules
    ) -> None:
        answer = walk(network, rules, "演示桐荫公寓/1号楼/101室")
        assert asked(answer) == ["building", "estate", "property_company", "owners_committee"]

    def test_who_acts_for_a_committee_that_there_is_not_is_told_in_its_place(
        self, network: Network, rules: Rules
    ) -> None:
        answer = walk(network, rules, "红旗演示社区/向阳里/1号楼/101室")
        assert asked(answer) == ["building", "estate", "property_company", "committee_acting", "community", "street"]
        assert ("owners_committee", "not_established") in passed(answer)

    def test_a_committee_in_one_estate_stands_where_others_have_a_branch(self, network: Network, rules: Rules) -> None:
        steps = {ref: walk(network, rules, ref)["rows"] for ref in ("演示杉林小区", "演示桐荫公寓")}
        found = {ref: (rows[0]["slot"], rows[0]["unit"]["name"]) for ref, rows in steps.items()}
        assert found == {"演示杉林小区": ("estate", "杉林小区党委"), "演示桐荫公寓": ("estate", "桐荫公寓党支部")}

    def test_supervision_of_the_company_is_written_down_where_there_is_a_party_organisation(
        self, network: Network, rules: Rules
    ) -> None:
        rows = judged(network, rules, "hongqi-property-supervision")
        states = {name: (row["item"], row["state"]) for name, row in rows.items()}
        assert states == {
            "演示桐荫公寓": ("物业监督", "met"),
            "演示杉林小区": ("物业监督", "met"),
            "演示荷塘小区": ("物业监督", "unknown"),
            "向阳里": ("物业监督", "met"),
            "新河里": ("物业监督", "gap"),
        }

    def test_two_companies_are_supervised_by_the_branch_and_one_by_the_committee(self, network: Network) -> None:
        graph = network.to_networkx()
        ties = [found for *_, found in graph.edges(data=True) if found.get("relation") == "supervises"]
        assert len(ties) == 3
        assert {found["chain"] for found in ties} == {"property"}


class TestStationHeads:
    def test_the_secretary_is_head_and_the_property_manager_deputy_in_one_estate(self, network: Network) -> None:
        (estate,) = AT["head_is_secretary"]
        station = holders(network, f"{estate}//桐荫公寓红旗驿站")
        assert station["station_head chief"] == holders(network, f"{estate}//桐荫公寓党支部")["secretary chief"]
        company = holders(network, f"{estate}//演示安禾物业公司")
        assert station["station_head deputy"] == company["property_manager chief"]

    def test_a_station_that_is_being_built_has_its_head_and_the_committee_s_head_is_deputy(
        self, network: Network
    ) -> None:
        (estate,) = AT["committee_estate"]
        venue = network.to_networkx().nodes[key_of(network, f"{estate}//杉林小区红旗驿站")]
        station = holders(network, f"{estate}//杉林小区红旗驿站")
        assert venue["status"] == "building"
        assert station["station_head chief"] == holders(network, f"{estate}//杉林小区党委")["secretary chief"]
        committee = holders(network, f"{estate}//杉林小区业主委员会")
        assert station["station_head deputy"] == committee["committee_head chief"]

    def test_a_secretary_who_is_not_the_head_is_a_gap_that_names_both(self, network: Network, rules: Rules) -> None:
        rows = judged(network, rules, "hongqi-station-head")
        (estate,) = (at.rpartition("/")[2] for at in AT["head_not_secretary"])
        (pair,) = rows[estate]["pairs"]
        assert rows[estate]["state"] == "gap"
        assert (pair["seat"]["role"], pair["other"]["role"]) == ("station_head", "secretary")
        assert pair["holder"]["id"] != pair["other_holder"]["id"]

    def test_the_others_are_met_and_of_the_one_without_a_list_it_is_unknown(
        self, network: Network, rules: Rules
    ) -> None:
        states = {name: row["state"] for name, row in judged(network, rules, "hongqi-station-head").items()}
        assert (states["演示桐荫公寓"], states["演示杉林小区"], states["演示荷塘小区"]) == ("met", "met", "unknown")

    def test_where_there_is_no_party_organisation_the_eligible_are_listed_with_reasons_and_unranked(
        self, network: Network, rules: Rules
    ) -> None:
        (estate,) = (at.rpartition("/")[2] for at in AT["no_party_organisation"])
        row = judged(network, rules, "hongqi-station-head")[estate]
        assert row["state"] == "not_applicable"
        assert row["eligible_count"] == len(row["eligible"]) == 3
        assert row["eligible_order"] == "unit"  # the office's own order of units, no rank of people
        units = [network.name(network.row(unit)) for one in row["eligible"] for unit in one["units"]]
        assert units == ["红旗演示社区党委", "红旗演示社区党委", "演示民政局机关党支部"]

    def test_deputies_are_the_committee_s_head_or_the_property_manager(self, network: Network, rules: Rules) -> None:
        rows = judged(network, rules, "hongqi-station-deputy")
        met = {name: row["has"]["low"] for name, row in rows.items() if row["state"] == "met"}
        assert met == {"演示桐荫公寓": 1, "演示杉林小区": 1}


class TestFlagBearers:
    def test_all_13_leaders_of_one_estate_are_building_heads(self, network: Network, rules: Rules) -> None:
        row = judged(network, rules, "hongqi-flag-leaders")["演示桐荫公寓"]
        assert (row["state"], row["has"], row["needs"]) == ("met", {"low": 13, "high": 13}, {"low": 13, "high": 13})

    def test_one_who_is_none_is_named(self, network: Network, rules: Rules) -> None:
        row = judged(network, rules, "hongqi-flag-leaders")["向阳里"]
        assert (row["state"], [pair["seat"]["role"] for pair in row["pairs"]]) == ("gap", ["flag_leader"])


class TestStations:
    def test_one_has_80_square_metres_and_five_rooms(self, network: Network) -> None:
        venue = network.to_networkx().nodes[key_of(network, "演示桐荫公寓//桐荫公寓红旗驿站")]
        assert venue["area"] == 80
        assert venue["rooms"] == ["支部", "办公室", "活动室", "学习室", "棋牌室"]

    def test_four_teams_are_planned(self, network: Network) -> None:
        graph = network.to_networkx()
        teams = [told for _, told in graph.nodes(data=True) if told["kind"] == "team" and told["status"] == "planned"]
        themes = {theme for told in teams for theme in told["themes"]}
        assert themes == {"elders_centre", "five_elders", "square_dance", "tai_chi"}


class TestFigures:
    def test_agree_where_a_ledger_can_count(self, network: Network, rules: Rules) -> None:
        rows = reconcile(network, rules).to_dict()["rows"]
        agree = {row["name"]: row["counted"]["low"] for row in rows if row["verdict"] == "agrees"}
        assert agree == {"旗手组": 13, "规划队伍": 4, "入住户": 388, "驿站功能室": 5}
        fits = {
            row["name"]: (row["published"]["bound"], row["counted"]["low"])
            for row in rows
            if row["verdict"] == "consistent"
        }
        assert fits == {"驿站面积": ("about", 80), "服务群众经费": ("at_least", 300000)}

    def test_are_all_told(self, network: Network, rules: Rules) -> None:
        verdicts = reconcile(network, rules).to_dict()["totals"]["verdicts"]
        assert (verdicts["differs"], verdicts["cannot_tell"]) == (0, 0)


class TestPropertyContracts:
    @pytest.mark.parametrize(
        ("day", "company"),
        [
            (date(2014, 7, 31), "演示旧邻物业公司"),
            (date(2014, 8, 1), "演示承包服务部"),
            (date(2018, 7, 31), "演示承包服务部"),
            (date(2018, 8, 1), "演示新邻物业公司"),
            (ON, "演示新邻物业公司"),
        ],
    )
    def test_pass_from_a_company_to_a_contractor_to_the_next_company(
        self, store: Store, rules: Rules, day: date, company: str
    ) -> None:
        answer = walk(Network(store.tables(), day), rules, "演示杉林小区")
        (partner,) = [row["unit"]["name"] for row in answer["rows"] if row["sideways"] == "property_company"]
        assert partner == company


class TestWaterCut:
    """E3a: the company is there, took it, and did nothing."""

    def test_goes_past_the_company_to_the_owners_and_then_up(self, network: Network, rules: Rules) -> None:
        answer = walk(network, rules, "HQ-005")
        assert asked(answer) == ["owners_committee", "community", "street"]
        (over,) = [one for row in answer["rows"] for one in row["passed"] if one["why"] == "did_not_act"]
        assert over["unit"]["name"] == "演示长河物业公司"
        assert (over["asked"][:10], over["due"], over["limit"]) == ("2024-10-22", "2024-10-25", None)

    def test_is_overdue_and_goes_to_the_owners_committee_s_head(self, network: Network, rules: Rules) -> None:
        (row,) = [row for row in needs(network, rules).to_dict()["rows"] if row["goes_to"]]
        assert (row["order_number"], row["marks"], row["days_late"]) == ("HQ-005", ["overdue"], 7)
        assert (row["goes_to"]["role"], row["goes_to"]["unit"]["name"]) == ("committee_head", "新河里业主委员会")

    def test_seven_old_members_collect_60_yuan_a_household(self, network: Network) -> None:
        graph, team = network.to_networkx(), key_of(network, "红旗演示社区/新河里//新河里老党员")
        members = [one for one, _, tie in graph.in_edges(team, data=True) if tie["kind"] == "member_of"]
        (offer,) = [one for _, one, tie in graph.out_edges(team, data=True) if tie["kind"] == "gives"]
        assert (len(members), graph.nodes[offer]["price"], graph.nodes[offer]["unit"]) == (7, 60, "households")


class TestHeatingPipes:
    """E3b: the pipes of 388 homes within a week; two fitters are too few."""

    def test_388_homes_are_to_be_checked_within_a_week(self, network: Network) -> None:
        need = network.to_networkx().nodes[key_of(network, "HQ-001")]
        assert (need["quantity"], need["unit"]) == (388, "households")
        assert (need["from"], need["due"]) == (date(2024, 11, 4), date(2024, 11, 10))

    def test_two_fitters_leave_108_and_a_third_who_is_called_in_takes_them(
        self, network: Network, rules: Rules
    ) -> None:
        third = offers(network, "暖气检查师傅丙")
        heating = key_of(network, "HQ-001")
        plan = match(network, rules, plan=True).to_dict()
        given = [(row["offer"]["id"], row["quantity"]) for row in plan["rows"] if row["demand"]["id"] == heating]
        assert given == [(third["key"][0], 108)]
        without = network.apply(ChangeSet({"offer": third.with_columns(since=pl.lit(None, pl.Date), until=pl.lit(ON))}))
        (short,) = [row for row in match(without, rules).to_dict()["unmet"] if row["demand"]["id"] == heating]
        assert (short["missing"], short["why"]) == (108, "full")

    def test_what_a_fitter_can_do_is_called_an_assumption(self, network: Network) -> None:
        notes = offers(network, "暖气检查师傅")["note"].to_list()
        assert len(notes) == 3
        assert all("假定" in note for note in notes)


class TestChildrensClass:
    """E4: a member gives a class in a room of the station: person, offer, venue, need."""

    def test_is_given_by_a_member_who_works_at_the_civil_affairs_bureau_and_lives_in_the_estate(
        self, network: Network
    ) -> None:
        graph, offer = network.to_networkx(), offers(network, "儿童课堂")["key"][0]
        (giver,) = [one for one, _, tie in graph.in_edges(offer, data=True) if tie["kind"] == "gives"]
        ends = {tie["kind"]: graph.nodes[one] for _, one, tie in graph.out_edges(giver, data=True)}
        assert graph.nodes[giver]["kind"] == "person"
        assert ends["member_of"]["name"] == "演示民政局机关党支部"
        assert key_of(network, "演示桐荫公寓/3号楼/202室") == next(
            one for _, one, tie in graph.out_edges(giver, data=True) if tie["kind"] == "lives_in"
        )

    def test_goes_together_with_a_room_of_the_station(self, network: Network, rules: Rules) -> None:
        plan = match(network, rules, plan=True).to_dict()
        given = {row["demand"]["name"]: (row["giver"]["kind"], row["offer"]["name"], row["on"]) for row in plan["rows"]}
        assert given["周六给孩子办一堂课"] == ("person", "儿童课堂", "2024-11-09")
        assert given["孩子上课的房间"] == ("organisation", "驿站学习室", "2024-11-09")
        graph, station = network.to_networkx(), key_of(network, "演示桐荫公寓//桐荫公寓红旗驿站")
        runs = [one for one, _, tie in graph.in_edges(station, data=True) if tie["kind"] == "runs"]
        assert runs == [key_of(network, "演示桐荫公寓//桐荫公寓党支部")]
        assert "学习室" in graph.nodes[station]["rooms"]


class TestMediation:
    def test_a_retired_teacher_leads_a_team_of_neighbours_that_can_take_a_quarrel(
        self, network: Network, rules: Rules
    ) -> None:
        team = key_of(network, "演示荷塘小区//邻里家庭调解队")
        (leader,) = holders(network, "演示荷塘小区//邻里家庭调解队").values()
        assert network.to_networkx().nodes[leader]["skills"] == ["退休教师", "家庭调解"]
        rows = match(network, rules, demand=key_of(network, "HQ-004")).to_dict()["rows"]
        assert [row["giver"]["id"] for row in rows] == [team]


class TestOverReliance:
    def test_what_the_account_combines_is_not_listed(self, network: Network, rules: Rules) -> None:
        """Secretary and head, deputies, and the thirteen building heads with a group: all of them are expected."""
        assert audit(network, rules, people=True).to_dict()["reliance"] == []


class TestPublicTasks:
    """The weakness it names: owners' committee and company alone leave public tasks to nobody in the estate."""

    def test_where_these_two_are_alone_the_estate_s_own_slot_is_passed(self, network: Network, rules: Rules) -> None:
        (estate,) = AT["no_party_organisation"]
        answer = walk(network, rules, f"{estate}/1号楼/101室")
        assert asked(answer) == ["building", "property_company", "owners_committee", "community", "street"]
        assert ("estate", "not_established") in passed(answer)


class TestPlanted:
    def test_gaps_are_those_planted(self, network: Network, rules: Rules) -> None:
        gaps = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        assert sorted((row["norm"], row["subject"]["name"]) for row in gaps) == [
            ("hongqi-branch", "新河里"),
            ("hongqi-flag-leaders", "向阳里"),
            ("hongqi-owners-committee", "向阳里"),
            ("hongqi-property-supervision", "新河里"),
            ("hongqi-station", "新河里"),
            ("hongqi-station-head", "向阳里"),
        ]

    def test_nothing_is_a_gap_in_an_estate_of_which_nothing_is_declared(self, network: Network, rules: Rules) -> None:
        (estate,) = AT["unlisted"]
        rows = coverage(network, rules, states=("met", "gap", "unknown")).to_dict()["rows"]
        states = {row["norm"]: row["state"] for row in rows if row["subject"]["name"] == estate}
        met = {norm for norm, state in states.items() if state == "met"}
        assert met == {"hongqi-branch", "hongqi-station", "hongqi-volunteers"}
        assert set(states.values()) == {"met", "unknown"}
