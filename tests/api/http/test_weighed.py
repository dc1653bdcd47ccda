"""Answers are kept by what they weigh, the oldest gives way first, and what could not be made is made again."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from api.serving.served import weight_of
from api.serving.weighed import Weighed
from graph.answers import Answer


class Asked:
    """Things of some weight asked for by key, and which of them had to be made."""

    def __init__(self, most: int) -> None:
        self.made: list[str] = []
        self.kept: Weighed[str] = Weighed(most, len)

    def ask(self, key: str, thing: str = "x") -> str:
        def make() -> str:
            self.made.append(key)
            return thing

        return self.kept.get(key, make)

    def fail(self, key: str) -> str:
        def make() -> str:
            raise ZeroDivisionError

        return self.kept.get(key, make)


class TestWeighed:
    def test_many_light_things_are_kept_where_one_heavy_one_would_be(self) -> None:
        asked = Asked(10)
        for key in "abcdefghij" * 2:
            asked.ask(key)
        assert asked.made == list("abcdefghij")

    def test_what_was_asked_for_longest_ago_gives_way(self) -> None:
        asked = Asked(2)
        for key in "abacb":
            asked.ask(key)
        assert asked.made == ["a", "b", "c", "b"]

    def test_what_weighs_too_much_alone_is_kept_until_the_next(self) -> None:
        asked = Asked(2)
        for key in ("heavy", "heavy", "b", "heavy"):
            asked.ask(key, key)
        assert asked.made == ["heavy", "b", "heavy"]

    def test_what_could_not_be_made_is_made_again(self) -> None:
        asked = Asked(2)
        with pytest.raises(ZeroDivisionError):
            asked.fail("a")
        assert len(asked.kept) == 0
        assert (asked.ask("a"), asked.made) == ("x", ["a"])

    def test_what_is_there_is_found_and_nothing_is_made_to_find_it(self) -> None:
        asked = Asked(2)
        assert asked.kept.found("a") is None
        asked.ask("a")
        assert (asked.kept.found("a"), asked.made) == ("x", ["a"])

    def test_what_is_taken_over_weighs_what_it_weighed(self) -> None:
        before, after = Asked(9), Asked(2)
        for key in "abc":
            before.ask(key)
        after.kept.take_over(before.kept, lambda thing: thing)
        after.ask("d")
        assert [key for key in "abcd" if after.kept.has(key)] == ["c", "d"]


def test_an_answer_of_more_rows_weighs_more() -> None:
    def answer(rows: int) -> Answer:
        return Answer("needs", 0, date(2024, 11, 1), None, {}, lambda: {"rows": pl.DataFrame({"a": ["甲" * 9] * rows})})

    assert weight_of(answer(0)) < weight_of(answer(10)) < weight_of(answer(1000))
