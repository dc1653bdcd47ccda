"""The size of yanshan, counted in the rows, and what was planted."""

from __future__ import annotations

from collections import Counter

from loaders.samples import Book
from loaders.samples.book import Row

HERE, THERE = "和平演示社区", "泉边演示社区"


def posts(book: Book, role: str, within: str = "") -> list[Row]:
    return [row for row in book.sheets["post"] if row["职务名称"] == role and row["所属"].startswith(within)]


def seated(book: Book, place: str) -> list[Row]:
    """The posts in one place, or in an organisation that answers for it."""
    return [row for row in book.sheets["post"] if row["所属"].partition("//")[0] == place]


class TestSize:
    def test_six_courtyards_have_thirty_buildings_and_600_homes(self, yanshan: Book) -> None:
        levels = Counter(row["层级"] for row in yanshan.sheets["place"])
        assert (levels["小院"], levels["居民楼"], levels["居民户"]) == (6, 30, 600)

    def test_six_teams_have_the_six_themes_in_one_community_and_five_in_the_other(self, yanshan: Book) -> None:
        themes = {
            place: {row["主题"] for row in yanshan.sheets["team"] if row["服务范围"] == place}
            for place in (HERE, THERE)
        }
        assert themes[HERE] == {"和睦", "和善", "和安", "和暖", "和美", "和悦"}
        assert themes[HERE] - themes[THERE] == {"和悦"}

    def test_twenty_venues_are_told_by_status_and_five_of_them_by_tenure(self, yanshan: Book) -> None:
        assert [row["数值"] for row in yanshan.sheets["figure"] if "kind=venue" in row["统计口径"]] == [20, 4, 1]
        venues = yanshan.sheets["venue"]
        assert Counter(row["状态"] for row in venues) == {"开放": 4, "在建": 1, "规划": 15}
        assert Counter(row.get("场地来源") for row in venues) == {
            "借用单位用房": 2,
            "与物业企业共用": 1,
            "协商使用": 2,
            None: 15,
        }
        assert {row["所在地"].partition("/")[0] for row in venues[:5]} == {HERE}

    def test_an_open_venue_is_guided_led_answered_for_and_shared_and_a_volunteer_keeps_its_key(
        self, yanshan: Book
    ) -> None:
        open_ = {f"{row['所在地']}//{row['名称']}" for row in yanshan.sheets["venue"] if row["状态"] == "开放"}
        for home in open_:
            parts = Counter(row["运行方式"] for row in yanshan.sheets["runs"] if row["终点"] == home)
            assert parts == {"指导": 1, "牵头": 1, "负责": 2, "共享": 1}
        assert {row["所属"] for row in posts(yanshan, "钥匙保管员")} == open_

    def test_wishes_come_by_three_channels(self, yanshan: Book) -> None:
        assert {row["渠道"] for row in yanshan.sheets["need"]} == {"民情树", "心愿墙", "留言板"}


class TestPlanted:
    def test_the_full_path_has_somebody_at_every_step(self, yanshan: Book) -> None:
        (home,) = yanshan.planted["full_path"]
        building = home.rpartition("/")[0]
        courtyard = building.rpartition("/")[0]
        steps = [(home, "志愿者户"), (building, "楼长"), (courtyard, "书记"), (HERE, "书记"), ("演示街道乙", "书记")]
        for place, role in steps:
            assert [row["职务名称"] for row in seated(yanshan, place) if row["现任"] != "空缺"][:1] == [role]

    def test_one_courtyard_has_no_branch(self, yanshan: Book) -> None:
        answered = {row.get("负责范围") for row in yanshan.sheets["organisation"]}
        yards = {f"{row['上级区域']}/{row['名称']}" for row in yanshan.sheets["place"] if row["层级"] == "小院"}
        assert yards - answered == set(yanshan.planted["no_branch"])

    def test_two_buildings_have_no_head_and_one_a_vacant_seat(self, yanshan: Book) -> None:
        buildings = {f"{row['上级区域']}/{row['名称']}" for row in yanshan.sheets["place"] if row["层级"] == "居民楼"}
        heads = {row["所属"]: row["现任"] for row in posts(yanshan, "楼长")}
        planted = yanshan.planted
        assert buildings - set(heads) == {*planted["no_building_head"], *planted["head_unlisted"]}
        assert tuple(at for at, holder in heads.items() if holder == "空缺") == planted["vacant_building_head"]

    def test_the_homes_without_a_volunteer_are_lived_in(self, yanshan: Book) -> None:
        planted = (*yanshan.planted["no_volunteer_listed"], *yanshan.planted["no_volunteer_unlisted"])
        lived = [row for row in yanshan.sheets["place"] if f"{row.get('上级区域')}/{row['名称']}" in planted]
        assert [row["户数"] for row in lived] == [1, 1]
        assert not [row for row in posts(yanshan, "志愿者户") if row["所属"] in planted]

    def test_volunteers_live_where_they_are_posted(self, yanshan: Book) -> None:
        home = {row["姓名"]: row["居住地"] for row in yanshan.sheets["person"] if "居住地" in row}
        assert all(home[row["现任"]] == row["所属"] for row in posts(yanshan, "志愿者户"))

    def test_one_secretary_heads_a_building_too(self, yanshan: Book) -> None:
        (building,) = yanshan.planted["head_is_secretary"]
        (head,) = seated(yanshan, building)
        assert head["现任"] in {row["现任"] for row in seated(yanshan, building.rpartition("/")[0])}

    def test_one_branch_meets_elsewhere(self, yanshan: Book) -> None:
        rows = [row for row in yanshan.sheets["organisation"] if row["组织形式"] == "支部"]
        assert (
            tuple(row["负责范围"] for row in rows if row["所在地"] != row["负责范围"])
            == yanshan.planted["meets_elsewhere"]
        )

    def test_the_homes_of_one_courtyard_are_of_unrecorded_occupancy(self, yanshan: Book) -> None:
        (yard,) = yanshan.planted["homes_unlisted"]
        homes = [
            row
            for row in yanshan.sheets["place"]
            if row.get("上级区域", "").startswith(f"{yard}/") and row["层级"] == "居民户"
        ]
        assert len(homes) == 100
        assert not [row for row in homes if "户数" in row or "入住情况" in row]
