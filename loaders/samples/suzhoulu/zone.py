"""A corner of the sample suzhoulu of which nothing is declared complete, so that all that is missing is unknown."""

from __future__ import annotations

from loaders.samples.book import Book

_COMMUNITY = "新建演示社区"
_BUILDINGS, _HOMES_A_BUILDING = 3, 8


def add_zone(book: Book) -> None:
    """Add three buildings in one grid: one with a head, one whose head nobody wrote down, one without a post."""
    grid = f"{_COMMUNITY}/新建第一网格"
    book.add("place", {"名称": "新建第一网格", "层级": "网格", "上级区域": _COMMUNITY})
    for number in range(1, _BUILDINGS + 1):
        building = f"{grid}/{number}号楼"
        book.add("place", {"名称": f"{number}号楼", "层级": "楼栋", "上级区域": grid, "排序号": number})
        for door in range(1, _HOMES_A_BUILDING + 1):
            book.add("place", {"名称": f"{door}01室", "层级": "户室", "上级区域": building})
    head = {"职务名称": "楼栋长", "所属": f"{grid}/1号楼", "负责范围": f"{grid}/1号楼", "现任": "演示曾一"}
    book.add("post", head)
    book.add("post", {"职务名称": "楼栋长", "所属": f"{grid}/2号楼", "负责范围": f"{grid}/2号楼"})
    book.add("post", {"职务名称": "专职网格员", "岗位号": 1, "所属": _COMMUNITY, "负责范围": grid, "现任": "演示曾二"})
