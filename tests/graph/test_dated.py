"""What is said to be empty or over says since when, in words."""

from __future__ import annotations

from datetime import date

import pytest

from graph import questions
from graph.answers import Answer
from graph.answers.noted import sentence
from graph.answers.register import QUESTIONS
from graph.cards.cells import Cells
from graph.network import Network
from graph.rules import load_rules
from tests.casefile.notation import read_network

RULES = load_rules()
NETWORK = """
place 甲社区 community
place 甲社区/一网格 grid
place 甲社区/一网格/1号楼 building
place 甲社区/二网格 grid until=2024-09-01
place 甲社区/二网格/2号楼 building
organisation 党支部 name=一支部 answers_for=甲社区/一网格 until=2024-05-01
post 楼长 holder=演示乙 holder_until=2024-06-01 answers_for=甲社区/一网格/1号楼
organisation 居委会 answers_for=甲社区
post 主任 in=居委会 holder=演示甲 term_ends=2024-03-01
"""


def walked(building: str, chain: str) -> tuple[Answer, Cells]:
    """The walk up from a building, and what puts its cells into Chinese."""
    written = read_network(NETWORK, RULES.profiles["suzhoulu"], RULES.vocabulary("suzhoulu"))
    (key,) = written.names.keys(f"甲社区/{building}")
    answer = questions.escalate(Network(written.tables, date(2024, 11, 1)), RULES, key, chain=chain)
    question = QUESTIONS["escalate"]
    codes = {**{code: code for code in question.codes}, **question.tables["rows"].families}
    return answer, Cells(RULES, "zh", codes, called=str)


class TestSinceWhen:
    def test_a_term_has_run_out(self) -> None:
        answer, cells = walked("一网格/1号楼", "governance")
        (row,) = answer.rows.to_dicts()
        assert cells.cell(row, "flags") == "任期已满（自 2024-03-02 起），尚未换届"

    @pytest.mark.parametrize(
        ("chain", "table", "said"),
        [
            ("governance", "rows", "已离任，自 2024-06-01 起"),
            ("party", "ends", "已不再负责这里，自 2024-05-01 起"),
        ],
    )
    def test_who_left_a_seat_and_what_answers_no_more_are_passed_over(self, chain: str, table: str, said: str) -> None:
        answer, cells = walked("一网格/1号楼", chain)
        assert said in cells.cell(answer.frames[table].to_dicts()[0], "passed")

    def test_a_place_has_ended(self) -> None:
        (issue,) = walked("二网格/2号楼", "governance")[0].issues
        assert "已结束（自 2024-09-01 起）" in sentence(issue, "zh", str)
