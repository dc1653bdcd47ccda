from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.number import DECIMAL, clean_decimal, clean_extent, clean_integer, clean_tally

WRITTEN = st.text("0123456789.,+-−eE ４", max_size=12) | st.integers() | st.floats()


class TestCleanInteger:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("40", 40),
            (40.0, 40),
            ("４０", 40),
            ("40.0", 40),
            ("1,234", 1234),
            ("-1", -1),
            ("−1", -1),
            ("007", 7),
            (" ", None),
        ],
        ids=repr,
    )
    def test_a_whole_number_is_read(self, written: object, kept: int | None) -> None:
        assert clean_integer(written) == kept

    @pytest.mark.parametrize(
        "wrong", ["40.5", 40.5, "四十", "40户", "1e3", "12,34", True, float("inf"), "9" * 50], ids=repr
    )
    def test_anything_else_is_refused(self, wrong: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_integer(wrong)
        assert refused.value.params["expected"] == "expected.integer"

    @given(WRITTEN)
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            kept = clean_integer(written)
        except BadValue:
            return
        assert clean_integer(kept) == kept


class TestCleanDecimal:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [("80.5", 80.5), ("1,234.50", 1234.5), ("80", 80.0), (80, 80.0), (1e-9, 1e-9), (None, None)],
        ids=repr,
    )
    def test_a_number_is_read(self, written: object, kept: float | None) -> None:
        assert clean_decimal(written) == kept

    @pytest.mark.parametrize("wrong", ["80㎡", "79%", ".", "1.2.3", float("inf"), False])
    def test_anything_else_is_refused(self, wrong: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_decimal(wrong)
        assert refused.value.params["expected"] == "expected.decimal"

    def test_it_is_shown_without_idle_zeros(self) -> None:
        assert (DECIMAL.caption(80.0), DECIMAL.caption(80.5)) == ("80", "80.5")

    @given(WRITTEN)
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            kept = clean_decimal(written)
        except BadValue:
            return
        assert clean_decimal(kept) == kept


class TestNotBelowZero:
    @pytest.mark.parametrize("wrong", ["-1", "−1", -1, "四十", "1e3"], ids=repr)
    def test_neither_a_tally_nor_an_extent_is_below_zero_or_no_number(self, wrong: object) -> None:
        for clean, expected in ((clean_tally, "expected.tally"), (clean_extent, "expected.extent")):
            with pytest.raises(BadValue) as refused:
                clean(wrong)
            assert refused.value.params["expected"] == expected

    def test_nothing_and_nought_are_taken(self) -> None:
        assert [clean_tally("0"), clean_tally(" "), clean_extent("0"), clean_extent("")] == [0, None, 0.0, None]

    def test_half_of_something_is_an_extent_and_no_tally(self) -> None:
        assert clean_extent("0.5") == 0.5
        with pytest.raises(BadValue):
            clean_tally("0.5")
