"""Small counts: no hidden cell can be worked out from what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graph.plain.suppression import hidden
from graph.suppression import EXACT, SMALL, WITHHELD, suppressed, with_sums

tables = (
    st.integers(1, 3)
    .flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 6), min_size=width, max_size=width), min_size=1, max_size=3)
    )
    .filter(lambda rows: len(rows) * len(rows[0]) <= 6)
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


class TestNothingCanBeWorkedOut:
    @given(tables)
    def test_every_hidden_cell_could_hold_another_number(self, rows: list[list[int]]) -> None:
        table, threshold = with_sums(rows), 4
        shown = suppressed(table, threshold)
        seen: dict[tuple[int, int], set[int]] = {}
        for other in _consistent(table, shown, threshold):
            for at, line in enumerate(other):
                for column, value in enumerate(line):
                    seen.setdefault((at, column), set()).add(value)
        for (row, column), values in seen.items():
            assert table[row][column] in values
            if shown[row][column] != EXACT:
                assert len(values) > 1, (table, shown, row, column)

    @given(
        st.integers(1, 5).flatmap(
            lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=5)
        )
    )
    def test_the_plain_version_hides_the_same(self, rows: list[list[int]]) -> None:
        table = with_sums(rows)
        marks = suppressed(table, 5)
        cells = {(row, column): count for row, line in enumerate(table) for column, count in enumerate(line)}
        expected = {cell: marks[cell[0]][cell[1]] for cell in cells if marks[cell[0]][cell[1]] != EXACT}
        assert hidden(cells, 5) == expected

    @given(tables)
    def test_small_is_what_is_small_and_no_other(self, rows: list[list[int]]) -> None:
        table = with_sums(rows)
        for line, shown in zip(table, suppressed(table, 4), strict=True):
            assert [how == SMALL for how in shown] == [0 < value < 4 for value in line]


def _consistent(
    table: Sequence[Sequence[int]], shown: Sequence[Sequence[str]], threshold: int
) -> Iterator[list[list[int]]]:
    """Yield the tables that a reader has to think possible, tried number by number; hidden ones up to a little more."""

    def possible(row: int, column: int) -> Sequence[int]:
        how, value = shown[row][column], table[row][column]
        if how == EXACT:
            return (value,)
        return range(1, threshold) if how == SMALL else range(threshold, max(value, threshold) + 3)

    inner = [(row, column) for row in range(len(table) - 1) for column in range(len(table[0]) - 1)]
    for values in product(*(possible(*cell) for cell in inner)):
        at = dict(zip(inner, values, strict=True))
        other = with_sums([[at[row, column] for column in range(len(table[0]) - 1)] for row in range(len(table) - 1)])
        if all(
            _fits(shown[row][column], line[column], table[row][column], threshold)
            for row, line in enumerate(other)
            for column, _ in enumerate(line)
        ):
            yield other


def _fits(how: str, other: int, value: int, threshold: int) -> bool:
    if how == EXACT:
        return other == value
    return 0 < other < threshold if how == SMALL else other >= threshold
