"""Every case of the weekly work, done one step after the other."""

from __future__ import annotations

from typing import Any

import pytest

from graph.adjusting import ADJUSTMENTS
from tests.graph.adjusting.played import cases, play

_LEAST = 6


@pytest.mark.parametrize("case", [pytest.param(case, id=case["title"]) for case in cases()])
def test_comes_to_what_the_case_says(case: dict[str, Any]) -> None:
    play(case)


@pytest.mark.parametrize("verb", ADJUSTMENTS)
def test_each_piece_of_work_has_cases_and_refusals(verb: str) -> None:
    lines = [line for case in cases() for line in case["steps"] if verb in line]
    assert len(lines) >= _LEAST
    assert any("refused" in line for line in lines)
