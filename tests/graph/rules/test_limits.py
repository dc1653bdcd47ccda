"""Limits of a profile: the first that fits counts, and one that never counts is refused with its line."""

from __future__ import annotations

import pytest

from graph.errors import BadRules
from graph.rules import read_profile
from graph.rules.limited import limit_of

_PROFILE = """
key: demo
title: {zh: 演示, en: Demo}
source: {document: 演示}
levels: [{key: community}]
chains: {}
categories:
  water_cut: {title: {zh: 停水, en: water cut}, parent: facilities}
limits:
  - {step: take, category: facilities, priority: urgent, hours: 24}
  - {step: take, category: water_cut, working_days: 1}
  - {step: take, priority: high, days: 2}
  - {step: take, working_days: 3}
  - {step: finish, days: 30}
"""


class TestTheLimitOfAStep:
    @pytest.mark.parametrize(
        ("category", "priority", "limit"),
        [
            ("water_cut", "urgent", "24 hours"),  # the category above is named first
            ("water_cut", None, "1 working_days"),
            ("facilities", None, "3 working_days"),  # what is below does not count for what is above
            ("facilities", "high", "2 days"),
            (None, "urgent", "3 working_days"),  # a limit of a category is none for a matter without one
            (None, None, "3 working_days"),
        ],
    )
    def test_is_the_first_that_fits(self, category: str | None, priority: str | None, limit: str) -> None:
        profile = read_profile(_PROFILE, "demo.yaml")
        assert str(limit_of(profile, "take", category, priority)) == limit

    @pytest.mark.slow
    def test_is_none_where_no_limit_names_the_step(self) -> None:
        assert limit_of(read_profile(_PROFILE, "demo.yaml"), "accept") is None


class TestALimitThatContradictsItself:
    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("  - {step: take, days: 3}", "limit_hidden"),
            ("  - {step: take, category: water_cut, hours: 2}", "limit_hidden"),
            ("  - {step: finish, priority: high, days: 3}", "limit_hidden"),
            ("  - {step: accept, category: nothing_such, days: 3}", "profile_no_such_word"),
            ("  - {step: accept, days: 0}", "rules_value"),
            ("  - {step: accept, hours: 1000000000000}", "rules_value"),
            ("  - {step: accept, days: 3661}", "rules_value"),
            ("  - {step: accept, days: 3, hours: 3}", "rules_value"),
            ("  - {step: accept}", "rules_value"),
            ("  - {step: acept, days: 3}", "rules_value"),
        ],
    )
    def test_is_refused_with_its_line(self, line: str, code: str) -> None:
        text = f"{_PROFILE}{line}\n"
        with pytest.raises(BadRules) as caught:
            read_profile(text, "profiles/demo.yaml")
        assert caught.value.code == code
        assert caught.value.params["line"] == text.count("\n")
