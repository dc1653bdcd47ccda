"""docs/profiles.md: its profile is read as it stands there, its table has every part, and its chain is walked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from graph.network import Network
from graph.questions import coverage, escalate
from graph.rules import Profile, Rules, load_rules
from tests.casefile.notation import read_network

PAGE = Path(__file__).parents[3] / "docs" / "profiles.md"


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    (found,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "pianqu.yaml").write_text(found, encoding="utf-8")
    return load_rules(tmp_path)


def test_its_table_names_every_part() -> None:
    rows = [row.split("|")[1] for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| `")]
    named = set(re.findall(r"`(\w+)`", " ".join(rows)))
    assert named - {"expected", "assumed"} == set(Profile.model_fields)


def test_its_chain_is_walked_and_its_seats_are_asked_for(rules: Rules) -> None:
    patch, seat = "演示街道/社区/东片", "answers_for=演示街道/社区"
    written = read_network(
        f"""
        place 演示街道 street profile=pianqu
        place 演示街道/社区 community
        place {patch} patch
        place {patch}/1号楼 building
        post 片长 answers_for={patch} holder=演示甲
        organisation 居委会 {seat}
        post 主任 in=居委会 holder=演示乙
        """,
        rules.profiles["pianqu"],
        rules.vocabulary("pianqu"),
    )
    network = Network(written.tables, date(2024, 11, 1))
    start = next(row["key"] for row in written.tables["place"].to_dicts() if row["name"] == "1号楼")
    assert escalate(network, rules, start).rows["slot"].to_list() == ["patch", "community"]
    asked = coverage(network, rules.only("profile:pianqu"), states=None).rows["norm"].to_list()
    assert asked == ["pianqu-governance-building", "pianqu-governance-patch"]
