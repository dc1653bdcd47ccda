"""Short lists of what is wanted and what is there, dense enough that much competes: for plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.sampled import sampled

TODAY = date(2024, 11, 1)
_CLASS = "60岁及以上"
_COMMUNITY, _ESTATES = "place-a", ("place-b", "place-c")

_UNITS = st.shared(sampled((False, True, False)), key="money").flatmap(
    lambda money: sampled(("yuan", "ten_thousand_yuan", "yuan", "ten_thousand_yuan", None)) if money else st.none()
)

Draw = Callable[[st.SearchStrategy[Any]], Any]


def _seldom(value: st.SearchStrategy[Any], times: int = 5) -> st.SearchStrategy[Any]:
    return st.integers(0, times).flatmap(lambda one: value if one == 0 else st.none())


@st.composite
def lists(draw: Draw) -> Tables:
    """Draw a community of two estates with at most five demands and at most four lots that could serve one."""
    rows = Rows()
    rows.thing("place", _COMMUNITY, name="社区", level="community", profile="suzhoulu")
    for key in _ESTATES:
        rows.thing("place", key, name=key, level="estate")
        rows.tie("part_of", key, _COMMUNITY)
    units = [rows.thing("organisation", f"organisation-{one}", name=one, form="branch") for one in "abc"]
    offers = [_offer(draw, rows, number, units) for number in range(draw(st.integers(1, 4)))]
    many = draw(st.integers(1, 5))
    demands = [_need(draw, rows, number, units) for number in range(many)]
    for _ in range(draw(st.integers(0, 3))):
        _meeting(draw, rows, offers, demands)
    return rows.tables()


def _offer(draw: Draw, rows: Rows, number: int, units: list[str]) -> str:
    period = draw(sampled((None, None, "week", "month")))
    key = rows.thing(
        "offer",
        f"offer-{number}",
        name=f"资源{number}",
        categories=[draw(sampled(("elder_care", "elder_care", "elder_care", "meals")))],
        capacity=draw(sampled(("1", "2", "3", "5", "unbounded", None))),
        period=period,
        unit=draw(_UNITS),
        for_classes=draw(_seldom(st.just([_CLASS]))),
        price=draw(sampled((None, 0.0, 40.0))),
        status=draw(_seldom(st.just("paused"), 9)),
        until=draw(_seldom(st.just(TODAY + timedelta(days=6)))),
    )
    rows.tie("gives", draw(sampled(units)), key)
    for place in draw(sampled(((_COMMUNITY,), (_COMMUNITY,), _ESTATES[:1], _ESTATES[1:], ()))):
        rows.tie("serves", key, place)
    return key


def _need(draw: Draw, rows: Rows, number: int, units: list[str]) -> str:
    key = rows.thing(
        "need",
        f"need-{number}",
        name=f"需求{number}",
        category=draw(sampled(("elder_care", "elder_care", "meals"))),
        quantity=draw(sampled((None, 1, 2, 3, 4))),
        unit=draw(_UNITS),
        priority=draw(sampled((None, "urgent", "high"))),
        due=draw(sampled((None, TODAY, TODAY + timedelta(days=9)))),
        divisible=draw(_seldom(st.booleans(), 3)),
        max_givers=draw(_seldom(st.integers(1, 2), 3)),
        together_with=draw(_seldom(sampled([f"need-{one}" for one in range(5)]), 3)),
        for_classes=draw(_seldom(sampled(([f"{_CLASS}=verified"], [f"{_CLASS}=refused"], [_CLASS])), 2)),
        about=draw(_seldom(sampled(units), 8)),
    )
    rows.tie("located_at", key, draw(sampled((_COMMUNITY, *_ESTATES, *_ESTATES))))
    return key


def _meeting(draw: Draw, rows: Rows, offers: list[str], demands: list[str]) -> None:
    state = draw(sampled(("proposed", "proposed", "asked", "declined", "claimed")))
    rows.tie(
        "meets",
        draw(sampled(offers)),
        draw(sampled(demands)),
        state=state,
        quantity=draw(sampled((None, 1, 2))),
        asked_on=draw(sampled((TODAY, TODAY - timedelta(days=3)))),
        on=draw(sampled((None, TODAY, TODAY + timedelta(days=4)))),
        pinned=draw(_seldom(st.just(value=True), 2)) if state in ("proposed", "asked") else None,
    )
