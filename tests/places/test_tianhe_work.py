"""tianhe, what is done there: co-building, posts that are claimed, what was held, what was settled, who is assessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.life.asked import StepAsked
from graph.life.stepping import step_made
from graph.network import Network
from graph.questions import cobuilding, escalate, match, needs, reconcile
from graph.rules import Rules
from graph.stores.base import Store
from loaders.lists.chosen import ids_on
from tests.places.conftest import ON, key_of, things

HERE = "田和演示街道"


@pytest.fixture(scope="module")
def network(stores: Callable[[str], Store]) -> Network:
    return Network(stores("tianhe").tables(), ON)


@pytest.fixture(scope="module")
def figures(network: Network, rules: Rules) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in reconcile(network, rules).to_dict()["rows"]}


def reported_in(network: Network, day: date) -> set[str]:
    """Whoever stands on the list of those that reported in on a day."""
    rows = network.tables()["checked_in"].iter_rows(named=True)
    return {
        row["source"] for row in rows if (row["since"] or day) <= day and (row["until"] is None or day < row["until"])
    }


class TestCoBuilding:
    def test_is_of_23_units_23_agreements_and_23_claimed_projects(self, figures: dict[str, Any]) -> None:
        told = {name: figures[name] for name in ("共建单位", "共建协议", "认领项目")}
        assert {name: row["verdict"] for name, row in told.items()} == dict.fromkeys(told, "agrees")
        assert {row["counted"]["low"] for row in told.values()} == {23}

    def test_each_unit_has_one_agreement_and_claimed_one_project(self, network: Network, rules: Rules) -> None:
        rows = cobuilding(network, rules).to_dict()["rows"]
        partners = [row for row in rows if row["agreements"]]
        assert len(partners) == 23
        assert {(row["agreements"], row["projects"]) for row in partners} == {(1, 1)}

    def test_reported_in_units_are_a_tie_of_their_own(self, network: Network) -> None:
        tables = network.tables()
        partners = set(tables["party_to"].filter(tables["party_to"]["side"] == "partner")["source"])
        assert len(reported_in(network, ON) & partners) == 6

    def test_the_list_of_those_that_reported_in_is_a_live_one(self, network: Network) -> None:
        before, now = reported_in(network, date(2024, 6, 1)), reported_in(network, ON)
        names = {row["key"]: row["name"] for row in things(network, "organisation")}
        left, came = ({names[key] for key in keys} for keys in (before - now, now - before))
        assert (len(now), left, came) == (15, {"演示水利工程队"}, {"演示滨海文化站"})

    def test_posts_wait_to_be_claimed_by_those_that_reported_in(self, network: Network, rules: Rules) -> None:
        rows = match(network, rules).to_dict()
        found = {row["demand"]["name"]: row["giver"]["name"] for row in rows["rows"]}
        assert found["夜间巡逻岗"] == "演示海关办事处"
        assert found["周末护河岗"] == "演示检测研究院"


class TestAClaim:
    def test_of_a_part_leaves_the_post_open_and_the_rest_closes_it(self, network: Network, rules: Rules) -> None:
        (post,) = things(network, "project", number="GW-2024-02")
        assert (post["status"], post["quantity"]) == ("open", 8)
        states = []
        for hour, (unit, quantity) in enumerate((("演示检测研究院", 3), ("演示港务公司", 5)), 1):
            to = key_of(network, f"{HERE}//{unit}")
            at = datetime(2024, 11, 1, hour, tzinfo=UTC)
            made = step_made(network, rules, StepAsked("claim", post["key"], at, to=to, quantity=quantity))
            network = network.apply(made.changes)
            (now,) = things(network, "project", number="GW-2024-02")
            states.append((made.row["state"], now["status"]))
        assert states == [("open", "open"), ("taken", "claimed")]


class TestHappenings:
    """What was held, without a word of when: the ledger meets the numbers, and the figures cannot be told."""

    HELD = (
        ("书记沙龙", 3, 3),
        ("书记课程", 2, 2),
        ("共建联席会议", 2, 2),
        ("志愿服务活动", 100, 112),
        ("主题活动", 200, 208),
    )

    @pytest.mark.parametrize(("figure", "published", "held"), HELD)
    def test_are_as_many_as_published(
        self, network: Network, figures: dict[str, Any], figure: str, published: int, held: int
    ) -> None:
        row = figures[figure]
        category = str(row["measure"]).partition("category=")[2]
        times = sum(one["times"] or 1 for one in things(network, "activity", category=category))
        assert (row["published"]["value"], times) == (published, held)

    def test_cannot_be_told_as_no_period_is_published(self, figures: dict[str, Any]) -> None:
        flows = [*(name for name, *_ in self.HELD), "破解难题", "党员到会率"]
        assert {figures[name]["verdict"] for name in flows} == {"cannot_tell"}
        assert {figures[name]["published"]["period"] for name in flows} == {None}
        assert {why["code"] for name in flows for why in figures[name]["why"]} == {"no_period"}

    def test_are_counted_in_rounds_and_attendance_in_per_cent(self, figures: dict[str, Any]) -> None:
        told = {name: (figures[name]["published"]["value"], figures[name]["published"]["unit"]) for name in figures}
        assert (told["共建联席会议"], told["党员到会率"]) == ((2, "rounds"), (79, "percent"))

    def test_of_each_group_is_a_meeting_in_a_hall_with_what_was_decided(self, network: Network) -> None:
        rows = things(network, "activity", category="deliberating")
        assert (len(rows), all(row["decided"] for row in rows)) == (16, True)


class TestAssessments:
    def test_give_each_branch_its_stars_and_each_property_company_a_colour(self, network: Network) -> None:
        found = Counter((row["scheme"], row["grade"]) for row in things(network, "assessment"))
        stars = {grade: many for (scheme, grade), many in found.items() if scheme == "branch_stars"}
        colours = {grade: many for (scheme, grade), many in found.items() if scheme == "company_colours"}
        assert (sum(stars.values()), colours) == (45, {"红榜": 7, "黄榜": 2})
        assert set(stars) == {"三星", "四星", "五星"}

    def test_are_of_organisations_never_of_people(self, network: Network) -> None:
        units = {row["key"] for row in things(network, "organisation")}
        assert {row["subject"] for row in things(network, "assessment")} <= units

    def test_leave_out_the_79_items_which_cannot_be_told_from_the_ledger(self, figures: dict[str, Any]) -> None:
        row = figures["支部评星台账条目"]
        assert (row["verdict"], row["published"]["value"]) == ("cannot_tell", 79)
        assert [why["code"] for why in row["why"]] == ["kind_not_kept"]


class TestCouriers:
    def test_are_a_resource_and_are_cared_for(self, network: Network) -> None:
        (team,) = things(network, "team", name="和速·先锋")
        tables = network.tables()
        gives = tables["gives"].filter(tables["gives"]["source"] == team["key"]).height
        raises = set(tables["raises"].filter(tables["raises"]["source"] == team["key"])["target"])
        met = set(tables["meets"].filter(tables["meets"]["target"].is_in(sorted(raises)))["state"])
        assert (gives, len(raises), met) == (2, 2, {"claimed", "asked"})


class TestANeed:
    def test_is_ordered_dispatched_by_the_community_and_taken(self, network: Network, rules: Rules) -> None:
        workflow = rules.workflow("tianhe")
        assert workflow.key == "community_dispatch"
        (need,) = things(network, "need", number="DD-2024-02")
        steps = sorted(things(network, "step", need=need["key"]), key=lambda row: row["number"])
        assert [row["sort"] for row in steps] == ["raise", "dispatch", "take", "finish", "rate"]
        (community,) = [row["by"] for row in steps if row["sort"] == "dispatch"]
        assert community == key_of(network, "红枫演示社区//红枫演示社区党委")

    def test_of_the_hard_sort_is_settled_42_times_where_at_least_40_are_published(
        self, network: Network, rules: Rules
    ) -> None:
        answer = needs(network, rules).to_dict()
        assert [row["met"] for row in answer["categories"] if row["category"] == "hard_problem"] == [42]

    def test_that_is_settled_is_on_no_list_of_what_is_wanted(self, network: Network) -> None:
        listed = set(ids_on(network, "demands"))
        settled = [row["key"] for row in things(network, "need") if row["category"] == "hard_problem"]
        assert (len(settled), listed.isdisjoint(settled)) == (42, True)

    def test_about_a_property_company_goes_past_it(self, network: Network, rules: Rules) -> None:
        (need,) = things(network, "need", number="DD-2024-10")
        answer = escalate(network, rules, need["key"]).to_dict()
        assert [row["slot"] for row in answer["rows"]] == ["community", "street"]
