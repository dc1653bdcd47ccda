"""`linli terms` says what a list lists and whom a waiver spares in words: nobody in an office reads `kind=activity`."""

from __future__ import annotations

from pathlib import Path

from tests.api.conftest import Linli
from tests.stores import stored

LINES = """
    place 甲社区 community profile=suzhoulu
    listing post role=书记,网格员 within=甲社区 as_of=2024-01-01
    exception suzhoulu-owners-committee 甲社区 until=2024-12-01
"""


def test_lists_and_waivers_are_told_in_words(linli: Linli, tmp_path: Path) -> None:
    stored(tmp_path / "linli.db", LINES)
    rows = [line.split() for line in linli("terms", "--on", "2024-11-01").out.splitlines()[4:]]
    assert [row[:2] for row in rows if row] == [
        ["什么到期", "是什么"],
        ["例外", "有业主委员会"],
        ["台账", "职务（职务名称"],
    ]
