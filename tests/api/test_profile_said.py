"""`linli rules --profile` tells what a profile says beside its slots."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.api.conftest import Linli


def test_tells_who_is_asked_sideways_how_a_need_goes_and_who_may_be_one_person(linli: Linli) -> None:
    told = [line.strip() for line in linli("rules", "--profile", "suzhoulu").out.splitlines()]
    assert "网格员之后横向找：3+N议事（支部、物业、业委会；另请专职网格员、楼栋长、居民代表）（只限公共事务）" in told
    assert "需求渠道：居民信箱、城市应用、12345、敲门入户、一卡、一牌、一箱、一群" in told
    assert "认可的兼任：书记与主任、支委与业委会主任、支委与物业经理" in told
    assert any(line.startswith("需求流程：没有另定，按热线工单（登记 → 受理 → ") for line in told)
    assert any("派单 → 接单或认领 → 办结 → 审核通过或审核退回 → 回访评价" in line for line in told)
    assert "需求流程：支部下单（点单 → 下单 → 接单 → 办结 → 回访评价）" in linli("rules", "--profile", "yanshan").out


@pytest.mark.slow
def test_a_template_of_a_profile_offers_its_words_alone(linli: Linli, tmp_path: Path) -> None:
    linli("template", "-o", str(tmp_path / "t.xlsx"), "--profile", "suzhoulu")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["#词表"]
    (channels,) = [
        [one for one in column if one][1:] for column in sheet.iter_cols(values_only=True) if column[0] == "渠道"
    ]
    assert "居民信箱" in channels
    assert "心愿墙" not in channels  # of another profile, and no word here
