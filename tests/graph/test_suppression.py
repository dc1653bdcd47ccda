"""Small counts: no hidden cell can be worked out from what is published."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from graph.plain.suppression import hidden
from graph.suppression import EXACT, SMALL, WITHHELD, WITHHELD_ANY, published, suppressed, with_sums
from tests.examples import in_full


def tables(most: int, wide: int = 4) -> st.SearchStrategy[list[list[int]]]:
    """Return counts up to a number, of as many rows and columns at most."""
    return st.integers(1, wide).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, most), min_size=width, max_size=width), min_size=1, max_size=wide
        )
    )


class TestSuppressed:
    def test_nought_and_what_is_large_enough_is_shown(self) -> None:
        assert suppressed(with_sums([[0, 5], [7, 0]]), 5) == [[EXACT] * 3] * 3

    def test_the_smallest_other_cell_of_a_row_and_of_a_column_is_withheld_with_a_small_one(self) -> None:
        shown = suppressed(with_sums([[2, 9, 50], [7, 6, 30], [20, 21, 22]]), 5)
        assert shown[0] == [SMALL, WITHHELD, EXACT, EXACT]
        assert shown[1] == [WITHHELD, WITHHELD, EXACT, EXACT]
        assert [*shown[2], *shown[3]] == [EXACT] * 8

    def test_the_only_number_of_a_row_takes_its_sum_with_it(self) -> None:
        shown = suppressed(with_sums([[3, 0], [10, 11]]), 5)
        assert shown[0] == [SMALL, EXACT, SMALL]

    def test_two_small_cells_that_their_sum_would_tell_are_not_left_alone(self) -> None:
        shown = suppressed(with_sums([[4, 4, 9], [20, 20, 20]]), 5)  # 8 of two numbers below 5 is 4 and 4
        assert shown[0].count(EXACT) < 2

    def test_three_ones_whose_sum_is_as_large_as_a_small_one_may_be_are_not_told_by_it(self) -> None:
        shown = suppressed(with_sums([[0, 1], [1, 1]]), 4)  # 3 of three numbers above 0
        assert shown == [[EXACT, SMALL, SMALL], [SMALL] * 3, [SMALL, SMALL, WITHHELD_ANY]]

    def test_a_count_that_is_small_in_one_way_only_is_not_told_as_small(self) -> None:
        assert suppressed(with_sums([[1]]), 2) == [[WITHHELD_ANY] * 2] * 2

    def test_all_that_is_withheld_beside_a_small_one_that_is_withheld_is_told_alike(self) -> None:
        shown = suppressed(with_sums([[0, 0, 2], [0, 2, 1], [2, 1, 0]]), 3)
        assert shown == [
            [EXACT, EXACT, SMALL, SMALL],
            [EXACT, SMALL, SMALL, WITHHELD_ANY],
            [SMALL, SMALL, EXACT, WITHHELD_ANY],
            [SMALL, WITHHELD_ANY, EXACT, EXACT],
        ]

    def test_what_is_withheld_may_be_small_only_where_that_is_said(self) -> None:
        assert suppressed(with_sums([[1, 4]]), 4) == [[SMALL, WITHHELD, WITHHELD]] * 2  # not 5, which were 1 and 4

    def test_a_sum_that_is_part_of_another_is_looked_at_with_both(self) -> None:
        # 9 = 1 + 8 and 8 = 7 + 1: either sum alone leaves open what 9 and 7 together would tell
        arcs = [(2, 0), (0, 2), (0, 1), (1, 2), (1, 2)]
        assert published([9, 1, 8, 7, 1], arcs, 5, around=2) == [WITHHELD, SMALL, WITHHELD, EXACT, SMALL]


class TestNothingCanBeWorkedOut:
    @pytest.mark.slow
    @pytest.mark.parametrize("threshold", [2, 3, 4])
    @in_full
    @given(rows=st.one_of(tables(1), tables(2, wide=3), tables(6)))
    def test_every_hidden_cell_could_hold_another_number(self, threshold: int, rows: list[list[int]]) -> None:
        table = with_sums(rows)
        height, width = len(table), len(table[0])
        lines = [[row * width + column for column in range(width)] for row in range(height)]
        lines += [[row * width + column for row in range(height)] for column in range(width)]
        numbers = [value for line in table for value in line]
        shown = [how for line in suppressed(table, threshold) for how in line]
        _hold_open(numbers, shown, [(line[:-1], line[-1]) for line in lines], threshold)

    @pytest.mark.slow
    @pytest.mark.parametrize("threshold", [2, 5])
    @in_full
    @given(groups=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=1, max_size=4))
    def test_so_it_is_where_the_parts_of_a_sum_are_sums_themselves(
        self, threshold: int, groups: list[list[int]]
    ) -> None:
        numbers, arcs = [sum(map(sum, groups)), *map(sum, groups)], [(-1, 0)]
        arcs += [(0, at) for at, _ in enumerate(groups, 1)]
        sums = [([*range(1, 1 + len(groups))], 0)]
        for at, group in enumerate(groups, 1):
            sums.append(([*range(len(numbers), len(numbers) + len(group))], at))
            numbers += group
            arcs += [(at, -1)] * len(group)
        _hold_open(numbers, published(numbers, arcs, threshold, around=-1), sums, threshold)

    @given(st.one_of(tables(9, wide=5), tables(2, wide=5)))
    def test_the_plain_version_hides_the_same(self, rows: list[list[int]]) -> None:
        table = with_sums(rows)
        marks = suppressed(table, 5)
        cells = {(row, column): count for row, line in enumerate(table) for column, count in enumerate(line)}
        expected = {cell: marks[cell[0]][cell[1]] for cell in cells if marks[cell[0]][cell[1]] != EXACT}
        assert hidden(cells, 5) == expected

    @given(st.one_of(tables(6), tables(1)))
    def test_small_is_what_is_small_and_no_nought_is_hidden(self, rows: list[list[int]]) -> None:
        table = with_sums(rows)
        marks = suppressed(table, 4)
        said = {how for line in marks for how in line}
        assert not {WITHHELD, WITHHELD_ANY} <= said
        for line, shown in zip(table, marks, strict=True):
            for value, how in zip(line, shown, strict=True):
                fits = {EXACT: value == 0 or value >= 4, SMALL: 0 < value < 4, WITHHELD: value >= 4}
                assert fits.get(how, value > 0)


def _hold_open(
    numbers: Sequence[int], shown: Sequence[str], sums: Sequence[tuple[Sequence[int], int]], threshold: int
) -> None:
    """Hold that every hidden number could be another one as far as a reader knows, by linear programmes.

    Sums of sums, as those of a table, are the relations of a network, so that corners are whole numbers.
    """
    known = {EXACT: None, SMALL: (1, threshold - 1), WITHHELD: (threshold, 999), WITHHELD_ANY: (1, 999)}
    bounds = [known[how] or (value, value) for value, how in zip(numbers, shown, strict=True)]
    matrix = [[-1 if at == total else int(at in parts) for at, _ in enumerate(numbers)] for parts, total in sums]
    for cell, how in enumerate(shown):
        if how != EXACT:
            least, most = (
                linprog(
                    [sign if at == cell else 0 for at, _ in enumerate(numbers)],
                    A_eq=matrix,
                    b_eq=[0] * len(sums),
                    bounds=bounds,
                ).fun
                for sign in (1, -1)
            )
            assert least is not None
            assert most is not None
            assert round(least) <= numbers[cell] <= round(-most)
            assert round(least) < round(-most), (numbers, shown, cell)
