"""Building heads of the sample hongqi, and the groups of flag-bearers that they lead: thirteen in one estate."""

from __future__ import annotations

from loaders.samples.book import Book
from loaders.samples.hongqi.estates import ESTATES, LARGE, SMALL, Estate
from loaders.samples.names import Cast, numeral

#: Seven old members who collected the money when the water was cut.
_COLLECTORS = "红旗演示社区/新河里//新河里老党员"
_OLD_MEMBERS = 7


def add_groups(book: Book, cast: Cast) -> None:
    """Add a head for each building of the estates whose posts are written down, and the groups with their leaders."""
    heads = {
        estate.building(number): _add_head(book, cast, estate.building(number))
        for estate in ESTATES
        if estate in (LARGE, *SMALL)
        for number in range(1, estate.buildings + 1)
    }
    for number in range(1, LARGE.buildings + 1):
        _add_group(book, LARGE, number, heads[LARGE.building(number)])
    first = SMALL[0]
    for number in (1, 2):
        wrong = first.building(number) in book.planted["leader_no_head"]
        _add_group(book, first, number, cast.one() if wrong else heads[first.building(number)])
    for _ in range(_OLD_MEMBERS):
        book.person(cast.one(), 所属组织=_COLLECTORS)


def _add_head(book: Book, cast: Cast, building: str) -> str:
    """Add the head's post of a building and return who holds it."""
    holder = "空缺" if building in book.planted["vacant_building_head"] else cast.one()
    book.add("post", {"职务名称": "楼长", "公示": "是", "所属": building, "负责范围": building, "现任": holder})
    return holder


def _add_group(book: Book, estate: Estate, number: int, leader: str) -> None:
    """Add the group of a building, with its leader."""
    name = f"旗手第{numeral(number)}组"
    row = {"名称": name, "主题": "旗手", "服务范围": estate.building(number), "状态": "在运行", "排序号": 10 + number}
    book.add("team", row)
    book.add(
        "post", {"职务名称": "旗手组组长", "公示": "是", "所属": f"{estate.building(number)}//{name}", "现任": leader}
    )
