from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values import cell


class TestText:
    @pytest.mark.parametrize(
        "blank", [None, "", "  ", "\u3000\n", "\u200b", float("nan"), np.float64("nan"), Decimal("NaN")], ids=repr
    )
    def test_a_blank_cell_says_nothing(self, blank: object) -> None:
        assert cell.text(blank) is None

    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (370102010.0, "370102010"),
            (np.float64(3.70102010005e11), "370102010005"),
            (np.int64(40), "40"),
            (12.5, "12.5"),
            (Decimal("12.50"), "12.50"),
            (True, "TRUE"),
            (date(2024, 11, 1), "2024-11-01"),
            ("\ufeff４０％ ", "40%"),
            ("10²", "10²"),
            ("甲\n乙", "甲\n乙"),
        ],
    )
    def test_a_cell_is_read_as_its_text(self, raw: object, said: str) -> None:
        assert cell.text(raw) == said

    def test_an_object_that_no_cell_holds_is_refused_by_its_type(self) -> None:
        with pytest.raises(BadValue) as refused:
            cell.text(["甲"])
        assert refused.value.params == {"found": "list", "expected": "expected.cell"}

    @given(st.text())
    def test_reading_a_text_twice_is_reading_it_once(self, raw: str) -> None:
        said = cell.text(raw)
        assert cell.text(said) == said


class TestRefuse:
    def test_what_was_found_is_shortened(self) -> None:
        assert cell.refuse("甲" * 99, "expected.day").params["found"] == "甲" * 40 + "…"

    def test_what_was_expected_is_said_in_the_readers_language(self) -> None:
        refused = cell.refuse("n/a", "expected.flag")
        assert (refused.message("zh"), refused.message("en")) == (
            "值为“n/a”，应为是或否",
            "The value is 'n/a', expected yes or no",
        )
