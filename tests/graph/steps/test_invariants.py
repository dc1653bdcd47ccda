"""Whatever steps are tried: nothing is claimed twice over, and what is refused changes nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import LinliError
from graph.steps.register import STEPS
from graph.tables import Tables
from graph.values.periods import period_of
from tests.examples import EXAMPLES
from tests.graph.steps.played import Played, left_again

LINES = """
    place 甲社区 community
    organisation 企业 name=一
    organisation 企业 name=二
    offer 月 given_by=一 serves=甲社区 categories=理发 capacity=3 period=month
    offer 总 given_by=二 serves=甲社区 categories=理发 capacity=4
    need 剪发 category=理发 located_at=甲社区 quantity=5
    need 修面 category=理发 located_at=甲社区
    project 义剪 category=理发 located_at=甲社区 status=待认领 quantity=2
"""
FIRST = dt.date(2024, 11, 1)
WANTED, CAPACITY = {"剪发": 5, "修面": 1, "义剪": 2}, {"月": 3, "总": 4}
HOLDING = ("claimed", "done")
DAYS = st.integers(0, 45).map(lambda ahead: FIRST + dt.timedelta(days=ahead))
TRIED = st.tuples(
    st.sampled_from([*STEPS, "claim", "claim", "claim", "release", "done"]),
    st.sampled_from([*WANTED, "送上门"]),
    st.sampled_from([*CAPACITY, "一", "送上门"]),
    st.integers(0, 5),
    st.fixed_dictionaries(
        {}, optional={"quantity": st.integers(1, 6), "delivery": DAYS, "until": DAYS, "project": st.just("送上门")}
    ),
)


def held(tables: Tables, played: Played, day: dt.date) -> dict[Any, int]:
    """How much of each demand, and of each lot, is claimed or done and has not ended by a day."""
    found: dict[Any, int] = {}
    for tie in tables["meets"].iter_rows(named=True):
        if tie["state"] in HOLDING and (tie["until"] is None or tie["until"] > day):
            source, demand, on = played.names.shown(tie["source"]), played.names.shown(tie["target"]), tie["on"]
            lot = (source, period_of(on, "month")[0]) if source == "月" else source
            for one in (demand, lot):
                found[one] = found.get(one, 0) + tie["quantity"]
    return found


@pytest.mark.slow
@pytest.mark.thorough
@settings(max_examples=EXAMPLES)
@given(st.lists(TRIED, min_size=3, max_size=12))
def test_never_more_is_held_than_there_is_or_is_wanted(tried: list[Any]) -> None:
    played, day = Played(LINES), FIRST
    for step, demand, source, later, said in tried:
        day += dt.timedelta(days=later)
        options = {name: value for name, value in said.items() if name in STEPS[step].takes}
        if "reason" in STEPS[step].needs:
            options["reason"] = "演示"
        if played.names.has("送上门", "project"):
            options.pop("project", None)
        elif "送上门" in (demand, source):
            continue
        before = played.tables
        try:
            made = played.do(day, f"{step} {demand} {source}", **options)
        except LinliError:
            assert played.tables is before
            continue
        found = held(played.tables, played, day)
        assert all(found.get(one, 0) <= most for one, most in WANTED.items()), found
        assert all(
            many <= CAPACITY[lot if isinstance(lot, str) else lot[0]]
            for lot, many in found.items()
            if isinstance(lot, tuple) or lot in CAPACITY
        ), found
        assert made.left in (None, left_again(played, made))
        if source in CAPACITY and made.lot is not None and made.lot.left is not None and made.tie["on"] is not None:
            lot = (source, period_of(made.tie["on"], "month")[0]) if source == "月" else source
            assert made.lot.left == CAPACITY[source] - found.get(lot, 0)
