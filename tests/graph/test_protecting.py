"""Small counts in a form whose sums overlap: what all of them together would tell is withheld too."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.filling.protecting import _states
from graph.suppression import EXACT, SMALL, WITHHELD
from tests.examples import few

_SMALL = 3


class TestOverlappingSums:
    def test_three_pairs_of_three_counts_do_not_tell_the_small_one(self) -> None:
        people = {0: 2, 1: 9, 2: 8, 3: 11, 4: 10, 5: 17}
        shown = _states([([0, 1], 3), ([0, 2], 4), ([1, 2], 5)], people, 5)
        assert EXACT in shown.values()
        assert not _told(shown, people, [([0, 1], 3), ([0, 2], 4), ([1, 2], 5)], 5)

    @pytest.mark.slow
    @few
    @given(st.data())
    def test_each_hidden_count_could_be_another(self, data: st.DataObject) -> None:
        base = data.draw(st.lists(st.integers(0, 6), min_size=3, max_size=4))
        some = st.lists(st.sampled_from(range(len(base))), min_size=2, unique=True).map(sorted)
        chosen = data.draw(st.lists(some, min_size=2, max_size=4, unique_by=tuple))
        people = dict(enumerate(base))
        sums = []
        for parts in chosen:
            total = len(people)
            people[total] = sum(base[at] for at in parts)
            sums.append((parts, total))
        shown = _states([*sums], people, _SMALL)
        if {*shown.values()} - {EXACT} and EXACT in shown.values():  # where nothing is shown, no more can be done
            assert not _told(shown, people, sums, _SMALL)


def _told(shown: dict[int, str], people: dict[int, int], sums: list[tuple[list[int], int]], small: int) -> list[int]:
    """Return the hidden counts that are the same in everything that a reader could think."""
    totals = {total: parts for parts, total in sums}
    base = [at for at in people if at not in totals]
    top = max(people.values()) + small + 4
    thought = []
    for values in product(*(_possible(shown[at], people[at], small, top) for at in base)):
        whole = dict(zip(base, values, strict=True))
        whole |= {total: sum(whole[at] for at in parts) for total, parts in totals.items()}
        if all(whole[at] in _possible(shown[at], people[at], small, len(base) * top) for at in totals):
            thought.append(whole)
    return [at for at in people if shown[at] != EXACT and len({one[at] for one in thought}) == 1]


def _possible(how: str, number: int, small: int, top: int) -> range:
    if how == EXACT:
        return range(number, number + 1)
    return range(1, small) if how == SMALL else range(small if how == WITHHELD else 1, top + 1)
