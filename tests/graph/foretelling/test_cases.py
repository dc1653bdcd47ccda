"""Every case of what would be done: the fast version, the plain one and the case say the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph.foretelling.played import cases, play


@pytest.mark.parametrize("case", [pytest.param(case, id=case["title"]) for case in cases()])
def test_would_come_to_what_the_case_says(case: dict[str, Any]) -> None:
    play(case)
