"""The table of what works where: marks are few, their reasons are the texts' own, and the rule fills in the rest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

import pytest

from graph import cypher
from graph.answers.register import QUESTIONS
from graph.errors import NotAskable, NotFound
from graph.rules import Norm, load_rules
from tests.casefile.backends import BACKENDS, CASES, NotHere, asks, lines, mark, table
from tests.casefile.case import Case

ON = dt.date(2024, 11, 1)


class Size:
    """The body of a norm of a type that has no text."""


def with_a_type_without_text() -> Any:
    """Rules with a norm of that type."""
    norm = SimpleNamespace(body=Size(), type="size", beyond=(), holds_on=lambda _day: True)
    return SimpleNamespace(norms=[*(one for one in load_rules().norms if has_a_text(one)), norm])


def has_a_text(norm: Norm) -> bool:
    """Whether a norm can be asked in Cypher."""
    alone: Any = SimpleNamespace(norms=[norm])
    try:
        return bool(cypher.texts_of("coverage", alone, ON))
    except NotAskable:
        return False


class Unwritten(Case):
    """A case whose rules have a norm of that type."""

    rules = with_a_type_without_text()


def case(question: str, of: type[Case] = Case) -> Case:
    """A case of a question, of which only the ask matters."""
    return of(question, "One", {"ask": {"question": question, "date": ON}})


Here = tuple[NotHere | None, Collection[str]]


@pytest.fixture(scope="module")
def here() -> list[Here]:
    """Of each case that Cypher has texts for, the mark and these texts."""
    asked = [(one, mark(one, "cypher")) for one in CASES if QUESTIONS[one.question].cypher]
    return [
        (found, cypher.texts_of(one.question, one.rules, one.ask.date))
        for one, found in asked
        if found is None or not found.by_rule
    ]


@pytest.mark.slow
class TestMarks:
    @pytest.mark.parametrize("backend", ["fast", "plain"])
    def test_no_case_has_one_for_fast_or_plain(self, backend: str) -> None:
        assert [one.title for one in CASES if mark(one, backend)] == []

    @pytest.mark.parametrize("name", cypher.names())
    def test_are_few(self, here: list[Here], name: str) -> None:
        marks = [found for found, texts in here if name in texts]

        assert sum(found is not None for found in marks) * 4 <= len(marks)

    def test_say_why_in_words_of_the_text(self) -> None:
        for one in CASES:
            found = mark(one, "cypher")
            if found is not None and not found.by_rule:
                texts = cypher.texts_of(one.question, one.rules, one.ask.date)
                assert any(found.because in _comment(text).lower() for text in texts), one.title


class TestTheRule:
    def test_a_question_without_a_text_is_not_here(self) -> None:
        assert mark(case("matching"), "cypher") == NotHere(
            "There is no Cypher text 'matching': later ones are fast and plain only", by_rule=True
        )

    def test_a_type_of_norm_without_a_text_is_not_here(self) -> None:
        assert mark(case("coverage", Unwritten), "cypher") == NotHere(
            "There is no Cypher text of coverage for norms of type size: later ones are fast and plain only",
            by_rule=True,
        )

    def test_asking_for_either_in_cypher_is_an_error(self) -> None:
        with pytest.raises(NotFound, match="matching"):
            cypher.ask("matching", lambda *_: [], load_rules(), on=ON)
        with pytest.raises(NotFound, match="matching"):
            cypher.answer("matching", [], load_rules(), on=ON)
        with pytest.raises(NotFound, match="matching"):
            cypher.parameters("matching", load_rules(), on=ON)
        with pytest.raises(NotAskable, match="size"):
            cypher.ask("coverage", lambda *_: [], with_a_type_without_text(), on=ON)


class TestTheTable:
    @pytest.mark.slow
    def test_has_a_line_for_every_question_and_every_text(self) -> None:
        asked = set(table(CASES))

        assert {one.partition("(")[0] for one in asked} == QUESTIONS.keys()
        assert {name.replace("-", "(") + ")" * ("-" in name) for name in cypher.names()} <= asked

    @pytest.mark.slow
    def test_tells_of_every_implementation_that_it_works_or_why_not(self) -> None:
        for told in table(CASES).values():
            assert tuple(told) == BACKENDS
            assert all(cell.startswith(("works", "not here because ")) for cell in told.values())

    @pytest.mark.slow
    def test_tells_what_a_text_leaves_out(self) -> None:
        told = table(CASES)

        assert re.fullmatch("works, not [0-9]+ of [0-9]+ cases, without issues", told["escalate"]["cypher"])
        assert re.match("works, not [0-9]+ of ", told["coverage(ratio)"]["cypher"])

    def test_names_a_type_without_a_text(self) -> None:
        one = case("coverage", Unwritten)

        assert asks(one) == ("coverage(presence)", "coverage(ratio)", "coverage(size)")
        assert table([one])["coverage(size)"]["cypher"].startswith("not here because ")

    @pytest.mark.slow
    def test_names_each_case_that_has_a_mark(self) -> None:
        told = "\n".join(lines(CASES))

        assert all(one.title in told for one in CASES if mark(one, "cypher"))


def _comment(name: str) -> str:
    """Return the comment at the top of a text, without its slashes, as one line."""
    of_text = cypher.text(name).splitlines()
    end = next(at for at, line in enumerate(of_text) if not line.startswith("//"))
    return " ".join(line.removeprefix("//").strip() for line in of_text[:end])
