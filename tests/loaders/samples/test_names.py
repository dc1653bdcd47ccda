from __future__ import annotations

import pytest

from graph.values import numerals
from loaders.samples.names import Cast, numeral


class TestNumeral:
    @pytest.mark.parametrize("number", range(1, 100))
    def test_is_written_by_the_book(self, number: int) -> None:
        assert numerals.number(numeral(number)) == number


class TestCast:
    def test_never_names_two_alike(self) -> None:
        names = Cast("suzhoulu").many(1000)
        assert len(set(names)) == 1000
        assert all(name.startswith("演示") for name in names)

    def test_names_the_same_people_in_the_same_order(self) -> None:
        assert Cast("suzhoulu").many(50) == Cast("suzhoulu").many(50)
