"""Every case of every file, asked in Cypher of a server that holds its network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from neo4j import Driver

from graph import cypher
from graph.errors import LinliError
from tests.casefile.backends import CASES, mark
from tests.casefile.case import Case
from tests.casefile.check import check
from tests.casefile.implementations import in_cypher
from tests.casefile.names import CaseError
from tests.neo4j.server import Server


@pytest.fixture(scope="module")
def driver(running_neo4j: Server) -> Iterator[Driver]:
    """A driver for all cases, which lay their networks over each other."""
    running_neo4j.clear()
    with running_neo4j.driver() as driver:
        yield driver
    running_neo4j.clear()


def hold(case: Case, driver: Driver) -> None:
    """Hold the texts of a question to a case, by what they return."""
    __tracebackhide__ = True
    texts = cypher.texts_of(case.question, case.rules, case.ask.date)
    check(case, partial(in_cypher, driver, case.question), {name for text in texts for name in cypher.left_out(text)})


@pytest.mark.neo4j
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.question}: {case.title}") for case in CASES])
def test_gives_the_answer_of_the_case_but_where_a_mark_says_why_not(case: Case, driver: Driver) -> None:
    __tracebackhide__ = True
    if mark(case, "cypher") is None:
        hold(case, driver)
    else:
        with pytest.raises((AssertionError, CaseError, LinliError)):
            hold(case, driver)
