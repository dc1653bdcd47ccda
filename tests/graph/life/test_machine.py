"""Lives drawn step by step: whatever is tried in whatever order, only what is possible lands, and stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from graph.errors import LinliError, StepRefused
from graph.life.life import lived
from graph.life.register import GOING_ON
from graph.rules.workflow import DONE, ENDED, own_workflows
from graph.values.instant import SHANGHAI
from tests.graph.life.played import Played

_LINES = """
place 乙街道 street
place 乙街道/甲社区 community
place 乙街道/甲社区/园 estate
organisation 党支部 name=支部 answers_for=乙街道/甲社区/园
organisation 居委会 answers_for=乙街道/甲社区
post 主任 in=居委会 holder=演示甲
organisation 街道办 answers_for=乙街道
organisation 物业公司 name=物业 serves=乙街道/甲社区
organisation 企业 name=一
team 志愿队 serves=乙街道/甲社区
offer 修灯 given_by=一 serves=乙街道/甲社区 categories=设施维修 capacity=2
need 灯 category=设施维修 located_at=乙街道/甲社区/园 quantity=2
need 另一件 category=设施维修 located_at=乙街道/甲社区/园
project 项目 category=设施维修 located_at=乙街道/甲社区/园 status=待认领
"""
_BEGIN = datetime(2024, 5, 6, 9, tzinfo=SHANGHAI)
_TO = ("修灯", "物业", "志愿队", "主任", "居委会")


class Life(RuleBasedStateMachine):
    """One need, or one project, of which every step is tried."""

    workflow = "hotline"

    def __init__(self) -> None:
        super().__init__()
        limits = [{"step": "take", "hours": 24}, {"step": "handle", "working_days": 5}]
        self.subject = "项目" if self.workflow == "claim" else "灯"
        profile: dict[str, Any] = {"limits": limits}
        if self.workflow != "claim":
            profile["workflow"] = self.workflow
        self.played = Played(_LINES, "suzhoulu", profile)
        self.now, self.kept = _BEGIN, list[dict[str, Any]]()

    @rule(
        step=st.sampled_from(GOING_ON),
        to=st.sampled_from(_TO),
        hours=st.integers(0, 60),
        quantity=st.sampled_from([None, 1, 2]),
        outcome=st.sampled_from(["satisfied", "unsatisfied", "reached"]),
    )
    def tries(self, step: str, to: str, hours: int, quantity: int | None, outcome: str) -> None:
        self.now += timedelta(hours=hours)
        before = self.played.subject(self.now, self.subject)
        known = before.workflow.steps.get(step)
        says = () if known is None else known.says
        said: dict[str, Any] = {
            "to": "另一件" if step == "merge" else to,
            "quantity": quantity,
            "until": (self.now + timedelta(days=3)).date(),
            "outcome": outcome,
            "reason": "试",
        }
        wanted = {"reason" if one == "result" else one for one in says}
        options = {name: value for name, value in said.items() if name in wanted and value is not None}
        if "quantity" in options and step != "claim":
            del options["quantity"]
        tables = self.played.tables
        try:
            made = self.played.do(self.now, f"{step} {self.subject}", **options)
        except StepRefused as refused:
            if refused.code in ("need_step_not_possible", "need_ended"):
                assert step not in before.possible
            assert self.played.tables is tables
            return
        except LinliError:
            assert self.played.tables is tables
            return
        assert step in before.possible
        assert (made.before, made.row["number"]) == (before.life.state, before.life.number + 1)
        again = self.played.subject(self.now, self.subject)
        assert (again.life.state, again.life.has, again.possible) == (made.row["state"], made.has, made.possible)

    @precondition(lambda self: self.played.subject(self.now, self.subject).life.state in ("finished", "reviewed"))
    @rule()
    def waits(self) -> None:
        self.now += timedelta(days=20)
        assert self.played.subject(self.now, self.subject).possible == ()

    @invariant()
    def steps_are_only_added(self) -> None:
        rows = self.played.tables["step"].sort("need", "number").to_dicts()
        assert [row for row in rows if row in self.kept] == self.kept
        self.kept = rows

    @invariant()
    def the_state_is_that_of_the_last_step(self) -> None:
        subject = self.played.subject(self.now, self.subject)
        life = subject.life
        if subject.steps:
            assert life.state == subject.steps[-1]["state"]
            assert life == lived("open", subject.steps)
        assert (life.due is None) or life.state not in DONE
        assert life.state not in ENDED or subject.possible == ()

    @invariant()
    def no_more_is_held_than_is_wanted(self) -> None:
        subject = self.played.subject(self.now, self.subject)
        assert subject.left >= 0
        assert subject.life.state != "finished" or {one["state"] for one in subject.held} <= {"done"}


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize(
    "workflow",
    sorted(own_workflows()),
)
def test_only_what_is_possible_lands(workflow: str) -> None:
    machine = type("Of", (Life,), {"workflow": workflow})
    found = (Phase.explicit, Phase.generate)  # to shrink what is found would take minutes
    bounded = settings(max_examples=6, stateful_step_count=20, deadline=None, phases=found)
    run_state_machine_as_test(machine, settings=bounded)
