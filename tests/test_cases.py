"""Every case of every file, on every implementation of its question."""

from __future__ import annotations

import pytest

from tests.casefile.backends import CASES
from tests.casefile.case import Case
from tests.casefile.check import Implementation, check
from tests.casefile.implementations import IMPLEMENTATIONS


@pytest.mark.parametrize(
    ("case", "implementation"),
    [
        pytest.param(case, implementation, id=f"{name} {case.question}: {case.title}")
        for case in CASES
        for (name, question), implementation in IMPLEMENTATIONS.items()
        if question == case.question
    ],
)
def test_gives_the_answer_of_the_case(case: Case, implementation: Implementation) -> None:
    __tracebackhide__ = True
    check(case, implementation)
