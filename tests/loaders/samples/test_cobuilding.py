"""What the sample suzhoulu has to be matched, counted in the rows."""

from __future__ import annotations

from collections import Counter

from loaders.samples import Book

HERE = "苏州路演示社区"
PARTNER = "签约方（乙方）"


def alliance(book: Book) -> set[str]:
    return {row["名称"] for row in book.sheets["organisation"] if row.get("所属组织·类别") == "联盟"}


def partners(book: Book) -> set[str]:
    return {row[PARTNER].rpartition("//")[2] for row in book.sheets["agreement"]}


def liaisons(book: Book) -> dict[str, str]:
    return {row["所属"]: row["现任"] for row in book.sheets["post"] if row["职务名称"] == "联络员"}


class TestUnits:
    def test_23_sign_and_23_are_of_the_alliance_and_they_are_not_the_same(self, suzhoulu: Book) -> None:
        both = partners(suzhoulu) & alliance(suzhoulu)
        assert (len(partners(suzhoulu)), len(alliance(suzhoulu)), len(both)) == (23, 23, 14)

    def test_the_11_that_reported_in_are_part_of_both_and_no_more(self, suzhoulu: Book) -> None:
        reported = {row["名称"] for row in suzhoulu.sheets["organisation"] if "报到于" in row}
        assert len(reported) == 11
        assert (len(reported & partners(suzhoulu)), len(reported & alliance(suzhoulu))) == (6, 9)

    def test_who_did_not_report_in_lies_outside_the_community(self, suzhoulu: Book) -> None:
        rows = suzhoulu.sheets["organisation"]
        new = [row for row in rows if row["名称"] in partners(suzhoulu) | alliance(suzhoulu) and "报到于" not in row]
        assert {row["所在地"] for row in new} == {"演示街道"}
        assert len(new) == 23


class TestAgreements:
    def test_each_has_the_committee_on_one_side_and_two_projects(self, suzhoulu: Book) -> None:
        assert {row["签约方（甲方）"] for row in suzhoulu.sheets["agreement"]} == {f"{HERE}//苏州路演示社区党委"}
        assert set(Counter(row["所属协议"] for row in suzhoulu.sheets["project"]).values()) == {2}

    def test_46_projects_are_done_running_claimed_and_waiting(self, suzhoulu: Book) -> None:
        states = Counter(row["状态"] for row in suzhoulu.sheets["project"])
        assert states == {"进行中": 16, "已完成": 14, "待认领": 9, "已认领": 5, "已取消": 1, "计划": 1}

    def test_what_waits_has_no_giver_yet(self, suzhoulu: Book) -> None:
        waits = {row["项目号"] for row in suzhoulu.sheets["project"] if row["状态"] == "待认领"}
        assert [row for row in suzhoulu.sheets["meets"] if row["终点"] in waits] == []


class TestLiaisons:
    def test_one_is_vacant_and_one_unit_has_none(self, suzhoulu: Book) -> None:
        found = liaisons(suzhoulu)
        vacant = [unit for unit, holder in found.items() if holder == "空缺"]
        assert tuple(vacant) == suzhoulu.planted["vacant_liaison"]
        units = partners(suzhoulu) | alliance(suzhoulu)
        without = {unit for unit in units if not any(one.endswith(f"//{unit}") for one in found)}
        assert without == {one.rpartition("//")[2] for one in suzhoulu.planted["no_liaison"]}


class TestOffers:
    def test_each_partner_gives_one_to_three_and_a_team_and_an_adviser_give_too(self, suzhoulu: Book) -> None:
        given = Counter(row["提供方"].rpartition("//")[2] for row in suzhoulu.sheets["offer"])
        assert {given[unit] for unit in partners(suzhoulu)} == {1, 2, 3}
        advisers = {row["姓名"] for row in suzhoulu.sheets["person"] if row.get("特长") == "法律"}
        assert len(advisers & set(given)) == 1
        assert given["演示志愿服务队"] == 2

    def test_one_is_paused_and_of_one_nobody_wrote_the_area(self, suzhoulu: Book) -> None:
        offers = suzhoulu.sheets["offer"]
        assert [row["名称"] for row in offers if row["状态"] == "暂停"] == ["调解会议室"]
        assert [row["名称"] for row in offers if "服务范围" not in row] == ["心理疏导"]


class TestNeeds:
    def test_came_by_three_channels(self, suzhoulu: Book) -> None:
        channels = Counter(row["渠道"] for row in suzhoulu.sheets["need"])
        assert channels == {"居民信箱": 30, "城市应用": 8, "12345": 5}

    def test_the_holiday_class_and_its_300_books_go_together(self, suzhoulu: Book) -> None:
        needs = {row["需求号"]: row for row in suzhoulu.sheets["need"]}
        books = next(row for row in needs.values() if row["名称"] == "假期课堂用书")
        assert (books["数量"], needs[books["须同时满足"]]["类别"]) == (300, "假期托管")
        meets = {(row["起点"].rpartition("//")[2], row["终点"]): row["数量"] for row in suzhoulu.sheets["meets"]}
        assert meets["图书", books["需求号"]] == 300
        assert meets["假期课堂辅导员", books["须同时满足"]] == 6

    def test_haircuts_for_the_old_stand_beside_a_verified_a_refused_and_an_unlooked_at_need(
        self, suzhoulu: Book
    ) -> None:
        (service,) = [row for row in suzhoulu.sheets["offer"] if row["名称"] == "义务理发"]
        assert (service["每期数量"], service["周期"], service["服务对象"]) == (3, "每月", "60岁及以上")
        told = {row["对象条件"] for row in suzhoulu.sheets["need"] if row["类别"] == "理发"}
        assert told == {"60岁及以上（已核实）", "60岁及以上（不符）", "60岁及以上"}


class TestMeets:
    def test_are_of_every_state_so_that_records_differ(self, suzhoulu: Book) -> None:
        states = {row["状态"] for row in suzhoulu.sheets["meets"]}
        assert states == {"拟对接", "已询问", "已认领", "已婉拒", "已退回", "已完成", "未办成"}

    def test_who_declined_says_until_when(self, suzhoulu: Book) -> None:
        declined = [row for row in suzhoulu.sheets["meets"] if row["状态"] == "已婉拒"]
        assert declined
        assert all(row["截止日期"] and row["理由"] for row in declined)

    def test_no_more_than_is_asked_is_claimed_or_done(self, suzhoulu: Book) -> None:
        asked = {row["需求号"]: row["数量"] for row in suzhoulu.sheets["need"]}
        asked |= {row["项目号"]: row["数量"] for row in suzhoulu.sheets["project"]}
        held: Counter[str] = Counter()
        for row in suzhoulu.sheets["meets"]:
            held[row["终点"]] += row["数量"] if row["状态"] in ("已认领", "已完成") else 0
        assert [target for target, quantity in held.items() if quantity > asked[target]] == []
