"""Every case of a need's life, played one step after the other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph.life.played import cases, play

#: A step takes some hundredths of a second: cases of more are left to `make test`.
_FEW = 3


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["title"], marks=[] if len(case["steps"]) <= _FEW else [pytest.mark.slow])
        for case in cases()
    ],
)
def test_comes_to_what_the_case_says(case: dict[str, Any]) -> None:
    play(case)
