from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.mask import mask, masked


class TestMask:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("张三丰", "张**"),
            ("张", "张"),
            ("", ""),
            (None, ""),
            ("13800138000", "138****8000"),
            (13800138000.0, "138****8000"),
            ("0531-88888888转803", "0531-****8888"),
            ("1950-03-02", "****"),
            ("1950年3月", "****"),
            (1950, "****"),
            (date(1950, 3, 2), "****"),
            ("9999-12-31", "****"),
            ("370102199001011234", "3" + "*" * 17),
        ],
    )
    def test_enough_is_shown_to_find_the_row(self, value: object, shown: str) -> None:
        assert mask(value) == shown

    @given(st.text(st.characters(categories=["L"]), min_size=2))
    def test_of_a_name_only_the_first_character_is_shown(self, name: str) -> None:
        assert mask(name) == name[0] + "*" * (len(name) - 1)


class TestMasked:
    def test_a_refusal_keeps_all_but_what_was_found(self) -> None:
        refused = masked(BadValue("swapped_point", found="演示甲", expected="expected.day", row=14))
        assert (refused.code, refused.params) == (
            "swapped_point",
            {"found": "演**", "expected": "expected.day", "row": 14},
        )
