"""How places lie in each other on both axes, as the plain questions see it."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.plain.facts.nesting import PROPERTY, TERRITORY
from graph.plain.facts.world import World
from graph.rules import load_rules
from graph.selectors import parse
from tests.casefile.ledger import Ledger
from tests.casefile.names import Names
from tests.casefile.notation import read_network

SPLIT = """
    place 甲社区 community
    place 甲社区/一网格 grid
    place 甲社区/二网格 grid
    place 甲社区/锦绣园 estate
    place 甲社区/锦绣园/3号楼 building axis=物业
    place 甲社区/锦绣园/3号楼/1单元 entrance territory=甲社区/一网格
    place 甲社区/锦绣园/3号楼/2单元 entrance territory=甲社区/二网格
"""


def read(lines: str, day: dt.date = dt.date(2024, 11, 1)) -> tuple[World, Names]:
    """A world of some lines, and what its things are called."""
    rules = load_rules()
    written = read_network(lines, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
    return World.of(Ledger(written.tables, day), rules), written.names


def called(names: Names, keys: list[str] | tuple[str, ...]) -> list[str]:
    """What some places are called, without the community's name."""
    return [names.shown(key).removeprefix("甲社区/") for key in keys]


class TestEnclosing:
    def test_climbs_each_axis_by_itself_nearest_first_and_territory_before_property(self) -> None:
        world, names = read(SPLIT)
        entrance = names.key("甲社区/锦绣园/3号楼/1单元")
        assert called(names, world.places.enclosing(entrance)) == [
            "锦绣园/3号楼/1单元",
            "一网格",
            "锦绣园/3号楼",
            "甲社区",
            "锦绣园",
        ]

    def test_of_a_place_that_moved_depends_on_the_day(self) -> None:
        lines = (
            SPLIT
            + """
    place 甲社区/一网格/9号楼 building part_of_until=2024-06-01
    part_of 甲社区/一网格/9号楼 甲社区/二网格 since=2024-06-01
"""
        )
        for day, grid in ((dt.date(2024, 5, 31), "一网格"), (dt.date(2024, 6, 1), "二网格")):
            world, names = read(lines, day)
            building = names.key("甲社区/一网格/9号楼")
            assert called(names, world.places.enclosing(building))[1:] == [grid, "甲社区"]


class TestSplitPlace:
    def test_has_as_parts_the_entrances_that_lie_elsewhere(self) -> None:
        world, names = read(SPLIT)
        building = names.key("甲社区/锦绣园/3号楼")
        assert sorted(called(names, world.places.parts(building))) == ["锦绣园/3号楼/1单元", "锦绣园/3号楼/2单元"]

    def test_lies_on_territory_in_the_lowest_place_around_its_parts(self) -> None:
        world, names = read(SPLIT)
        building = names.key("甲社区/锦绣园/3号楼")
        assert world.places.parent(building, TERRITORY) == names.key("甲社区")
        assert world.places.parent(building, PROPERTY) == names.key("甲社区/锦绣园")

    @pytest.mark.parametrize("elsewhere", ["一网格", "二网格"])
    def test_stays_where_a_tie_of_no_axis_puts_it(self, elsewhere: str) -> None:
        world, names = read(
            f"""
            place 甲社区 community
            place 甲社区/一网格 grid
            place 甲社区/二网格 grid
            place 甲社区/一网格/3号楼 building
            place 甲社区/一网格/3号楼/1单元 entrance territory=甲社区/{elsewhere}
            place 甲社区/一网格/9号楼 building territory=甲社区/二网格
            """
        )
        for place, parent in (("甲社区/一网格/3号楼", "甲社区/一网格"), ("甲社区/一网格", "甲社区")):
            assert world.places.parent(names.key(place), TERRITORY) == names.key(parent)

    def test_with_an_entrance_of_its_own_is_not_put_where_the_others_lie(self) -> None:
        world, names = read(SPLIT + "    place 甲社区/锦绣园/3号楼/3单元 entrance")
        assert world.places.parent(names.key("甲社区/锦绣园/3号楼"), TERRITORY) is None

    def test_keeps_the_territory_that_a_tie_names(self) -> None:
        world, names = read(SPLIT + "    part_of 甲社区/锦绣园/3号楼 甲社区/二网格 axis=属地")
        building = names.key("甲社区/锦绣园/3号楼")
        assert world.places.parent(building, TERRITORY) == names.key("甲社区/二网格")


class TestPath:
    def test_names_a_building_by_its_estate(self) -> None:
        world, names = read(SPLIT)
        assert world.places.path(names.key("甲社区/锦绣园/3号楼/1单元")) == "甲社区/锦绣园/3号楼/1单元"


class TestCovers:
    @pytest.mark.parametrize("grid", ["一网格", "二网格"])
    def test_ends_where_two_places_hold_each_other_on_two_axes(self, grid: str) -> None:
        world, names = read(
            """
            place 甲社区 community
            place 甲社区/锦绣园 estate axis=物业
            place 甲社区/锦绣园/一网格 grid axis=物业
            place 甲社区/锦绣园/二网格 grid axis=物业
            place 甲社区/锦绣园/3号楼 building axis=物业 territory=甲社区/锦绣园/一网格
            listing place level=小区,网格,楼栋 within=甲社区 as_of=2024-11-01
            """
        )
        place = names.key(f"甲社区/锦绣园/{grid}")
        assert world.ledger.cover(parse("kind=team"), place) is None
