"""A birth year is a year: neither a day of birth nor a part of an identity number passes for one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import BadValue
from graph.values import YEAR
from tests.loaders.books import Desk


class TestBirthYears:
    @pytest.mark.parametrize("said", ["1960", 1960.0, "１９６０", "1960年", " 1960 "], ids=repr)
    def test_four_figures_are_one(self, said: Any) -> None:
        assert YEAR.clean(said) == 1960

    @pytest.mark.parametrize(
        "said", [19570312, "19570312", "1957-03", date(1957, 3, 12), 57, "60后", -1957, 1750, "1957.5"], ids=repr
    )
    def test_all_else_is_none(self, said: Any) -> None:
        with pytest.raises(BadValue) as refused:
            YEAR.clean(said)
        assert refused.value.params["expected"] == "expected.birth_year"

    def test_what_was_written_is_shown_masked(self, desk: Desk) -> None:
        report = desk.load({"人员": [["姓名", "出生年"], ["演示甲", 19570312], ["演示乙", date(1957, 3, 12)]]})
        assert {one.where.cell for one in report.issues if one.code == "bad_value"} == {"B2", "B3"}
        assert "0312" not in str(report.to_dict())
        assert "03-12" not in str(report.to_dict())
