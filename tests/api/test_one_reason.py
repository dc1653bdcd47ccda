"""Things of one reason: a few are named, of many one with how many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import Linli


@pytest.mark.parametrize(("venues", "named", "told"), [(3, 3, False), (4, 1, True)])
def test_up_to_three_are_named_and_of_more_the_first(
    linli: Linli, tmp_path: Path, venues: int, named: int, *, told: bool
) -> None:
    names = [f"演示{number}号驿站" for number in range(1, venues + 1)]
    (tmp_path / "区域.csv").write_text("名称,层级,架构模板,户数\n演示街道,街道,tianhe,200\n", encoding="utf-8")
    rows = "".join(f"{name},开放,演示街道\n" for name in names)
    (tmp_path / "阵地.csv").write_text(f"名称,状态,所在地\n{rows}", encoding="utf-8")
    assert linli("load", "区域.csv", "阵地.csv").code == 0
    ran = linli("coverage", "--pack", "national", "--on", "2024-11-01")
    said = "".join(ran.out.split())
    assert [name in said for name in names].count(True) == named
    assert ("等4处" in said) is told
