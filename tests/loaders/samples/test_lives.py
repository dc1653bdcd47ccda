"""What went on in the samples: steps that their workflows allow, and that agree with what was asked and claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from graph.life.life import Life, after, begun
from graph.rules import load_rules
from graph.rules.workflow import BACK, SAME
from graph.values.instant import clean_instant
from loaders.samples import SAMPLES, Book

_RULES = load_rules()
_STATES = {"已派单": {"已询问"}, "办理中": {"已认领"}, "已办结": {"已完成"}, "已评价": {"已完成"}}


@pytest.fixture(params=sorted(SAMPLES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def book(name: str, request: pytest.FixtureRequest) -> Book:
    found = request.getfixturevalue(name)
    assert isinstance(found, Book)
    return found


def lives(book: Book) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for row in book.sheets["step"]:
        found.setdefault(row["需求"], []).append(dict(row))
    return found


def played(name: str, steps: list[dict[str, object]]) -> Iterator[tuple[Life, str, str, str]]:
    """Each step of a need: the life before it, the step, the state it should lead to, and the one that is written."""
    words, workflow, life = _RULES.vocabulary(name), _RULES.workflow(name, "need"), begun("nothing")
    for number, step in enumerate(steps, 1):
        sort = words.resolve("step", str(step["环节"]))
        written = words.resolve("need_state", str(step["之后的状态"]))
        assert sort is not None
        assert written is not None
        to = workflow.steps[sort].to
        yield life, sort, {SAME: life.state, BACK: life.back}.get(to, to), written
        said = {"sort": sort, "state": written, "at": clean_instant(step["时间"]), "number": number}
        more = {"to": step.get("交给"), "by": step.get("经办"), "due": None, "on": None, "outcome": None}
        life = after(life, said | more)


class TestSteps:
    def test_go_on_from_where_the_need_stands(self, name: str, book: Book) -> None:
        workflow = _RULES.workflow(name, "need")
        for need, steps in lives(book).items():
            for life, sort, leads, written in played(name, steps):
                assert (need, sort in workflow.possible(life.state), leads) == (need, True, written)

    def test_begin_on_the_day_on_which_the_need_was_raised_and_never_go_back(self, book: Book) -> None:
        raised = {row["需求号"]: row["提出日期"] for row in book.sheets["need"]}
        for need, steps in lives(book).items():
            times = [str(step["时间"]) for step in steps]
            assert times == sorted(times)
            assert date.fromisoformat(times[0][:10]) == raised[need]

    def test_agree_with_what_was_asked_claimed_and_done(self, book: Book) -> None:
        meets = {(row["起点"], row["终点"]): row for row in book.sheets["meets"]}
        for need, steps in lives(book).items():
            offers = [step for step in steps if step["环节"] in ("派单", "下单") and (step["交给"], need) in meets]
            for step in offers:
                tie = meets[step["交给"], need]
                assert (need, str(tie["询问日期"])) == (need, str(step["时间"])[:10])
                given_back = any(one["环节"] == "退单" for one in steps)
                assert tie["状态"] in ({"已婉拒"} if given_back else _STATES[str(steps[-1]["之后的状态"])])
            finished = {str(step["时间"])[:10] for step in steps if step["环节"] == "办结" and offers}
            assert finished <= {str(tie.get("交付日期")) for (_, target), tie in meets.items() if target == need}


class TestSuzhoulu:
    def test_haircuts_are_15_on_the_16th_with_at_least_600_people_and_no_list_says_that_there_were_no_more(
        self, suzhoulu: Book
    ) -> None:
        haircuts = [row for row in suzhoulu.sheets["activity"] if row["类别"] == "理发"]
        assert (len(haircuts), {row["日期"].day for row in haircuts}) == (15, {16})
        assert sum(row["人次"] for row in haircuts) == 616
        assert (min(row["日期"] for row in haircuts), suzhoulu.sheets["routine"][0]["周期"]) == (
            date(2023, 2, 16),
            "每月16日",
        )
        assert "routine" not in suzhoulu.completeness
        assert suzhoulu.completeness["activity"] == [(date(2023, 12, 31), "苏州路演示社区", "")]

    def test_the_property_company_is_never_given_what_is_about_it(self, suzhoulu: Book) -> None:
        (about,) = [row for row in suzhoulu.sheets["need"] if "涉及" in row]
        assert about["涉及"] not in {step.get("交给") for step in lives(suzhoulu)[about["需求号"]]}


class TestYanshan:
    def test_seven_systems_have_five_subjects_and_the_office_wrote_them_all(self, yanshan: Book) -> None:
        systems = yanshan.sheets["routine"]
        assert (len(systems), len({row["主体"] for row in systems})) == (7, 5)
        assert all("演示街道乙办事处" in row["制定单位"] for row in systems)
        assert sum("党工委" in row["制定单位"] for row in systems) == 2

    def test_activities_are_of_four_classes_and_of_one_nobody_counted_who_came(self, yanshan: Book) -> None:
        held = yanshan.sheets["activity"]
        assert Counter(row["类别"] for row in held) == {
            "社区党课": 2,
            "法律咨询": 2,
            "健康养生": 2,
            "培训学习": 2,
            "停车": 1,  # a meeting that decided
        }
        assert sum("人次" not in row for row in held) == 1
