"""A plan that is accepted: what is proposed afterwards, and that it is the same plan again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.changes import apply
from graph.errors import NotAskable
from graph.questions import match
from graph.steps.accepting import Accepted, accepted
from tests.graph.steps.played import Played

DAY = dt.date(2024, 11, 1)
LINES = """
    place 甲社区 community
    organisation 企业 name=一
    organisation 企业 name=二
    organisation 企业 name=三
    offer 收费的 key=a given_by=一 serves=甲社区 categories=理发 capacity=3 price=90
    offer 免费的 key=b given_by=二 serves=甲社区 categories=理发 capacity=3 price=0
    offer 图书 key=c given_by=三 serves=甲社区 categories=图书 capacity=9
    need 剪发 key=n category=理发 located_at=甲社区
    need 要书 key=o category=图书 located_at=甲社区 quantity=5
    need 没人接 key=p category=托管 located_at=甲社区
"""


def accept(played: Played, demand: str | None = None) -> Accepted:
    """Accept the plan, and make its changes."""
    network = played.network(DAY)
    made = accepted(network, match(network, played.rules, plan=True), "演示", demand, played.rules)
    played.tables = apply(played.tables, made.changes)
    return made


def proposals(played: Played) -> set[tuple[str, str, int]]:
    """What is proposed on the day."""
    ties: list[dict[str, Any]] = played.tables["meets"].filter(state="proposed").to_dicts()
    return {
        (played.names.shown(tie["source"]), played.names.shown(tie["target"]), tie["quantity"])
        for tie in ties
        if tie["until"] is None or tie["until"] > DAY
    }


class TestAccepted:
    @pytest.mark.slow
    def test_what_is_planned_is_proposed_and_the_plan_keeps_it(self) -> None:
        played = Played(LINES)
        made = accept(played)
        assert proposals(played) == {("免费的", "剪发", 1), ("图书", "要书", 5)}
        assert (len(made.proposed), made.kept, made.withdrawn) == (2, 0, ())
        assert match(played.network(DAY), played.rules, plan=True).totals["objective"]["kept"] == 6

    @pytest.mark.slow
    def test_accepted_again_nothing_is_new(self) -> None:
        played = Played(LINES)
        accept(played)
        made = accept(played)
        assert (made.proposed, made.kept, made.withdrawn, made.changes.empty) == ((), 2, (), True)

    @pytest.mark.slow
    def test_a_proposal_that_the_plan_does_without_ends(self) -> None:
        played = Played(LINES + "\n    meets 图书 没人接 state=proposed asked_on=2024-10-01")
        (gone,) = accept(played).withdrawn
        assert (gone["until"], gone["reason"]) == (DAY, "计划另有安排，撤回")
        assert proposals(played) == {("免费的", "剪发", 1), ("图书", "要书", 5)}

    def test_a_proposal_of_another_quantity_has_that_of_the_plan(self) -> None:
        played = Played(LINES + "\n    meets 图书 要书 state=proposed quantity=2 on=2024-11-20")
        (tie,) = (tie for tie in accept(played).proposed if played.names.shown(tie["target"]) == "要书")
        assert (tie["quantity"], tie["on"]) == (5, dt.date(2024, 11, 20))

    @pytest.mark.slow
    def test_a_pin_and_an_ask_stay_as_they_are(self) -> None:
        played = Played(
            LINES
            + "\n    meets 收费的 剪发 state=proposed pinned=true"
            + "\n    meets 图书 要书 state=asked quantity=5 asked_on=2024-10-31"
        )
        before = played.tables["meets"].to_dicts()
        made = accept(played)
        assert (made.proposed, made.kept, made.changes.empty) == ((), 1, True)
        assert all(tie in played.tables["meets"].to_dicts() for tie in before)

    @pytest.mark.slow
    def test_an_ask_without_an_answer_in_time_is_proposed_again(self) -> None:
        played = Played(LINES + "\n    meets 图书 要书 state=asked quantity=5 asked_on=2024-09-01 reply_by=2024-09-10")
        assert "要书" in {played.names.shown(tie["target"]) for tie in accept(played).proposed}

    @pytest.mark.slow
    def test_a_proposal_of_what_is_asked_ends(self) -> None:
        played = Played(
            LINES
            + "\n    meets 图书 要书 state=proposed quantity=5 on=2024-11-20"
            + "\n    meets 图书 要书 state=asked quantity=5 asked_on=2024-10-31"
        )
        (gone,) = accept(played).withdrawn
        assert (gone["state"], gone["until"]) == ("proposed", DAY)

    def test_of_one_demand_alone(self) -> None:
        played = Played(LINES)
        accept(played, "need-o")
        assert proposals(played) == {("图书", "要书", 5)}

    def test_of_a_demand_that_gets_nothing_it_is_refused(self) -> None:
        with pytest.raises(NotAskable, match="没人接"):
            accept(Played(LINES), "need-p")
