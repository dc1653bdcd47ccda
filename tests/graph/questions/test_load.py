"""The load of a ratio: of whom it is told, and what it is the load of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graph import plain, questions
from graph.answers import Answer
from graph.network import Network
from graph.rules import Norm, Rules, load_rules
from tests.casefile.notation import read_network

LINES = """
place 甲社区 community
place 甲社区/1号楼 building
place 甲社区/2号楼 building
homes 甲社区/1号楼 40 households=1
homes 甲社区/2号楼 30 households=1
post 楼长 holder=演示甲 answers_for=甲社区/1号楼
organisation 党委 answers_for=甲社区
post 书记 in=党委 holder=演示甲
listing place level=户室 within=甲社区 as_of=2024-11-01
"""
TITLE = {"zh": "楼长", "en": "heads"}
RATIO = {"of": {"kind": ["post"], "role": ["building_head"]}, "per": 60, "base": "households"}
SAID: dict[str, Any] = {
    "id": "heads",
    "title": TITLE,
    "pack": "heads",
    "sort": "local_practice",
    "cite": {"document": "演示"},
    "subject": {"kind": ["place"], "level": ["building"]},
    "ratio": RATIO,
}
HEADS = Norm.model_validate(SAID)


def load(question: Callable[..., Answer], lines: str, norm: Norm = HEADS) -> list[dict[str, Any]]:
    """Return the load that a version of coverage tells of some lines."""
    builtin = load_rules()
    rules = Rules(dict(builtin.profiles), {"heads": (norm,)}, dict(builtin.digests)).only("heads")
    written = read_network(lines, builtin.profiles["suzhoulu"], builtin.vocabulary("suzhoulu"))
    return question(Network(written.tables, date(2024, 11, 1)), rules, load=True).frames["load"].to_dicts()


@pytest.mark.parametrize("question", [questions.coverage, plain.coverage], ids=["fast", "plain"])
class TestLoad:
    def test_of_a_head_who_is_a_secretary_too_is_that_of_her_buildings(self, question: Callable[..., Answer]) -> None:
        (row,) = load(question, LINES)
        assert (row["state"], row["base"], len(row["offices"])) == ("met", {"low": 40, "high": 40}, 1)

    def test_is_not_told_where_the_norm_is_waived(self, question: Callable[..., Answer]) -> None:
        assert load(question, LINES + "exception heads 甲社区/1号楼 reason=正在改造\n") == []

    @pytest.mark.parametrize(
        "other", [{"held": False}, {"of": {"kind": ["organisation"], "form": ["party_committee"]}}]
    )
    def test_is_not_told_where_offices_are_counted_or_units(
        self, question: Callable[..., Answer], other: dict[str, Any]
    ) -> None:
        norm = Norm.model_validate({**SAID, "ratio": {**RATIO, **other}})
        assert load(question, LINES, norm) == []
