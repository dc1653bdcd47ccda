"""What is not there any more is told with what it became, wherever somebody names it or a figure is of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.names.succession import went_on_as
from tests.api.conftest import Linli
from tests.graph.steps.played import Played
from tests.stores import stored

_LINES = """
    place 甲社区 community
    place 甲社区/一网格 grid until=2024-06-01
    place 甲社区/二网格 grid until=2024-08-01
    place 甲社区/三网格 grid
    place 甲社区/四网格 grid
    place 甲社区/五网格 grid until=2024-06-01
    became 甲社区/一网格 甲社区/二网格 since=2024-06-01
    became 甲社区/二网格 甲社区/三网格 since=2024-08-01
    became 甲社区/二网格 甲社区/四网格 since=2024-08-01
    figure 甲社区/一网格 户数 20 measure="sum households of kind=place level=home" unit=户
"""


@pytest.fixture
def linli_of(tmp_path: Path, linli: Linli) -> Linli:
    stored(tmp_path / "linli.db", _LINES)
    return linli


class TestWhatEnded:
    def test_is_told_with_what_it_became_in_the_end(self, linli_of: Linli) -> None:
        said = linli_of("show", "甲社区/一网格", "--on", "2024-11-01").err
        assert "“甲社区/一网格”2024-06-01 起变更为 甲社区/三网格、甲社区/四网格，在 2024-11-01 已经没有了" in said

    def test_is_told_with_what_it_was_then(self, linli_of: Linli) -> None:
        assert "起变更为 甲社区/二网格，" in linli_of("show", "甲社区/一网格", "--on", "2024-07-01").err

    def test_that_became_nothing_is_told_as_before(self, linli_of: Linli) -> None:
        assert "“甲社区/五网格”在 2024-11-01 已经没有了" in linli_of("show", "甲社区/五网格", "--on", "2024-11-01").err

    def test_has_figures_that_are_compared_no_more(self, linli_of: Linli) -> None:
        (line,) = [one for one in linli_of("reconcile", "--on", "2024-07-01").out.splitlines() if "户数" in one]
        assert "一网格（已变更为 甲社区/二网格）" in line
        assert line.startswith("无法判断")


class TestWhatIsThere:
    def test_shows_what_it_came_of(self, linli_of: Linli) -> None:
        out = linli_of("show", "甲社区/三网格", "--on", "2024-11-01").out
        assert out.index("由来") < out.index("二网格")

    def test_a_ring_ends_nowhere(self) -> None:
        lines = "\n place 甲 grid\n place 乙 grid\n became 甲 乙\n became 乙 甲\n"
        tables = Played(lines).tables
        assert went_on_as(tables, tables["place"]["key"][0], date(2024, 11, 1)) == []
