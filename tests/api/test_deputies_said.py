"""A seat without a name of its own is told as a deputy's where it is one, beside its chief's of the same role."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import Linli
from tests.stores import stored

LINES = """
place 甲社区 community profile=suzhoulu
organisation 党委 name=社区党委 answers_for=甲社区
post 书记 in=社区党委 holder=空缺
post 书记 in=社区党委 rank=副职
"""


@pytest.mark.parametrize(
    ("lang", "passed", "asked"),
    [
        ("zh", "社区党委 书记，空缺", "社区党委 副职书记，"),
        ("en", "社区党委 secretary, vacant", "社区党委 deputy secretary, "),
    ],
)
def test_the_chief_is_passed_and_the_deputy_asked(
    linli: Linli, tmp_path: Path, lang: str, passed: str, asked: str
) -> None:
    store = stored(tmp_path / "deputy.db", LINES)
    said = linli("escalate", "甲社区", "--on", "2024-11-01", "--store", str(store), "--chain", "party", "--lang", lang)
    assert passed in said.out
    assert asked in said.out
