"""longhailu: four levels under their own names, 37 courtyards in grids, and a need met by asking sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.network import Network
from graph.questions import audit, coverage, escalate, reconcile
from graph.rules import Rules
from graph.stores.base import Store
from loaders.samples import planted
from tests.places.conftest import ON, key_of

pytestmark = pytest.mark.slow  # its sample is loaded for it alone

HERE, THERE = "陇海路演示社区", "站前演示社区"


@pytest.fixture(scope="module")
def network(stores: Callable[[str], Store]) -> Network:
    return Network(stores("longhailu").tables(), ON)


def steps(network: Network, rules: Rules, path: str) -> tuple[list[str], str]:
    answer = escalate(network, rules, key_of(network, path)).to_dict()
    return [row["slot"] for row in answer["rows"]], answer["ends"][0]["state"]


def place_of(network: Network, key: str) -> str:
    """Where something is, below the street."""
    return network.path(int(network.view.anchor[network.row(key)])).removeprefix("演示街道丙/")


class TestChain:
    def test_has_four_levels_under_names_of_their_own(self, rules: Rules) -> None:
        slots = rules.profiles["longhailu"].chains["party"].slots
        assert [slot.title.zh for slot in slots] == ["共产党员户", "楼院党小组", "网格党支部", "社区党总支"]

    def test_fills_the_slots_of_the_chain_of_five_by_other_levels_and_forms(self, rules: Rules) -> None:
        five = {slot.key: slot for slot in rules.profiles["suzhoulu"].chains["party"].slots}
        four = {slot.key: slot for slot in rules.profiles["longhailu"].chains["party"].slots}
        assert list(four) == [key for key in five if key != "street"]
        assert [five["group"].level, four["group"].level] == [("building",), ("courtyard",)]

    def test_goes_from_a_home_to_the_community(self, network: Network, rules: Rules) -> None:
        found = steps(network, rules, f"{HERE}/第二网格/5号院/1号楼/1单元/102室")
        assert found == (["member_household", "group", "branch", "community"], "top")

    @pytest.mark.parametrize(
        ("what", "below", "expected"),
        [
            ("household_is_leader", "/102室", "member_household branch community"),
            ("no_member_household", "/102室", "group branch community"),
            ("leader_is_secretary", "/1号楼", "group community"),
            ("vacant_leader", "/1号楼", "branch community"),
            ("no_party_group", "/1号楼", "community"),
            ("courtyard_in_two_grids", "/2号楼", "group branch community"),
        ],
    )
    def test_goes_on_from_what_was_planted(
        self, network: Network, rules: Rules, what: str, below: str, expected: str
    ) -> None:
        found, ends = steps(network, rules, planted("longhailu")[what][0] + below)
        assert (" ".join(found), ends) == (expected, "top")

    def test_no_home_is_without_a_way_to_the_community(self, network: Network, rules: Rules) -> None:
        assert audit(network, rules).to_dict()["rows"] == []


class TestCommunity:
    def test_is_bounded_on_four_sides(self, network: Network) -> None:
        bounds = network.to_networkx().nodes[key_of(network, HERE)]["bounds"]
        assert [side[0] for side in bounds.split("、")] == ["东", "南", "西", "北"]

    def test_a_courtyard_has_several_buildings(self, network: Network) -> None:
        graph = network.to_networkx()
        yards = [key for key, found in graph.nodes(data=True) if found.get("level") == "courtyard"]
        inside = {yard: sum(tie["kind"] == "part_of" for *_, tie in graph.in_edges(yard, data=True)) for yard in yards}
        assert min(inside.values()) == 2


class TestReconcile:
    def test_what_is_published_is_in_the_ledger(self, network: Network, rules: Rules) -> None:
        rows = reconcile(network, rules).to_dict()["rows"]
        found = {row["name"]: (row["verdict"], row["published"]["value"], row["counted"]["low"]) for row in rows}
        assert found == {
            "楼院数": ("agrees", 37, 37),
            "居民人数": ("agrees", 10870, 10870),
            "安装充电桩的楼院": ("agrees", 3, 3),
            "维修充电桩的楼院": ("agrees", 1, 1),
        }


#: Norm, what of the subject is asked, and what was planted that makes it a gap: there are no others.
GAPS = (
    ("longhailu-party-group", None, "no_party_group"),
    ("longhailu-grid-with-somebody", None, "nobody_in_grid"),
    ("longhailu-team-functions", "guidance", "missing_function"),
    ("longhailu-team-kinds", "red_property", "missing_kinds"),
    ("longhailu-team-kinds", "women", "missing_kinds"),
    ("longhailu-yard-in-one-grid", None, "courtyard_in_two_grids"),
    ("longhailu-member-day", "2024-10-20", "member_day_missed"),
    ("longhailu-rhythms-written", "周计划周总结", "rhythm_not_written"),
    ("longhailu-phone-posted", "phone", "phone_not_posted"),
    ("longhailu-team-of-three", None, "team_of_two"),
    ("longhailu-team-written", "slogan", "team_of_two"),
)


class TestPlanted:
    def test_gaps_are_those_planted(self, network: Network, rules: Rules) -> None:
        rows = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        found = {(row["norm"], row["item"], place_of(network, row["subject"]["id"])) for row in rows}
        at = planted("longhailu")
        assert found == {(norm, item, path) for norm, item, what in GAPS for path in at[what]}
        assert len(rows) == len(found)

    def test_each_of_37_courtyards_lies_in_exactly_one_grid(self, network: Network, rules: Rules) -> None:
        rows = coverage(network.within(key_of(network, HERE)), rules, states=("met",)).to_dict()["rows"]
        yards = [row for row in rows if row["norm"] == "longhailu-yard-in-one-grid"]
        assert [row["has"] for row in yards] == [{"low": 1, "high": 1}] * 37

    def test_the_one_in_two_grids_names_both_and_its_parts(self, network: Network, rules: Rules) -> None:
        rows = coverage(network, rules, states=("gap",)).to_dict()["rows"]
        (row,) = [row for row in rows if row["norm"] == "longhailu-yard-in-one-grid"]
        assert (row["has"], row["flags"]) == ({"low": 2, "high": 2}, ["split"])
        grids = {key_of(network, f"{THERE}/第{number}网格") for number in "一二"}
        assert {why["id"] for why in row["why"]} == grids

    def test_each_function_is_told_with_who_has_it(self, network: Network, rules: Rules) -> None:
        here = network.within(key_of(network, HERE))
        rows = coverage(here, rules, states=("met",)).to_dict()["rows"]
        teams = {row["item"]: row["flags"] for row in rows if row["norm"] == "longhailu-team-functions"}
        assert list(teams) == ["order", "mediating", "law", "guidance", "patrolling", "safe"]
        assert [item for item, flags in teams.items() if flags == ["duplicate"]] == ["patrolling"]

    def test_a_team_has_three_people_a_name_a_slogan_and_rules(self, network: Network, rules: Rules) -> None:
        rows = coverage(network.within(key_of(network, HERE)), rules, states=("met",)).to_dict()["rows"]
        asked = {norm: [row for row in rows if row["norm"] == norm] for norm in {row["norm"] for row in rows}}
        assert sorted(row["has"]["low"] for row in asked["longhailu-team-of-three"]) == [3, 3, 4, 4]
        written = {(row["subject"]["name"], row["item"]) for row in asked["longhailu-team-written"]}
        assert {item for _, item in written} == {"name", "slogan", "rules"}
        assert len(written) == 12

    def test_nothing_that_the_account_asks_is_unknown(self, network: Network, rules: Rules) -> None:
        rows = coverage(network, rules, states=("unknown",)).to_dict()["rows"]
        assert [row for row in rows if row["norm"].startswith("longhailu")] == []
