"""Evidence is shown up to a cap, and always counted whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph import plain, questions
from graph.answers import Answer
from graph.network import Network
from graph.rules import load_rules
from tests.casefile.notation import read_network

LINES = """
place 甲社区 community
team 一队 key=b serves=甲社区
team 二队 key=a serves=甲社区
figure 甲社区 队伍数 2支 measure="count kind=team" as_of=2024-11-01
"""


@pytest.fixture(scope="module")
def network() -> Network:
    """Two teams of one community, and a figure that counts them."""
    rules = load_rules()
    written = read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
    return Network(written.tables, date(2024, 11, 1))


def evidence(answer: Answer) -> list[tuple[list[str], int]]:
    return [(row["evidence"], row["evidence_count"]) for row in answer.rows.to_dicts()]


@pytest.mark.parametrize(("cap", "shown"), [(1, ["team-a"]), (2, ["team-a", "team-b"]), (None, ["team-a", "team-b"])])
class TestCap:
    @pytest.mark.parametrize("question", [questions.coverage, plain.coverage], ids=["fast", "plain"])
    def test_of_coverage(
        self, network: Network, question: Callable[..., Answer], cap: int | None, shown: list[str]
    ) -> None:
        answer = question(network, load_rules().only("suzhoulu"), states=["met"], evidence_cap=cap)
        assert evidence(answer) == [(shown, 2)]

    @pytest.mark.parametrize("question", [questions.reconcile, plain.reconcile], ids=["fast", "plain"])
    def test_of_reconcile(
        self, network: Network, question: Callable[..., Answer], cap: int | None, shown: list[str]
    ) -> None:
        assert evidence(question(network, load_rules(), evidence_cap=cap)) == [(shown, 2)]
