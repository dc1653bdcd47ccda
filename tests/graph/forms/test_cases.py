"""Forms of a small ledger, as a planner reviewed them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.forms.register import FORMS
from graph.parsing import parsed
from graph.viewing import owner
from tests.graph.forms.conftest import Made, everybody, lines, personal

CASES: list[dict[str, Any]] = parsed(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
_SEES = {"owner": lambda: owner("terminal", "test"), "personal": personal, "everybody": everybody}


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_reads_as_reviewed(case: dict[str, Any], made: Made) -> None:
    paper = made(case["form"], _SEES[case.get("sees", "owner")](), **case.get("said", {}))
    (at,) = [at for at, one in enumerate(paper.sheets) if one.name == case["sheet"]]
    found, sheet = lines(paper, at), paper.sheets[at]
    if "first" in case:
        assert found[: len(case["first"])] == case["first"]
    else:
        assert found == case["lines"]
    if "above" in case:
        assert list(sheet.above) == case["above"]
    if "heads" in case:
        assert [column.header for column in sheet.tables[0].columns] == case["heads"]


def test_every_form_has_a_case() -> None:
    tabled = {name for name, one in FORMS.items() if "xlsx" in one.formats}
    assert {case["form"] for case in CASES} == tabled


def test_what_is_personal_is_said_to_be(made: Made) -> None:
    columns = made("roster", personal()).sheets[0].tables[0].columns
    assert [column.header for column in columns if column.personal] == ["个人电话", "出生年"]


def test_who_is_in_charge_at_home_is_on_no_roster(made: Made) -> None:
    assert "演示辛一" not in str(made("roster", personal()))


def test_a_unit_that_is_not_asked_for_has_a_sheet_of_its_own(made: Made) -> None:
    assert [one.name for one in made("feedback").sheets] == ["演示中学", "演示图书馆"]
    said = str(made("feedback", unit="演示图书馆"))
    assert "演示中学" not in said
    assert "下次读书会" not in said  # which is held after the day


class TestEverybody:
    @pytest.mark.parametrize("form", ["structure", "roster", "gaps", "wall", "terms", "checked_in", "feedback"])
    def test_reads_no_name_that_is_not_open(self, made: Made, form: str) -> None:
        said = str(made(form, everybody()))
        assert not any(name in said for name in ("演示戊一", "演示己一", "演示庚一", "演示辛一", "13800000001"))

    def test_reads_on_the_wall_nothing_that_is_not_public(self, made: Made) -> None:
        said = str(made("wall", personal()))
        assert not any(one in said for one in ("演示戊一", "演示辛一", "0532-10000004", "空缺", "内部", "演示统筹员"))
