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


def test_the_load_of_an_audit_and_a_picture_tell_it_too(linli: Linli, tmp_path: Path) -> None:
    lines = f"{LINES}place 甲社区/1号楼 building\npost 书记 seat=3 in=社区党委 rank=副职 holder=演示丙"
    store = stored(tmp_path / "deputy.db", lines)
    assert "副职书记" in linli("audit", "--on", "2024-11-01", "--store", str(store)).out
    drawn = linli("export", "svg", "--around", "甲社区", "-o", "chain.svg", "--on", "2024-11-01", "--store", str(store))
    assert "副职书记" in Path("chain.svg").read_text(encoding="utf-8"), drawn


def test_a_seat_that_is_there_no_more_is_told_by_its_role(linli: Linli, tmp_path: Path) -> None:
    lines = "place 一网格 grid profile=suzhoulu\npost 网格员 holder=演示乙 until=2024-10-01 answers_for=一网格"
    store = stored(tmp_path / "ended.db", lines)
    said = linli("escalate", "一网格", "--on", "2024-11-01", "--store", str(store), "--chain", "治理")
    assert "专职网格员 演示乙，" in said.out
