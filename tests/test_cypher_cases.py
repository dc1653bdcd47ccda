"""Every case of every file, asked in Cypher of a server that holds its network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from neo4j import Driver

from graph import cypher
from graph.errors import LinliError
from tests.casefile.case import Case, read_cases
from tests.casefile.check import check
from tests.casefile.implementations import in_cypher
from tests.casefile.names import CaseError
from tests.neo4j.server import Server

QUESTIONS = {cypher.question_of(name) for name in cypher.names()}
CASES = [case for case in read_cases(Path(__file__).parent / "cases") if case.question in QUESTIONS]
MARKED = [case for case in CASES if case.not_in_cypher]


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
    left_out = {column for name in texts(case) for column in cypher.left_out(name)}
    check(case, partial(in_cypher, driver, case.question), left_out)


def texts(case: Case) -> list[str]:
    """Return the texts that a case asks: of a coverage, those for which it has norms."""
    named = [name for name in cypher.names() if cypher.question_of(name) == case.question]
    if len(named) == 1:
        return named
    asked = {name: cypher.parameters(name, case.rules, on=case.ask.date)["norms"] for name in named}
    return [name for name, norms in asked.items() if norms]


@pytest.mark.neo4j
class TestCypher:
    @pytest.mark.parametrize(
        "case", [pytest.param(case, id=f"{case.question}: {case.title}") for case in CASES if not case.not_in_cypher]
    )
    def test_gives_the_answer_of_the_case(self, case: Case, driver: Driver) -> None:
        __tracebackhide__ = True
        hold(case, driver)

    @pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.question}: {case.title}") for case in MARKED])
    def test_gives_another_answer_where_the_case_says_so(self, case: Case, driver: Driver) -> None:
        with pytest.raises((AssertionError, CaseError, LinliError)):
            hold(case, driver)


class TestMarks:
    @pytest.mark.parametrize("name", cypher.names())
    def test_are_few(self, name: str) -> None:
        asked = [case for case in CASES if name in texts(case)]
        marked = [case for case in asked if case.not_in_cypher]

        assert len(marked) * 5 <= len(asked)

    @pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in MARKED])
    def test_say_why_in_words_of_the_text(self, case: Case) -> None:
        assert case.not_in_cypher
        assert any(case.not_in_cypher in " ".join(_comment(name)) for name in texts(case))


def _comment(name: str) -> list[str]:
    """Return the lines of the comment at the top of a text, without their slashes."""
    lines = cypher.text(name).splitlines()
    end = next(at for at, line in enumerate(lines) if not line.startswith("//"))
    return [line.removeprefix("//").strip() for line in lines[:end]]
