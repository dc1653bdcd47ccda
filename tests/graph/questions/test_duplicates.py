"""The fast duplicates gives what the plain one gives, on needs as odd as they come; no door and no raiser is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from graph import plain, questions
from graph.network import Network
from graph.plain.repeating.alike import likeness
from graph.rules import load_rules
from graph.rules.workflow import own_steps
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import few, few_in_full
from tests.networks import Drawn, days, networks
from tests.sampled import sampled

_RULES = load_rules()
TODAY = date(2024, 11, 1)
_LEVELS = ("street", "community", "estate", "building", "entrance", "home", None)
_NAMES = (
    "修路灯",
    "修路灯了",
    "路灯修",
    "三号楼 楼道 灯坏了",
    "灯坏了 三号楼 楼道",
    "!",
    "三号楼楼道灯坏了",
    "车没处停",
)
_PLACES = tuple(f"place-{one}" for one in "abcdefgh")

Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def neighbourhoods(draw: Draw) -> Tables:
    """Draw places on two axes, needs that look alike, their steps, and who answers around them."""
    rows = Rows()
    for number, key in enumerate(_PLACES):
        rows.thing("place", key, name=f"区域{number}", level=draw(sampled(_LEVELS)))
        for axis in draw(sampled(((None,), (None,), ("territory", "property"), ()))) if number else ():
            rows.tie("part_of", key, draw(sampled(_PLACES[:number])), axis=axis)
    for number in range(draw(st.integers(0, 4))):
        form = draw(sampled(("branch", "joint_branch", "property_company", "owners_committee", "enterprise")))
        key = rows.thing(
            "organisation",
            f"organisation-{number}",
            name=f"组织{number}",
            form=form,
            display_order=draw(sampled((None, 1))),
        )
        rows.tie("answers_for", key, draw(sampled(_PLACES)))
        if draw(st.booleans()):
            rows.thing("routine", f"routine-{number}", name="议事", subject=key, decides=draw(_seldom("三方到会有效")))
    for number in range(draw(st.integers(0, 9))):
        _need(draw, rows, number)
    return rows.tables()


def _seldom(value: Any) -> st.SearchStrategy[Any]:
    return sampled((None, value, value))


def _need(draw: Draw, rows: Rows, number: int) -> None:
    ago = st.integers(-1, 40).map(lambda days: TODAY - timedelta(days=days))
    key = rows.thing(
        "need",
        f"need-{number}",
        name=draw(sampled(_NAMES)),
        number=draw(_seldom(f"XQ-{number}")),
        category=draw(sampled(("parking", "parking", "plumbing", None))),
        raised_on=draw(sampled((None, draw(ago), draw(ago), draw(ago)))),
        until=draw(sampled((None, None, None, TODAY))),
    )
    if draw(st.integers(0, 5)):
        rows.tie("located_at", key, draw(sampled(_PLACES)))
    states = sorted({rule.to for rule in own_steps().values()} - {"same", "back"})
    for step in range(draw(sampled((0, 0, 1, 2)))):
        rows.thing(
            "step",
            f"step-{number}-{step}",
            need=key,
            number=step + 1,
            sort="raise",
            at=f"{draw(ago)}T{draw(sampled(('02', '15', '16', '23')))}:00:00Z",
            state=draw(sampled(states)),
        )


@pytest.mark.thorough
class TestFastIsPlain:
    @few
    @given(neighbourhoods(), st.sampled_from((None, None, *_PLACES)))
    def test_of_needs_that_look_alike(self, tables: Tables, within: str | None) -> None:
        network = Network(tables, TODAY).within(within)
        fast, plainly = questions.duplicates(network, _RULES), plain.duplicates(network, _RULES)
        assert fast.to_dict() == plainly.to_dict()
        told = str({name: said for name, said in fast.to_dict().items() if name != "within"})
        doors = network.rows.frame("place").filter(level="home")["key"].to_list()
        assert not [key for key in doors if key in told]

    @pytest.mark.slow
    @few_in_full
    @given(networks(), days())
    def test_of_any_network(self, drawn: Drawn, day: date) -> None:
        network = Network(drawn.tables, day)
        assert questions.duplicates(network, _RULES).to_dict() == plain.duplicates(network, _RULES).to_dict()


class TestLikeness:
    @given(st.text("修路灯 了ab", max_size=9), st.text("修路灯 了ab", max_size=9))
    def test_it_is_the_ratio_of_sorted_words(self, one: str, other: str) -> None:
        found = likeness(one, other)
        expected = fuzz.token_sort_ratio(one, other)
        assert float(found or 0) == pytest.approx(expected if one.split() or other.split() else 0)
