"""Questions asked of a part without a place: of what is inside alone, and told as within the place that it is of."""

from __future__ import annotations

import datetime as dt
from types import ModuleType

import pytest

from graph import plain, questions
from graph.errors import BadInput
from graph.network import Network
from graph.rules import Rules
from graph.scoping import Scope, cut
from loaders.lists.boxes import boxes_of
from tests.casefile.notation import Written

DAY = dt.date(2024, 11, 1)
LINES = """
place 乙街道 street profile=suzhoulu
place 乙街道/东社区 community
place 乙街道/东社区/东园 estate
place 乙街道/东社区/东园/1号楼 building
place 乙街道/东社区/西园 estate
place 乙街道/东社区/西园/2号楼 building
organisation 东居委 form=residents_committee answers_for=乙街道/东社区
organisation 西物业 form=property_company answers_for=乙街道/东社区/西园
offer 修灯 given_by=东居委 serves=乙街道/东社区 categories=水电维修
need 要灯 located_at=乙街道/东社区/东园/1号楼 category=水电维修
need 要问诊 located_at=乙街道/东社区/东园/1号楼 category=助医
"""
both = pytest.mark.parametrize("of", [questions, plain], ids=["fast", "plain"])


def part(told: Written, rules: Rules, place: str) -> Network:
    """Return what somebody bound to a place has."""
    return Network(cut(Network(told.tables, DAY), rules, Scope(told.names.key(place))).of(told.tables, 0), DAY)


@both
@pytest.mark.parametrize("place", ["乙街道/东社区/东园", "乙街道/东社区/东园/1号楼"])
def test_no_norm_is_asked_of_what_is_around(told: Written, rules: Rules, of: ModuleType, place: str) -> None:
    whole = of.coverage(Network(told.tables, DAY).within(told.names.key(place)), rules, states=None)
    seen = part(told, rules, place)
    for asked in (seen, seen.within(told.names.key(place)), seen.within(told.names.key("乙街道"))):
        found = of.coverage(asked, rules, states=None)
        assert found.totals == whole.totals
        assert found.rows["subject"].to_list() == whole.rows["subject"].to_list()


@both
def test_the_whole_is_asked_of_the_community(told: Written, rules: Rules, of: ModuleType) -> None:
    found = of.coverage(Network(told.tables, DAY), rules, states=None).rows["subject"].to_list()
    assert told.names.key("乙街道/东社区") in {one["id"] for one in found}


@both
@pytest.mark.parametrize("question", ["needs", "monthly"])
@pytest.mark.parametrize(
    ("place", "within", "left_out"),
    [
        ("乙街道/东社区/东园", None, True),
        ("乙街道/东社区/东园", "乙街道/东社区", True),
        ("乙街道/东社区/东园/1号楼", None, True),
        ("乙街道/东社区", None, False),
    ],
)
def test_of_sensitive_needs_nobody_is_told_who_is_bound_below_a_community(
    told: Written, rules: Rules, of: ModuleType, question: str, place: str, within: str | None, *, left_out: bool
) -> None:
    key = told.names.key
    asked = part(told, rules, place).within(within and key(within))
    found = getattr(of, question)(asked, rules)
    issues = [one for one in found.issues if one["code"] == "sensitive_left_out"]
    assert [one["id"] for one in issues] == ([key(place)] if left_out else [])
    assert (key("要问诊") in str([frame.to_dicts() for frame in found.frames.values()])) is (
        not left_out and question == "needs"
    )


def test_lists_for_givers_are_made_nowhere_below_a_community(told: Written, rules: Rules) -> None:
    assert boxes_of(part(told, rules, "乙街道/东社区"), rules) != []
    for place in ("乙街道/东社区/东园", "乙街道/东社区/东园/1号楼"):
        with pytest.raises(BadInput) as refused:
            boxes_of(part(told, rules, place), rules)
        assert refused.value.params["found"] == place
