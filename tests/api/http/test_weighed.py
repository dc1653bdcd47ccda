"""Answers are kept by what they weigh, the oldest gives way first, and what could not be made is made again."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from api.serving.served import weight_of
from api.serving.weighed import Weighed
from graph.answers import Answer


def _kept(most: int) -> tuple[Weighed[str], list[str]]:
    return Weighed(most, len), []


class TestWeighed:
    def test_many_light_things_are_kept_where_one_heavy_one_would_be(self) -> None:
        kept, made = _kept(10)
        for _ in range(2):
            for key in "abcdefghij":
                kept.get(key, lambda key=key: made.append(key) or "x")  # type: ignore[misc]
        assert made == list("abcdefghij")

    def test_what_was_asked_for_longest_ago_gives_way(self) -> None:
        kept, made = _kept(2)
        for key in "abacb":
            kept.get(key, lambda key=key: made.append(key) or "x")  # type: ignore[misc]
        assert made == ["a", "b", "c", "b"]

    def test_what_weighs_too_much_alone_is_kept_until_the_next(self) -> None:
        kept, made = _kept(2)
        for key in ("heavy", "heavy", "b", "heavy"):
            kept.get(key, lambda key=key: made.append(key) or key)  # type: ignore[misc]
        assert made == ["heavy", "b", "heavy"]

    def test_what_could_not_be_made_is_made_again(self) -> None:
        kept, made = _kept(2)
        with pytest.raises(ZeroDivisionError):
            kept.get("a", lambda: str(1 // 0))
        assert kept.get("a", lambda: made.append("a") or "x") == "x"  # type: ignore[func-returns-value]


def test_an_answer_of_more_rows_weighs_more() -> None:
    def answer(rows: int) -> Answer:
        return Answer("needs", 0, date(2024, 11, 1), None, {}, lambda: {"rows": pl.DataFrame({"a": ["甲" * 9] * rows})})

    assert weight_of(answer(0)) < weight_of(answer(10)) < weight_of(answer(1000))
