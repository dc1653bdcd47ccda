"""Walks that go on alike are walked as one, and each start reads the same as if it had walked by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given

from graph.facts import facts_of
from graph.network import Network
from graph.questions.audit_walks import walks_of
from graph.rules import Rules, load_rules
from graph.walking import alike, fold
from graph.walking.state import Ground
from loaders.samples.city import ON, city_tables
from tests.examples import few_in_full, in_full
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks


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

    @pytest.mark.slow
    def test_are_a_few_for_a_building_after_the_slot_of_each_home(self) -> None:
        network, rules = Network(city_tables(2000, profiles=("yanshan",)), ON), load_rules()
        (one,) = walks_of(network, facts_of(network, rules))
        sizes = [column.brought.option.size for column in one.folds["party"].columns]
        assert sizes[0] == one.starts.size == 2000
        assert sizes[1:] == [sizes[1]] * 4
        assert 50 < sizes[1] < 400
        assert said(network, rules, alike.come_together) == said(network, rules, never)
