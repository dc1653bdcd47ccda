"""The units of the sample tianhe: 23 that co-build, 14 + 96 social organisations, those that reported in, 16 projects.

Whether those that reported in are among those that co-build is not said; here six are both, which is ours.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders.samples.book import Book, table_of
from loaders.samples.tianhe.chains import organisation_of
from loaders.samples.tianhe.communities import COMMUNITIES, STREET, Town, place_of

_FIRST = 301  # display order, after the street's own
_LOCAL = ("合唱团", "书画社", "太极社", "邻里互助会", "读书会", "手工坊")
_PROJECT = ("名称", "类别", "数量", "单位", "状态", "最早日期", "期限")
_CLAIMED = {"已认领": "已认领", "进行中": "已认领", "已完成": "已完成"}


def unit_path(name: str) -> str:
    """Return how a row refers to a unit of the street."""
    return f"{STREET}//{name}"


def add_units(book: Book, town: Town) -> None:
    """Add units, agreements, projects and social organisations."""
    del town
    told = table_of("tianhe", "units")
    for number, unit in enumerate(told["units"], 1):
        _add_unit(book, unit, number)
    for order, name in enumerate(told["professional"], _FIRST + 100):
        row = {"名称": name, "组织形式": "专业社会组织", "所在地": STREET, "排序号": order}
        book.add("organisation", row)
    for community in COMMUNITIES:
        for order, name in enumerate(_LOCAL, _FIRST + 200):
            row = {"名称": f"演示{community}{name}", "组织形式": "本土社会组织", "所在地": place_of(community)}
            book.add("organisation", {**row, "排序号": order})
    givers = [*told["professional"], *told["stations"]]
    for number, (community, name, giver) in enumerate(zip(COMMUNITIES, told["benefit"], givers, strict=True), 1):
        _add_benefit(book, number, community, name, giver)


def _add_benefit(book: Book, number: int, community: str, name: str, giver: str) -> None:
    """Add a project for the people in a community, and which unit carries it out."""
    key = f"HM-2024-{number:02}"
    row = {"项目号": key, "名称": name, "类别": "党建惠民服务", "状态": "进行中", "排序号": number}
    book.add("project", {**row, "所在地": place_of(community)})
    taken = {"起点": unit_path(giver), "终点": key, "数量": 1, "状态": "已认领"}
    book.add("meets", {**taken, "询问日期": date(2024, 1, 15), "交付日期": date(2024, 12, 31)})


def _add_unit(book: Book, unit: dict[str, Any], number: int) -> None:
    """Add a unit with its agreement and the project that it claimed."""
    community = COMMUNITIES[(number - 1) % len(COMMUNITIES)]
    host, path = organisation_of(community), unit_path(unit["名称"])
    row = {header: unit[header] for header in ("名称", "组织形式", "领域")}
    reported = host if unit.get("报到") else None
    book.add("organisation", {**row, "所在地": STREET, "排序号": _FIRST + number, "报到于": reported})
    agreement, signed = f"GJ-2023-{number:02}", unit["签订"]
    book.add(
        "agreement",
        {
            "协议号": agreement,
            "名称": f"与{unit['名称']}共建",
            "所在区域": place_of(community),
            "签订日期": signed,
            "状态": "在运行",
            "签约方（甲方）": host,
            "签约方（乙方）": path,
            "起始日期": signed,
        },
    )
    project = dict(zip(_PROJECT, unit["项目"], strict=True))
    name = f"RL-2024-{number:02}"
    row = {"项目号": name, **project, "所在地": place_of(community), "所属协议": agreement, "排序号": 100 + number}
    book.add("project", row)
    meets = {"起点": path, "终点": name, "数量": project["数量"], "状态": _CLAIMED[project["状态"]]}
    book.add("meets", {**meets, "询问日期": signed, "交付日期": project["期限"]})
