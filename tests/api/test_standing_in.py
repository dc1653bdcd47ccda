"""Who stands in for who is away, as a terminal tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import Linli
from tests.loaders.books import PLACES, book
from tests.loaders.telling.test_absences import ABSENCES, POSTS

STORE = "absences.db"


@pytest.fixture
def store(linli: Linli, tmp_path: Path) -> str:
    """A store in which the grid worker is away."""
    file = book(tmp_path / "缺位.xlsx", {"区域": PLACES, "职务": POSTS, "缺位": ABSENCES})
    path = str(tmp_path / STORE)
    linli("load", "workbook", str(file), "--store", path)
    return path


class TestTelling:
    @pytest.mark.parametrize(
        ("lang", "passed", "step"),
        [
            ("zh", "↷ 跳过网格员：专职网格员 演示张一，缺位", "1. 网格员：演示李二（代岗）"),
            ("en", "演示张一, absent", "演示李二 (standing in)"),
        ],
    )
    def test_names_who_is_away_and_who_stands_in(
        self, linli: Linli, store: str, lang: str, passed: str, step: str
    ) -> None:
        out = linli("escalate", "一网格", "--on", "2024-05-02", "--store", store, "--chain", "治理", "--lang", lang).out
        assert passed in out
        assert step in out
