"""Lines of one subject that say the same of several items are one line in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.answers.together import besides_item, by_subject
from tests.api.conftest import Linli


def row(item: str | None, subject: str = "place-a", **more: Any) -> dict[str, Any]:
    """A blank item of a subject."""
    one, none = {"low": 1, "high": 1}, {"low": 0, "high": 0}
    step = {"code": "establish", "count": 1, "id": None}
    said = {
        "norm": "n",
        "subject": {"id": subject},
        "item": item,
        "state": "gap",
        "has": none,
        "needs": one,
        "short": one,
    }
    beside: dict[str, Any] = {
        "base": None,
        "how": "own",
        "why": [],
        "close": [step],
        "flags": [],
        "responsible": None,
        "cite": {},
    }
    return {**said, **beside, **more}


class TestRows:
    def test_add_up_what_is_missing_and_what_would_close_it(self) -> None:
        (found,) = by_subject([row("红色物业"), row("巾帼")], besides_item)
        assert found["items"] == ["红色物业", "巾帼"]
        assert (found["needs"], found["short"]) == ({"low": 2, "high": 2}, {"low": 2, "high": 2})
        assert found["close"] == [{"code": "establish", "count": 2, "id": None}]

    def test_stay_apart_where_each_has_a_base_of_its_own(self) -> None:
        of = {"low": 1, "high": 1}
        found = by_subject([row("助餐", base=of), row("理发", base=of)], besides_item)
        assert [one["items"] for one in found] == [["助餐"], ["理发"]]

    def test_are_open_above_where_one_of_them_is(self) -> None:
        (found,) = by_subject([row("甲", has={"low": 0, "high": None}), row("乙")], besides_item)
        assert found["has"] == {"low": 0, "high": None}

    @pytest.mark.parametrize(
        "other",
        [
            row("乙", subject="place-b"),
            row("乙", why=[{"code": "vacant", "id": "post-a", "since": None}]),
            row("乙", flags=["single"]),
            row("乙", close=[]),
            row("乙", base={"low": 1, "high": 1}),
            row(None),
        ],
    )
    def test_stay_apart_where_anything_else_differs(self, other: dict[str, Any]) -> None:
        assert [one["items"] for one in by_subject([row("甲"), other], besides_item)] == [["甲"], [other["item"]]]


@pytest.mark.slow
class TestATerminal:
    @pytest.fixture
    def said(self, linli: Linli, sample_store: Callable[[str], Path]) -> Callable[..., str]:
        store = str(sample_store("longhailu"))
        return lambda *args: linli("coverage", "--store", store, "--on", "2024-11-01", *args).out

    def test_tells_the_blank_items_of_a_subject_on_one_line(self, said: Callable[..., str]) -> None:
        (line,) = [one.split() for one in said("--within", "站前演示社区").splitlines() if "红色物业、巾帼" in one]
        assert line[1:4] == ["0", "2", "2"]

    def test_tells_past_periods_on_one_line_beside_an_earlier_date(self, said: Callable[..., str]) -> None:
        lines = said("--within", "站前演示社区", "--compare", "2024-07-25", "--limit", "60").splitlines()
        assert [one for one in lines if "2024-07-05、2024-07-12、2024-07-19" in one]
