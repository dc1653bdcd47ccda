"""Needs and projects stand with the office's own number in the terminal, and are asked for as they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import Linli
from tests.stores import stored

LINES = """
place 甲社区 community
organisation 企业 name=演示书店
offer 图书 given_by=演示书店 serves=甲社区 categories=图书 capacity=9
need 要书 category=图书 located_at=甲社区 number=XQ-1
project 图书角 category=图书 located_at=甲社区 number=XM-7 status=open
project 没有号 category=图书 located_at=甲社区 status=open
"""
ON = ("--on", "2024-11-01")


@pytest.mark.slow
def test_in_match_and_in_what_nobody_has_taken(tmp_path: Path, linli: Linli) -> None:
    stored(tmp_path / "linli.db", LINES)
    listed = linli("match", *ON).out.splitlines()
    assert {"要书（XQ-1）", "图书角（XM-7）", "没有号"} <= set(listed)
    assert "图书角（XM-7）" in linli("match", "--need", "图书角（XM-7）", *ON).out.splitlines()
    assert "  图书角（XM-7）：还没有单位接" in linli("cobuilding", *ON).out.splitlines()
