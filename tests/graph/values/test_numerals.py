from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values import numerals


class TestNumber:
    @pytest.mark.parametrize(
        ("numeral", "value"),
        [
            ("零", 0),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百二十", 120),
            ("一百零五", 105),
            ("一百一十五", 115),
            ("两千四百二十四", 2424),
            ("一千零一十", 1010),
            ("一万", 10_000),
            ("十万五千", 105_000),
            ("一万零八百七十", 10_870),
            ("一千二百万", 12_000_000),
            ("一亿零一百万", 101_000_000),
            ("壹佰贰拾", 120),
        ],
    )
    def test_a_numeral_by_the_book_is_read(self, numeral: str, value: int) -> None:
        assert numerals.number(numeral) == value

    @pytest.mark.parametrize(
        "numeral", ["", "三五", "一万二", "二〇二四", "百", "一百五", "十十", "万一", "一零", "零五"]
    )
    def test_what_a_lenient_reader_would_guess_at_is_refused(self, numeral: str) -> None:
        assert numerals.number(numeral) is None

    @given(st.text(numerals.SIGNS, max_size=10), st.text(numerals.SIGNS, max_size=10))
    def test_no_two_spellings_but_variants_of_a_sign_make_one_number(self, one: str, other: str) -> None:
        value = numerals.number(one)
        if value is not None and value == numerals.number(other):
            assert len(one.removeprefix("一")) == len(other.removeprefix("一"))


class TestDigits:
    @pytest.mark.parametrize(
        ("numeral", "read"), [("二〇二四", "2024"), ("一九九零", "1990"), ("二十", None), ("", None)]
    )
    def test_a_year_is_read_sign_by_sign(self, numeral: str, read: str | None) -> None:
        assert numerals.digits(numeral) == read
