"""Every case of what would be done: the fast version says what the case says, and the plain one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph.foretelling.played import cases, play

_CASES = [pytest.param(case, id=case["title"]) for case in cases()]


@pytest.mark.parametrize("case", _CASES)
def test_would_come_to_what_the_case_says(case: dict[str, Any]) -> None:
    play(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", _CASES)
def test_is_what_the_plain_version_says_too(case: dict[str, Any]) -> None:
    play(case, plain=True)
