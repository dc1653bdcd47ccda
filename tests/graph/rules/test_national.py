"""The national pack: each norm with what it cites, and what it says of a small neighbourhood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph import plain, questions
from graph.network import Network
from graph.rules import load_rules
from tests.casefile.notation import read_network

RULES = load_rules()
ON = date(2024, 11, 1)
_ANSWERS = ("met", "gap", "unknown", "not_applicable")

#: A street of 20 households with 8 m² of open venue; branches of two, seven and fifty-one.
LINES = """
    place 演示街道 street
    place 演示街道/甲演示社区 community
    place 演示街道/甲演示社区/一网格 grid households=388
    place 演示街道/甲演示社区/二网格 grid households=520
    place 演示街道/甲演示社区/三网格 grid households=110
    place 演示街道/甲演示社区/写字楼网格 grid type=专属网格
    venue 党群服务中心 name=中心 located_at=演示街道/甲演示社区 status=开放 area=300.5
    venue 党群服务中心 name=新中心 located_at=演示街道/甲演示社区 status=在建 area=900
    listing venue within=演示街道 as_of=2024-11-01
    organisation 支部 name=小支部 answers_for=演示街道/甲演示社区
    organisation 支部 name=中支部 answers_for=演示街道/甲演示社区
    organisation 支部 name=大支部 answers_for=演示街道/甲演示社区
    organisation 联合支部 name=联合 answers_for=演示街道/甲演示社区
    organisation 党委 name=党委 answers_for=演示街道/甲演示社区
    post 书记 in=中支部 holder=演示书记
    post 支委 in=中支部 holder=演示委员
    listing person stage=正式,预备 relation=正式组织关系 within=演示街道 as_of=2024-11-01
    listing person relation=正式组织关系 within=演示街道 as_of=2024-11-01
    listing post role=书记,支委 within=演示街道 as_of=2024-11-01
    listing organisation within=演示街道 as_of=2024-11-01
"""
_SIZES = {"小支部": 2, "中支部": 7, "大支部": 51, "联合": 3}


def lines() -> str:
    """The neighbourhood with its members and the units of the joint branch."""
    people = [f"演示{unit}{number}" for unit, many in _SIZES.items() for number in range(many)]
    units = [f"演示公司{number}" for number in range(6)]
    members = [f"member_of {one} {one[2:-1].rstrip('0123456789')} stage=正式 relation=正式组织关系" for one in people]
    return "\n".join(
        [
            LINES,
            *(f"person {one}" for one in people),
            *members,
            "person 演示预备",
            "member_of 演示预备 小支部 stage=预备 relation=正式组织关系",
            *(f"organisation 企业 name={unit} located_at=演示街道" for unit in units),
            *(f"member_of {unit} 联合" for unit in units),
        ]
    )


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    written = read_network(lines(), RULES.profiles["suzhoulu"], RULES.vocabulary("suzhoulu"))
    network, rules = Network(written.tables, ON), RULES.only("national")
    answer = questions.coverage(network, rules, states=_ANSWERS).to_dict()
    assert answer["rows"] == plain.coverage(network, rules, states=_ANSWERS).to_dict()["rows"]
    return list(answer["rows"])


def told(rows: list[dict[str, Any]], norm: str) -> dict[str, tuple[str, list[str]]]:
    """What a norm says of each subject, with its flags."""
    return {row["subject"]["name"]: (row["state"], row["flags"]) for row in rows if row["norm"] == norm}


class TestPack:
    def test_every_norm_cites_a_document_and_says_what_it_is(self) -> None:
        for norm in RULES.packs["national"]:
            assert norm.cite.document, norm.id
            assert norm.sort in ("rule", "plan_target", "local_practice")
            assert norm.cite.date or norm.assumed, norm.id

    def test_is_in_force_from_the_day_of_what_it_cites(self) -> None:
        assert {norm.id for norm in RULES.packs["national"] if norm.holds_on(date(2018, 10, 27))} == {
            "grid-of-300-to-500-households"
        }

    def test_asks_no_form_by_its_size(self) -> None:
        forms = {form for norm in RULES.packs["national"] for form in norm.subject.get("form")}
        assert forms == {"branch", "joint_branch"}


class TestAnswers:
    def test_grids_are_as_a_rule_of_300_to_500_and_an_office_block_is_not_asked(
        self, rows: list[dict[str, Any]]
    ) -> None:
        assert told(rows, "grid-of-300-to-500-households") == {
            "一网格": ("met", []),
            "三网格": ("met", ["under_usual"]),
            "二网格": ("met", ["over_usual"]),
            "写字楼网格": ("not_applicable", []),
        }

    @pytest.mark.slow
    def test_a_branch_has_three_full_members_and_as_a_rule_no_more_than_fifty(self, rows: list[dict[str, Any]]) -> None:
        assert told(rows, "branch-of-three") == {
            "小支部": ("gap", []),
            "中支部": ("met", []),
            "大支部": ("met", []),
            "联合": ("met", []),
        }
        assert told(rows, "branch-of-fifty")["大支部"] == ("met", ["over_usual"])
        assert told(rows, "branch-of-fifty")["中支部"] == ("met", [])

    def test_a_joint_branch_has_as_a_rule_five_units(self, rows: list[dict[str, Any]]) -> None:
        assert told(rows, "joint-branch-of-five") == {"联合": ("met", ["over_usual"])}

    def test_a_committee_is_asked_where_full_members_are_seven(self, rows: list[dict[str, Any]]) -> None:
        assert told(rows, "branch-committee") == {
            "小支部": ("not_applicable", []),
            "中支部": ("gap", []),
            "大支部": ("gap", []),
            "联合": ("not_applicable", []),
        }

    def test_space_and_workers_are_asked_of_a_street_and_of_no_community(self, rows: list[dict[str, Any]]) -> None:
        for norm in ("space-per-100-households", "workers-per-10000-residents"):
            assert {row["subject"]["level"] for row in rows if row["norm"] == norm} == {"street"}
        (space,) = [row for row in rows if row["norm"] == "space-per-100-households"]
        assert (space["has"], space["needs"]["low"]) == ({"low": 300, "high": 300}, 306)
        assert space["state"] == "gap"
