"""Which calendar the notice of an offer is counted by, in both versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph import plain, questions
from graph.answers import Answer
from graph.network import Network
from graph.rules import Rules, load_rules
from tests.graph.steps.played import Played

NEW_YEAR = dt.date(2099, 1, 1)
LINES = """
    place 甲社区 community profile=suzhoulu
    place 乙社区 community profile=yanshan
    organisation 企业 name=一
    offer 甲义剪 given_by=一 serves=甲社区 categories=理发 capacity=20 notice=2
    offer 乙义剪 given_by=一 serves=乙社区 categories=理发 capacity=20 notice=2
    offer 多年以后 given_by=一 serves=乙社区 categories=图书 capacity=20 notice=9999999
    need 甲剪发 category=理发 located_at=甲社区
    need 乙剪发 category=理发 located_at=乙社区
    need 乙要书 category=图书 located_at=乙社区
"""


def _rules() -> Rules:
    """Rules in which the first working days of 2099 are other ones in places that follow yanshan."""
    days = frozenset({dt.date(2099, 1, 2), dt.date(2099, 1, 5)}), frozenset({dt.date(2099, 1, 7), dt.date(2099, 1, 20)})
    return replace(load_rules(), calendars={"national": {2099: days[0]}, "yanshan": {2099: days[1]}})


def _both(rules: Rules, on: dt.date, *, plan: bool) -> Answer:
    played = Played(LINES)
    network = Network(played.tables, on)
    found = questions.match(network, rules, plan=plan)
    assert found.to_dict() == plain.match(network, rules, plan=plan).to_dict()
    return found


@pytest.mark.parametrize("plan", [False, True])
class TestNotice:
    def test_is_counted_by_the_calendar_of_the_profile_that_the_offers_place_follows(self, *, plan: bool) -> None:
        found = _both(_rules(), NEW_YEAR, plan=plan).to_dict()
        assert {row["offer"]["name"]: row["on"] for row in found["rows"]} == {
            "甲义剪": "2099-01-05",
            "乙义剪": "2099-01-20",
        }
        assert found["issues"] == []
        assert [row["why"] for row in found["unmet"]] == ["time"]

    def test_into_a_year_that_one_calendar_does_not_know_is_told_with_the_first_offer(self, *, plan: bool) -> None:
        rules = replace(load_rules(), calendars={"yanshan": _rules().calendars["yanshan"]})
        found = _both(rules, NEW_YEAR, plan=plan)
        rows = {row["offer"]["name"]: (row["offer"]["id"], row["on"]) for row in found.to_dict()["rows"]}
        assert [row[1] for row in rows.values()] == ["2099-01-03", "2099-01-20"]
        told = {"code": "calendar_unknown", "id": rows["甲义剪"][0], "other": None, "year": 2099}
        assert found.to_dict()["issues"] == [told]
