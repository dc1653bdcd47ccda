"""The cases' own notation and runner: what is not understood is named, and a difference is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.answers.register import QUESTIONS
from graph.rules import load_rules
from tests.casefile.case import Case
from tests.casefile.check import check
from tests.casefile.implementations import IMPLEMENTATIONS
from tests.casefile.names import CaseError
from tests.casefile.notation import Written, read_network

PLAINLY = IMPLEMENTATIONS["plain", "escalate"]


def written(lines: str) -> Written:
    """The network of some lines under the profile of suzhoulu."""
    rules = load_rules()
    return read_network(lines, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))


def case(answer: list[Any], **ask: Any) -> Case:
    """A case of one vacant and one held seat."""
    network = """
        place 甲社区 community
        place 甲社区/一网格 grid
        post 网格员 name=岗位一 holder=空缺 answers_for=甲社区/一网格 display_order=1
        post 网格员 name=岗位二 holder=演示乙 answers_for=甲社区/一网格
    """
    asked = {"question": "escalate", "start": "甲社区/一网格", "chain": "governance", "date": dt.date(2024, 11, 1)}
    found = {"title": "One of two seats is vacant", "network": network, "ask": asked | ask, "answer": answer}
    return Case("escalate", "One of two seats is vacant", found)


class TestNotation:
    def test_makes_homes_of_unrecorded_occupancy(self) -> None:
        homes = written("place 甲社区 社区 homes=3").tables["place"].filter(level="home")
        assert homes["name"].to_list() == ["1室", "2室", "3室"]
        assert homes["occupancy"].null_count() == 3

    def test_goes_on_numbering_homes(self) -> None:
        found = written("place 甲社区 社区\nhomes 甲社区 1 households=1\nhomes 甲社区 1").tables["place"]
        assert found["households"].to_list() == [None, 1, None]
        assert found["name"].to_list() == ["甲社区", "1室", "2室"]

    def test_puts_the_profile_on_every_root_that_names_none(self) -> None:
        found = written("place 甲社区 社区\nplace 乙社区 社区 profile=yanshan\nplace 丙社区 社区 profile=").tables[
            "place"
        ]
        assert found["profile"].to_list() == ["suzhoulu", "yanshan", None]

    def test_makes_one_person_of_a_name_on_two_lines(self) -> None:
        found = written("place 甲社区 社区\npost 楼长 holder=演示甲\npost 网格员 holder=演示甲").tables
        assert found["person"].height == 1
        assert found["holds"].height == 2

    def test_finds_the_chain_on_which_a_unit_reports(self) -> None:
        found = written("organisation 党支部 reports_to=党委\norganisation 党委").tables["reports_to"]
        assert found.select("chain", "relation").rows() == [("party", "leads")]

    def test_tells_words_by_the_profile(self) -> None:
        found = written("place 甲社区 社区\nlisting post role=网格员,楼长 within=甲社区 as_of=2024").tables["listing"]
        assert found.select("selector", "as_of").rows() == [
            ("kind=post role=building_head,grid_worker", dt.date(2024, 12, 31))
        ]

    @pytest.mark.parametrize(
        ("lines", "reason"),
        [
            ("district 甲区", "no line begins with 'district'"),
            ("place 甲社区", "expected place PATH LEVEL"),
            ("place 甲社区 社区 colour=red", "not understood: colour"),
            ("place 甲社区/一网格 网格", "no place is called '甲社区'"),
            ("place 甲社区 社区 homes=2 homes=3", "is there twice"),
            ("post 楼长 name=a\npost 楼长 name=b\nholds 演示甲 楼长", "no person is called '演示甲'"),
            ("person 演示甲\npost 楼长 seat=1\npost 楼长 seat=2\nholds 演示甲 楼长", "2 things are called '楼长'"),
            ("organisation 机关 name=甲局 reports_to=乙局\norganisation 机关 name=乙局", "reports_to_chain="),
        ],
    )
    def test_names_the_line_that_it_does_not_understand(self, lines: str, reason: str) -> None:
        with pytest.raises(CaseError) as refused:
            written(lines)
        assert reason in str(refused.value)
        assert any(line in str(refused.value) for line in lines.splitlines())


class TestCheck:
    def test_accepts_an_answer_that_states_some_fields(self) -> None:
        check(case([{"holder": "演示乙", "passed": [{"post": "岗位一", "why": "vacant"}]}]), PLAINLY)

    def test_shows_expected_beside_found_by_name(self) -> None:
        with pytest.raises(AssertionError) as refused:
            check(case([{"slot": "grid", "holder": "演示甲"}]), PLAINLY)
        message = str(refused.value)
        assert "row 1, holder: expected 演示甲, found 演示乙" in message
        assert "expected {slot: grid, holder: 演示甲}" in message
        assert "found    {slot: grid, holder: 演示乙}" in message

    def test_counts_rows_that_the_case_does_not_state(self) -> None:
        with pytest.raises(AssertionError, match="expected 2 rows, found 1"):
            check(case([{"slot": "grid"}, {"slot": "community"}]), PLAINLY)

    def test_refuses_a_column_that_the_answer_does_not_have(self) -> None:
        with pytest.raises(CaseError, match="rows have no colour"):
            check(case([{"colour": "red"}]), PLAINLY)

    def test_expects_the_error_that_a_case_states(self) -> None:
        check(case([{"error": "no_such_chain"}], chain="property"), PLAINLY)
        with pytest.raises(AssertionError, match="expected the error no_such_chain, found an answer"):
            check(case([{"error": "no_such_chain"}]), PLAINLY)

    def test_runs_every_question_plainly_and_fast(self) -> None:
        assert {question for way, question in IMPLEMENTATIONS if way == "plain"} == QUESTIONS.keys()
        assert {question for way, question in IMPLEMENTATIONS if way == "fast"} == QUESTIONS.keys()
