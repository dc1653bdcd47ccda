"""The size of tianhe, counted in the rows, and what was planted."""

from __future__ import annotations

from collections import Counter

import pytest

from loaders.samples import Book
from loaders.samples.book import Row

COUNTED = {
    "党委": 10,
    "党总支": 6,
    "支部": 45,
    "党小组": 123,
    "居委会": 16,
    "物业": 9,
    "专业社会组织": 14,
    "本土社会组织": 96,
}


def posts(book: Book, role: str) -> list[Row]:
    return [row for row in book.sheets["post"] if row["职务名称"] == role]


def buildings(book: Book) -> dict[str, Row]:
    rows = book.sheets["place"]
    return {f"{row['上级区域（物业）']}/{row['名称']}": row for row in rows if row["层级"] == "楼栋"}


class TestSize:
    def test_sixteen_communities_have_45_estates_and_984_buildings(self, tianhe: Book) -> None:
        levels = Counter(row["层级"] for row in tianhe.sheets["place"])
        assert (levels["社区"], levels["小区"], levels["网格"], levels["楼栋"], levels["户室"]) == (
            16,
            45,
            126,
            984,
            65,
        )

    @pytest.mark.parametrize("form", COUNTED)
    def test_organisations_are_as_many_as_published(self, tianhe: Book, form: str) -> None:
        forms = Counter(row["组织形式"] for row in tianhe.sheets["organisation"])
        assert forms[form] == COUNTED[form]

    def test_970_building_heads_sit_there_and_one_seat_is_vacant(self, tianhe: Book) -> None:
        holders = [row["现任"] for row in posts(tianhe, "治理楼长")]
        assert (len(holders), holders.count("空缺"), len({*holders} - {"空缺"})) == (971, 1, 970)

    def test_no_building_states_more_households_than_one_head_answers_for(self, tianhe: Book) -> None:
        stated = {path: row["户数"] for path, row in buildings(tianhe).items() if "户数" in row}
        shared = [row["负责范围"].split("、") for row in posts(tianhe, "治理楼长") if "、" in row["负责范围"]]
        assert max(stated.values()) == 60
        assert max(sum(stated.get(one, 0) for one in scope) for scope in shared) == 48
        assert len(shared) == 12

    def test_each_group_is_led_by_the_branch_of_its_grid(self, tianhe: Book) -> None:
        above = Counter(row["上级（党组织）"] for row in tianhe.sheets["organisation"] if row["组织形式"] == "党小组")
        assert (len(above), Counter(above.values())) == (45, {3: 33, 2: 12})

    def test_no_figure_tells_the_number_of_grids_or_households(self, tianhe: Book) -> None:
        measures = [row["统计口径"] for row in tianhe.sheets["figure"]]
        assert not [one for one in measures if "level=网格" in one or "户" in one]


class TestPlanted:
    def test_one_building_has_no_head_and_one_a_vacant_seat_in_one_community(self, tianhe: Book) -> None:
        heads = {one: row["现任"] for row in posts(tianhe, "治理楼长") for one in row["负责范围"].split("、")}
        assert set(buildings(tianhe)) - set(heads) == set(tianhe.planted["no_building_head"])
        assert tuple(one for one, who in heads.items() if who == "空缺") == tianhe.planted["vacant_building_head"]

    def test_households_of_one_grid_are_not_written_down(self, tianhe: Book) -> None:
        (grid,) = tianhe.planted["households_unrecorded"]
        (homes,) = tianhe.planted["homes_of_unknown_occupancy"]
        blank = {path: row["上级区域（属地）"] for path, row in buildings(tianhe).items() if "户数" not in row}
        assert blank.pop(homes)
        assert set(blank.values()) == {grid}

    def test_ten_of_the_65_homes_are_of_unknown_occupancy(self, tianhe: Book) -> None:
        homes = [row for row in tianhe.sheets["place"] if row["层级"] == "户室"]
        assert Counter("入住情况" in row for row in homes) == {True: 55, False: 10}

    def test_one_community_is_under_no_listing_of_homes(self, tianhe: Book) -> None:
        listed = {within for _, within, which in tianhe.completeness["place"] if which == "level=户室"}
        there = {row["名称"] for row in tianhe.sheets["place"] if row["层级"] == "社区"}
        assert {grid.partition("/")[0] for grid in tianhe.planted["households_unrecorded"]} == there - listed

    def test_halls_are_sixteen_though_one_community_has_none(self, tianhe: Book) -> None:
        halls = Counter(
            row["所在地"].partition("/")[0] for row in tianhe.sheets["venue"] if row["阵地形式"] == "红色议事厅"
        )
        assert (sum(halls.values()), len(halls)) == (16, 15)
        assert tuple(one for one, many in halls.items() if many == 2) == tianhe.planted["two_deliberation_halls"]

    def test_the_head_of_a_building_is_the_worker_of_its_grid(self, tianhe: Book) -> None:
        both = {row["现任"] for row in posts(tianhe, "治理楼长")} & {row["现任"] for row in posts(tianhe, "网格员")} - {
            "空缺"
        }
        (building,) = tianhe.planted["head_is_grid_worker"]
        assert [row["负责范围"] for row in posts(tianhe, "治理楼长") if row["现任"] in both] == [building]
