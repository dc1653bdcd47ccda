"""The published totals of suzhoulu, counted in the rows, and what was planted."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from loaders.samples import Book
from loaders.samples.book import Row

HERE = "苏州路演示社区"


def places(book: Book, level: str) -> list[Row]:
    """The places of a level in the community, leaving out the corner without listings."""
    rows = [row for row in book.sheets["place"] if row["层级"] == level]
    return [row for row in rows if not any("新建" in str(cell) for cell in row.values())]


def posts(book: Book, role: str) -> list[Row]:
    rows = [row for row in book.sheets["post"] if row["职务名称"] == role]
    return [row for row in rows if str(row["所属"]).startswith(HERE)]


def holders(book: Book, role: str) -> list[str]:
    return [row["现任"] for row in posts(book, role) if row.get("现任") not in (None, "空缺")]


def organisations(book: Book, form: str) -> list[Row]:
    return [row for row in book.sheets["organisation"] if row["组织形式"] == form]


def people(book: Book, member_class: str) -> set[str]:
    return {row["姓名"] for row in book.sheets["person"] if row.get("所属组织·类别") == member_class}


def post_of(book: Book, building: str) -> list[Row]:
    return [row for row in posts(book, "楼栋长") if building in row["负责范围"].split("、")]


class TestTotals:
    def test_there_are_two_estates(self, suzhoulu: Book) -> None:
        assert len(places(suzhoulu, "小区")) == 2

    def test_2424_households_live_in_the_homes(self, suzhoulu: Book) -> None:
        homes = places(suzhoulu, "户室")
        assert Counter(home["户数"] for home in homes) == {1: 2410, 0: 127, 2: 7}
        assert sum(home["户数"] for home in homes) == 2424

    def test_an_empty_home_has_no_residents(self, suzhoulu: Book) -> None:
        empty = [home for home in places(suzhoulu, "户室") if home["入住情况"] == "空置"]
        assert {(home["户数"], home["人口数"]) for home in empty} == {(0, 0)}

    def test_at_least_6500_residents_live_there(self, suzhoulu: Book) -> None:
        assert sum(home["人口数"] for home in places(suzhoulu, "户室")) == 6628

    def test_44_members_are_own_and_43_of_them_full(self, suzhoulu: Book) -> None:
        rows = [row for row in suzhoulu.sheets["person"] if row.get("所属组织·类别") == "自管"]
        assert {row["所属组织"] for row in rows} == {f"{HERE}//苏州路演示社区党委"}
        assert Counter(row["所属组织·阶段"] for row in rows) == {"正式": 43, "预备": 1}

    def test_11_organisations_with_443_members_reported_in(self, suzhoulu: Book) -> None:
        rows = [row for row in suzhoulu.sheets["organisation"] if "报到于" in row]
        assert (len(rows), sum(row["成员数"] for row in rows)) == (11, 443)
        assert rows == organisations(suzhoulu, "党总支")

    def test_15_groups_have_several_buildings_each(self, suzhoulu: Book) -> None:
        scopes = [row["负责范围"].split("、") for row in organisations(suzhoulu, "党小组")]
        assert [len(scope) for scope in scopes] == [9] * 15
        assert len(set(chain.from_iterable(scopes))) == 135

    def test_64_member_households_look_after_an_entrance_each(self, suzhoulu: Book) -> None:
        rows = posts(suzhoulu, "党员中心户")
        assert len({row["负责范围"] for row in rows}) == len({row["所属"] for row in rows}) == 64
        assert all(row["所属"].startswith(row["负责范围"] + "/") for row in rows)

    def test_their_holders_live_in_them_and_are_of_all_four_classes(self, suzhoulu: Book) -> None:
        home = {row["姓名"]: row["居住地"] for row in suzhoulu.sheets["person"] if "居住地" in row}
        assert all(home[row["现任"]] == row["所属"] for row in posts(suzhoulu, "党员中心户"))
        held = set(holders(suzhoulu, "党员中心户"))
        classes = {name: len(held & people(suzhoulu, name)) for name in ("自管", "双报到", "物业企业", "志愿者")}
        assert classes == {"自管": 30, "双报到": 18, "物业企业": 6, "志愿者": 10}

    def test_19_grid_workers_are_seats_and_not_grids(self, suzhoulu: Book) -> None:
        rows = posts(suzhoulu, "专职网格员")
        assert [row["岗位号"] for row in rows] == list(range(1, 20))
        assert sorted(Counter(row["负责范围"] for row in rows).values()) == [1, *[2] * 9]
        assert len(set(holders(suzhoulu, "专职网格员"))) == 19

    def test_145_building_heads_sit_there_and_one_seat_is_vacant(self, suzhoulu: Book) -> None:
        assert len(posts(suzhoulu, "楼栋长")) == 146
        assert len(set(holders(suzhoulu, "楼栋长"))) == 145

    def test_there_is_one_social_worker(self, suzhoulu: Book) -> None:
        assert len(holders(suzhoulu, "专职社工")) == 1

    def test_24_advisers_each_have_a_skill(self, suzhoulu: Book) -> None:
        rows = [row for row in suzhoulu.sheets["person"] if row.get("所属组织") == f"{HERE}//红色智囊团"]
        assert len([row for row in rows if row["特长"]]) == len(rows) == 24

    def test_no_figure_tells_the_number_of_grids(self, suzhoulu: Book) -> None:
        assert not [
            row
            for row in suzhoulu.sheets["figure"]
            if "网格" in row["统计口径"].split() or "level=网格" in row["统计口径"]
        ]

    def test_every_figure_is_told_apart(self, suzhoulu: Book) -> None:
        told = [(row["统计口径"], row.get("期间"), row["出处"]) for row in suzhoulu.sheets["figure"]]
        assert len(set(told)) == len(told) == 25


class TestPlanted:
    def test_the_buildings_without_a_post_have_none(self, suzhoulu: Book) -> None:
        every = {f"{row['上级区域（物业）']}/{row['名称']}" for row in places(suzhoulu, "楼栋")}
        without = {building for building in every if not post_of(suzhoulu, building)}
        assert without == set(suzhoulu.planted["no_building_head"])

    def test_the_vacant_seat_had_a_holder(self, suzhoulu: Book) -> None:
        (building,) = suzhoulu.planted["vacant_building_head"]
        assert [row["现任"] for row in post_of(suzhoulu, building)] == ["空缺"]
        assert [row["终点"] for row in suzhoulu.sheets["holds"]] == [f"{building}//楼栋长"]

    def test_one_head_answers_for_two_buildings_in_two_grids(self, suzhoulu: Book) -> None:
        shared = [row for row in posts(suzhoulu, "楼栋长") if "、" in row["负责范围"]]
        assert [tuple(row["负责范围"].split("、")) for row in shared] == [suzhoulu.planted["head_of_two_buildings"]]
        grids = {
            row["上级区域（属地）"]
            for row in places(suzhoulu, "楼栋")
            if f"{row['上级区域（物业）']}/{row['名称']}" in suzhoulu.planted["head_of_two_buildings"]
        }
        assert grids == {f"{HERE}/第二网格", f"{HERE}/第三网格"}

    def test_the_split_building_has_its_entrances_in_two_grids(self, suzhoulu: Book) -> None:
        (building,) = suzhoulu.planted["split_building"]
        entrances = [row for row in places(suzhoulu, "单元") if row.get("上级区域（物业）") == building]
        assert [row["上级区域（属地）"] for row in entrances] == [f"{HERE}/第一网格", f"{HERE}/第二网格"]

    def test_a_head_is_the_only_worker_of_the_grid(self, suzhoulu: Book) -> None:
        (building,) = suzhoulu.planted["head_is_grid_worker"]
        (head,) = post_of(suzhoulu, building)
        (worker,) = [row for row in posts(suzhoulu, "专职网格员") if row["负责范围"] == f"{HERE}/第五网格"]
        assert head["现任"] == worker["现任"]
        assert set(holders(suzhoulu, "楼栋长")) & set(holders(suzhoulu, "专职网格员")) == {head["现任"]}

    def test_the_buildings_without_a_group_are_all_of_them(self, suzhoulu: Book) -> None:
        every = {f"{row['上级区域（物业）']}/{row['名称']}" for row in places(suzhoulu, "楼栋")}
        grouped = set(chain.from_iterable(row["负责范围"].split("、") for row in organisations(suzhoulu, "党小组")))
        assert every - grouped == set(suzhoulu.planted["no_party_group"])

    def test_three_groups_have_no_line_and_two_an_unusual_one(self, suzhoulu: Book) -> None:
        lines = Counter(row.get("上级（党组织）") for row in organisations(suzhoulu, "党小组"))
        assert lines == {
            f"{HERE}/锦绣园//锦绣园党支部": 6,
            f"{HERE}/安和园//安和园党支部": 4,
            None: 3,
            f"{HERE}//苏州路演示社区党委": 1,
            "演示功能区//演示功能区党工委": 1,
        }

    def test_the_secretary_of_the_community_is_its_director(self, suzhoulu: Book) -> None:
        seats = [(row["职务名称"], row["所属"]) for row in suzhoulu.sheets["post"] if row.get("现任") == "演示钱一"]
        assert seats == [("书记", f"{HERE}//苏州路演示社区党委"), ("主任", f"{HERE}//苏州路演示社区居委会")]

    def test_nothing_is_declared_complete_in_the_corner(self, suzhoulu: Book) -> None:
        within = {where for rows in suzhoulu.completeness.values() for _, where, _ in rows}
        assert within == {"演示街道", HERE}
