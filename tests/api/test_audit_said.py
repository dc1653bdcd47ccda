"""`linli audit` where households are stated on buildings: whom most come to is first; numbers say whose they are."""

from __future__ import annotations

from pathlib import Path

from tests.api.conftest import Linli
from tests.stores import stored

LINES = """
    place 甲社区 community profile=suzhoulu
    place 甲社区/1号楼 building households=10
    place 甲社区/2号楼 building households=30
    post 楼长 holder=演示甲 answers_for=甲社区/1号楼
    post 楼长 holder=演示乙 answers_for=甲社区/2号楼
"""


def test_whom_most_households_come_to_is_first_where_no_home_is_recorded(linli: Linli, tmp_path: Path) -> None:
    stored(tmp_path / "linli.db", LINES)
    out = linli("audit", "--on", "2024-11-01").out
    lines = [line.split() for line in out.partition("找上门的户数最多的岗位\n")[2].splitlines()]
    assert lines == [
        ["职务", "任职者", "户室", "户数"],
        ["楼栋长", "演示乙", "?", "30（按区域填写）"],
        ["楼栋长", "演示甲", "?", "10（按区域填写）"],
    ]
