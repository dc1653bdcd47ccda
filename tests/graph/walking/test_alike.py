"""Walks that go on alike are walked as one, and each start reads the same as if it had walked by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given

from graph.facts import facts_of
from graph.keys import public_key
from graph.network import Network
from graph.questions.auditing.walks import walks_of
from graph.rules import Rules, load_rules
from graph.walking import alike, fold
from graph.walking.state import Ground
from loaders.samples.city import ON, city_tables
from tests.casefile.notation import read_network
from tests.examples import few_in_full, in_full
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

DAY = date(2024, 11, 1)
BUILDING = """
place 甲街道 street
place 甲街道/甲社区 community
place 甲街道/甲社区/一院 courtyard
place 甲街道/甲社区/一院/1号楼 building
place 甲街道/甲社区/一院/2号楼 building
homes 甲街道/甲社区/一院/1号楼 4
post 楼长 holder=演示甲 answers_for=甲街道/甲社区/一院/1号楼
post 楼长 holder=演示乙 answers_for=甲街道/甲社区/一院/2号楼
"""
HOME = "甲街道/甲社区/一院/1号楼/{}室"


def written(*lines: str) -> Network:
    """Return a street with a building of four homes, and more lines."""
    rules = load_rules()
    text = "\n".join((BUILDING, *lines))
    return Network(read_network(text, rules.profiles["yanshan"], rules.vocabulary("yanshan")).tables, DAY)


def said(network: Network, rules: Rules, come_together: Callable[[Ground, int], bool]) -> list[object]:
    """Return all that the walks of a network bring, where they come together as somebody says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold, "come_together", come_together)
        walked = walks_of(network, facts_of(network, rules))
    found: list[object] = []
    for one in walked:
        for chain, walks in one.folds.items():
            found.append((one.profile.key, chain, walks.end.tolist(), walks.missing.tolist()))
            for column in walks.columns:
                lines = (column.option, column.combined, column.nobody, column.passed, column.persons, column.units)
                found.append(([line.tolist() for line in lines], column.rivals, column.astray))
    return found


def as_soon_as_may_be(ground: Ground, position: int) -> bool:
    """Come together at the first slot at which it may be, however few do."""
    return bool(ground.starts.size) and alike.forgets(ground.index, position)


def not_before(slot: int, ground: Ground, position: int) -> bool:
    """Come together at a slot or after it."""
    return position >= slot and as_soon_as_may_be(ground, position)


def never(_ground: Ground, _position: int) -> bool:
    """Let every start walk by itself."""
    return False


class TestWalksTogether:
    @pytest.mark.slow
    @in_full
    @given(networks(), days(), rulebooks())
    def test_bring_what_each_would_bring_by_itself(self, drawn: Drawn, on: date, rules: str) -> None:
        network, book = Network(drawn.tables, on), RULEBOOKS[rules]
        assert said(network, book, as_soon_as_may_be) == said(network, book, never)

    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), rulebooks())
    def test_come_together_after_any_slot(self, drawn: Drawn, on: date, rules: str) -> None:
        network, book = Network(drawn.tables, on), RULEBOOKS[rules]
        apart = said(network, book, never)
        for slot in range(4):
            assert said(network, book, partial(not_before, slot)) == apart

    def test_stay_apart_where_something_is_not_recorded_for_one_alone(self) -> None:
        network = written(
            f"listing post role=volunteer_household within={HOME.format(2)} as_of=2024-11-01",
            "listing organisation form=党支部,联合党支部,党委,党总支,党工委 within=甲街道 as_of=2024-11-01",
        )
        (one,) = walks_of(network, facts_of(network, load_rules()))
        column = one.folds["party"].columns[1]
        assert column.brought.option.size == 3, "of four homes, and the building without any"
        assert said(network, load_rules(), as_soon_as_may_be) == said(network, load_rules(), never)

    def test_stay_apart_where_a_household_leads_on(self) -> None:
        posts = [f"post volunteer_household holder=演示{n} answers_for={HOME.format(n)}" for n in (1, 2, 3, 4)]
        network = written(*posts[:1], posts[1] + " reports_to=楼长@2号楼 reports_to_chain=party", *posts[2:])
        (one,) = walks_of(network, facts_of(network, load_rules()))
        heads = [network.key(int(person)) for person in one.folds["party"].columns[1].persons[:4]]
        assert heads == [public_key("person", f"演示{name}") for name in "甲乙甲甲"]

    @pytest.mark.slow
    def test_are_a_few_for_a_building_after_the_slot_of_each_home(self) -> None:
        network, rules = Network(city_tables(2000, profiles=("yanshan",)), ON), load_rules()
        (one,) = walks_of(network, facts_of(network, rules))
        sizes = [column.brought.option.size for column in one.folds["party"].columns]
        assert sizes[0] == one.starts.size == 2000
        assert sizes[1:] == [sizes[1]] * 4
        assert 50 < sizes[1] < 400
        assert said(network, rules, alike.come_together) == said(network, rules, never)
