"""Small neighbourhoods with offers and needs as odd as they come: every field filled or not, ties that ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.graph.life.drawn import draw_life
from tests.sampled import sampled

TODAY = date(2024, 11, 1)
PLACES = ("place-a", "place-b", "place-c", "place-d", "place-e")
_POINTS = (None, None, "120.5,36.8 gcj02", "120.5,36.803 gcj02", "120.51,36.8 wgs84")
_CATEGORIES = ("elder_care", "elder_care", "elder_care", "care", "meals", "haircut", "books", "露天电影")
_CLASSES = ("60岁及以上", "残疾人")
_STATES = ("proposed", "asked", "claimed", "declined", "released", "done", "failed")
_MAYBE_DAY = st.none() | st.integers(-800, 120).map(lambda days: TODAY + timedelta(days=days))
_NEAR = st.integers(-20, 110).map(lambda days: TODAY + timedelta(days=days))


def _seldom(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw something once in six times: each field filled would leave no pair that fits."""
    return st.integers(0, 5).flatmap(lambda one: strategy if one == 0 else st.none())


_NEAR_DAY = _seldom(_NEAR)
_WEEKDAYS = _seldom(st.sampled_from(("MO", "SA,SU", "MO,TU,WE,TH,FR")))
_HOURS = _seldom(st.sampled_from(("09:00-11:30", "14:00-17:00", "08:00-10:00;16:00-18:00")))

#: Copies and hours, or money in yuan and in ten thousand of them.
_UNITS = st.shared(sampled((False, False, True)), key="money").flatmap(
    lambda money: (
        sampled(("yuan", "yuan", "ten_thousand_yuan", "ten_thousand_yuan", None))
        if money
        else _seldom(sampled(("copies", "hours")))
    )
)

Draw = Callable[[st.SearchStrategy[Any]], Any]


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def neighbourhoods(draw: Draw, *, lives: bool = False) -> Tables:
    """Draw tables with some places, units, offers, needs and what they have to do with each other.

    Args:
        draw: Draws.
        lives: Whether each need has steps; else one in three neighbourhoods has some.
    """
    rows = Rows()
    _draw_places(draw, rows)
    units = _draw_units(draw, rows)
    offers = [_draw_offer(draw, rows, number, units) for number in range(draw(st.integers(1, 6)))]
    demands = [_draw_need(draw, rows, number, units) for number in range(draw(st.integers(1, 3)))]
    demands += [_draw_project(draw, rows, number) for number in range(draw(st.integers(0, 2)))]
    if lives or draw(st.integers(0, 2)) == 0:
        for demand in demands:
            draw_life(draw, rows, demand, [*offers, *units], [one for one in demands if one.startswith("need")])
    if offers and demands:
        for _ in range(draw(st.integers(0, 5))):
            _draw_meeting(draw, rows, offers + units[:2], demands)
    for number in range(draw(sampled((0, 0, 1, 3)))):
        _draw_activity(draw, rows, number, [one for one in units if not one.startswith("person")])
    return rows.tables()


def _draw_places(draw: Draw, rows: Rows) -> None:
    profile = draw(sampled((None, "suzhoulu", "yanshan")))
    for number, key in enumerate(PLACES):
        named = {"profile": profile} if number == 0 else {}
        rows.thing("place", key, name=f"区域{number}", level="community", point=draw(sampled(_POINTS)), **named)
        if number:
            parents = draw(
                st.lists(
                    sampled((*[0] * number, *range(number))),
                    min_size=draw(sampled((0, 1, 1, 1, 1))),
                    max_size=2,
                )
            )
            for axis, parent in zip(("territory", "property"), parents, strict=False):
                rows.tie("part_of", key, PLACES[parent], axis=axis if len(parents) > 1 else None)


def _draw_units(draw: Draw, rows: Rows) -> list[str]:
    units = [rows.thing("organisation", f"organisation-{one}", name=one, form="branch") for one in "abc"]
    people = [rows.thing("person", f"person-{one}", name=f"演示{one}") for one in "ab"]
    teams = [rows.thing("team", "team-a", name="队")]
    post = _draw_post(draw, rows, units[0])
    for unit in units:
        for kind, to in (("answers_for", PLACES), ("checked_in", units), ("reports_to", units), ("member_of", units)):
            if draw(st.integers(0, 3)) == 0:
                fields: dict[str, Any] = {"reports_to": {"chain": "party", "relation": "leads"}}.get(kind, {})
                if kind == "member_of":
                    fields = {"class": draw(sampled((None, "alliance")))}
                rows.tie(kind, unit, draw(sampled(to)), **fields)
    if draw(st.booleans()):
        for number in range(draw(st.integers(1, 2))):
            _draw_agreement(draw, rows, number, units)
    for person in people:
        if draw(st.booleans()):
            rows.tie("member_of", person, draw(sampled([*units, *teams])))
        if draw(st.integers(0, 2)) == 0:
            rows.tie("holds", person, post)
    if draw(st.booleans()):
        rows.tie("runs", draw(sampled(units)), teams[0])
    return [*units, *people, *teams]


def _draw_post(draw: Draw, rows: Rows, unit: str) -> str:
    post = rows.thing("post", "post-a", role="secretary")
    if draw(st.integers(0, 4)):
        rows.tie("post_in", post, unit, since=draw(_seldom(st.just(TODAY + timedelta(days=1)))))
    if draw(st.booleans()):
        within = draw(sampled(PLACES[:2]))
        rows.thing("listing", "listing-a", selector="kind=post role=secretary", within=within, as_of=TODAY)
    return post


def _draw_agreement(draw: Draw, rows: Rows, number: int, units: list[str]) -> None:
    key = rows.thing(
        "agreement",
        f"agreement-{number}",
        name=f"协议{number}",
        place=draw(sampled((None, *PLACES))),
        status=draw(_seldom(sampled(("active", "paused")))),
        until=draw(_maybe(_seldom(st.just(TODAY)) | _NEAR)),
    )
    for unit in draw(st.lists(sampled(units), unique=True)):
        rows.tie("party_to", unit, key, side=draw(sampled((None, None, "partner", "host"))))


def _draw_offer(draw: Draw, rows: Rows, number: int, units: list[str]) -> str:
    key = rows.thing(
        "offer",
        f"offer-{number}",
        name=f"资源{number}",
        categories=draw(st.lists(sampled(_CATEGORIES), min_size=1, max_size=3, unique=True)),
        capacity=draw(sampled((None, "0", "1", "2", "5", "unbounded"))),
        unit=draw(_UNITS),
        period=draw(sampled((None, None, "once", "week", "month", "quarter", "year"))),
        for_classes=draw(_seldom(st.lists(sampled(_CLASSES), min_size=1, unique=True))),
        price=draw(sampled((None, 0.0, 8.0, 12.5))),
        weekdays=draw(_WEEKDAYS),
        hours=draw(_HOURS),
        notice=draw(sampled((None, None, 0, 3))),
        status=draw(_seldom(sampled(("active", "paused")))),
        since=draw(_NEAR_DAY),
        until=draw(_seldom(_NEAR)),
    )
    for unit in draw(st.lists(sampled(units), max_size=2, unique=True)):
        rows.tie("gives", unit, key)
    for place in draw(st.lists(sampled((*PLACES[:1] * 6, *PLACES)), max_size=3, unique=True)):
        rows.tie("serves", key, place, until=draw(_seldom(st.just(TODAY))))
    return key


def _draw_need(draw: Draw, rows: Rows, number: int, units: list[str]) -> str:
    standing = sampled([f"{one}{known}" for one in _CLASSES for known in ("", "=verified", "=refused")])
    key = rows.thing(
        "need",
        f"need-{number}",
        name=f"需求{number}",
        category=draw(sampled((*_CATEGORIES, None))),
        quantity=draw(sampled((None, 1, 2, 7))),
        unit=draw(_UNITS),
        priority=draw(sampled((None, "urgent", "high", "normal"))),
        raised_on=draw(_MAYBE_DAY),
        due=draw(_NEAR_DAY),
        weekdays=draw(_WEEKDAYS),
        hours=draw(_HOURS),
        for_classes=draw(_maybe(st.lists(standing, min_size=1, max_size=2))),
        about=draw(_seldom(sampled(("post-a", *units)))),
        until=draw(_seldom(_NEAR)),
        divisible=draw(_seldom(st.booleans())),
        max_givers=draw(_seldom(st.integers(1, 2))),
        together_with=f"need-{draw(st.integers(0, 2))}" if draw(st.integers(0, 3)) == 0 else None,
        **{"from": draw(_NEAR_DAY)},
    )
    if draw(st.integers(0, 5)):
        rows.tie("located_at", key, draw(sampled(PLACES)))
    return key


def _draw_project(draw: Draw, rows: Rows, number: int) -> str:
    key = rows.thing(
        "project",
        f"project-{number}",
        name=f"项目{number}",
        category=draw(sampled(_CATEGORIES)),
        quantity=draw(sampled((None, 3))),
        status=draw(sampled((None, "open", "open", "done", "running", "dropped"))),
        due=draw(_NEAR_DAY),
        unit=draw(_UNITS),
    )
    for agreement in rows.keys("agreement"):
        if draw(st.booleans()):
            rows.tie("under", key, agreement)
    rows.tie("located_at", key, draw(sampled(PLACES)))
    return key


def _draw_meeting(draw: Draw, rows: Rows, sources: list[str], demands: list[str]) -> None:
    rows.tie(
        "meets",
        draw(sampled(sources)),
        draw(sampled(demands)),
        state=draw(sampled(_STATES)),
        quantity=draw(sampled((None, 1, 3))),
        asked_on=draw(_MAYBE_DAY),
        on=draw(_MAYBE_DAY),
        reply_by=draw(_MAYBE_DAY),
        until=draw(sampled((None, None, TODAY, TODAY + timedelta(days=9)))),
        pinned=draw(_seldom(st.just(value=True))),
    )


def _draw_activity(draw: Draw, rows: Rows, number: int, units: list[str]) -> None:
    key = rows.thing(
        "activity",
        f"activity-{number}",
        name=f"活动{number}",
        on=draw(_MAYBE_DAY),
        project=draw(sampled((None, *rows.keys("project")))),
        times=draw(sampled((None, None, 2))),
        attendance=draw(sampled((None, 0, 12))),
        until=draw(_seldom(st.just(TODAY))),
    )
    for place in draw(st.lists(sampled(PLACES), max_size=2, unique=True)):
        rows.tie("located_at", key, place, since=draw(_NEAR_DAY), until=draw(_NEAR_DAY))
    for unit in draw(st.lists(sampled(units), max_size=2, unique=True)):
        rows.tie("held_by", key, unit, until=draw(_seldom(st.just(TODAY))))
