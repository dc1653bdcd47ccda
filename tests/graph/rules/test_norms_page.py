"""docs/norms.md: its pack is read as it stands there, has every type of norm, and can be asked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from graph.network import Network
from graph.questions import coverage
from graph.rules import BODIES, Rules, load_rules
from tests.casefile.notation import read_network

PAGE = Path(__file__).parents[3] / "docs" / "norms.md"


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    (found,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "norms").mkdir()
    (tmp_path / "norms" / "ours.yaml").write_text(found, encoding="utf-8")
    return load_rules(tmp_path)


def test_its_pack_has_every_type_of_norm(rules: Rules) -> None:
    assert {norm.type for norm in rules.packs["ours"]} == set(BODIES)


def test_its_table_names_every_type() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(BODIES)


def test_its_pack_can_be_asked_and_changes_the_national_norm(rules: Rules) -> None:
    words = rules.vocabulary("suzhoulu")
    written = read_network("place 演示街道 street residents=10000", rules.profiles["suzhoulu"], words)
    found = coverage(Network(written.tables, date(2024, 11, 1)), rules.only("ours", "national"), states=None)
    (workers,) = (row for row in found.rows.to_dicts() if row["norm"] == "workers-per-10000-residents")
    assert workers["needs"] == {"low": 20, "high": 20}
    assert workers["cite"]["changed_by"]["document"] == "演示省规定"
