"""What was decided about needs: a meeting, a project with its money, and the needs that it takes on, in one change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.changes import apply
from graph.errors import BadInput, StepRefused
from graph.life.resolving import ResolutionAsked, ResolutionMade, resolution_made
from graph.life.subject import Subject
from graph.network import Network
from tests.graph.steps.played import Played

#: A courtyard whose residents redraw the parking, charge for it, and let the fee pay for the upkeep.
LINES = """
    place 甲社区 community
    place 甲社区/一号院 courtyard
    place 甲社区/一号院/1号楼 building
    place 甲社区/一号院/1号楼/101室 home
    place 乙社区 community
    organisation 支部 name=一号院支部 answers_for=甲社区/一号院
    organisation 企业 name=演示公司
    offer 看车 given_by=演示公司 serves=甲社区 categories=停车
    routine 庭院民主协商 subject=甲社区/一号院 decides=户代表过半数到会有效
    need 车没处停 category=停车 located_at=甲社区/一号院
    need 消防通道停满了车 category=停车 located_at=甲社区/一号院/1号楼/101室 raised_on=2024-10-20
    need 院里没人养护 category=保洁 located_at=甲社区/一号院/1号楼
    need 别处的事 category=停车 located_at=乙社区
    need 不知在哪 category=停车
    step 登记 need=消防通道停满了车 number=1 at=2024-10-20T02:00:00Z state=待受理
    meets 看车 车没处停 state=asked asked_on=2024-10-30 reply_by=2024-11-09
    project 旧项目 located_at=甲社区 status=待认领
"""
ON = datetime(2024, 11, 1, 4, tzinfo=UTC)
DECIDED = "车位重新划线并收费"


@pytest.fixture
def played() -> Played:
    return Played(LINES)


def resolved(played: Played, *needs: str, decided: str = DECIDED, **said: str) -> ResolutionMade:
    keys = tuple(played.names.key(need) for need in needs)
    return resolution_made(played.network(ON.date()), played.rules, ResolutionAsked(keys, decided, ON, **said))


class TestResolution:
    @pytest.mark.slow
    def test_is_a_meeting_and_a_project_that_takes_the_needs_on(self, played: Played) -> None:
        made = resolved(played, "车没处停", "消防通道停满了车", "院里没人养护", project="车位自治", funding="车位收费")
        assert played.names.shown(made.place) == "甲社区/一号院"
        assert (made.project["name"], made.project["status"], made.project["funding"]) == (
            "车位自治",
            "running",
            "车位收费",
        )
        assert (made.activity["name"], made.activity["decided"]) == ("议事：车位自治", DECIDED)
        assert played.names.shown(made.activity["routine"]) == "庭院民主协商"
        assert [played.names.shown(tie["target"]) for tie in made.claimed] == [
            "车没处停",
            "消防通道停满了车",
            "院里没人养护",
        ]
        assert {tie["state"] for tie in made.claimed} == {"claimed"}
        assert [one.state for one in made.informed] == ["asked"]

    def test_is_one_change_after_which_the_needs_are_under_way(self, played: Played) -> None:
        made = resolved(played, "车没处停", "消防通道停满了车")
        then = Network(apply(played.tables, made.changes), ON.date())
        for need in ("车没处停", "消防通道停满了车"):
            assert Subject(then, played.rules, played.names.key(need)).life.state == "taken"
        located = then.tables()["located_at"].filter(target=made.place)["source"]
        assert {made.activity["key"], made.project["key"]} <= {*located}
        assert made.project["category"] == "parking"

    def test_a_need_in_a_home_has_its_project_in_the_building(self, played: Played) -> None:
        made = resolved(played, "消防通道停满了车")
        assert played.names.shown(made.place) == "甲社区/一号院/1号楼"
        assert made.project["name"] == "消防通道停满了车"


class TestRefused:
    @pytest.mark.parametrize(
        ("needs", "told"),
        [
            (("不知在哪",), "“不知在哪”不知在哪里，不能在那里建项目"),
            (("车没处停", "别处的事"), "这些需求（如“一号院//车没处停”）不在同一个区域里"),
            (("旧项目",), "“甲社区//旧项目”不是需求，不能议定"),
        ],
    )
    def test_where_they_are_not_needs_of_one_place(self, played: Played, needs: tuple[str, ...], told: str) -> None:
        with pytest.raises(StepRefused) as error:
            resolved(played, *needs)
        assert str(error.value) == told

    def test_a_need_that_somebody_has_already(self, played: Played) -> None:
        played.tables = apply(played.tables, resolved(played, "车没处停").changes)
        with pytest.raises(StepRefused):
            resolved(played, "车没处停")

    def test_nothing_decided(self, played: Played) -> None:
        with pytest.raises(BadInput):
            resolved(played, "车没处停", decided=" ")
