"""The units around the community of the sample suzhoulu: those that co-build, and those of its alliance.

23 units have an agreement each and two projects under it, 23 are of the alliance; 14 are both, which is ours: the
account does not say. Those that did not report in lie in the street, outside the community.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loaders.samples.book import Book, table_of
from loaders.samples.names import Cast
from loaders.samples.suzhoulu.estates import COMMUNITY
from loaders.samples.suzhoulu.members import COMMITTEE

_STREET = "演示街道"
_OWN = ("名称", "组织形式", "领域")
_FIRST = 201  # display order, after the community's own units
_PROJECT = ("名称", "类别", "数量", "单位", "状态", "最早日期", "期限")
#: Where a project is done; the others are of the whole community.
_AT = {"老楼水管检修": "安和园", "充电设施安装": "锦绣园", "停车位重新划线": "锦绣园", "健身器材检修": "安和园"}
_PAID = {"楼道照明更换": "党组织服务群众经费", "儿童游戏区更新": "党组织服务群众经费", "助学圆梦": "共建单位捐助"}


def add_units(book: Book, cast: Cast) -> None:
    """Add units, their liaisons, agreements and projects."""
    known = {row["名称"]: position for position, row in enumerate(book.sheets["organisation"])}
    agreements = projects = 0
    for order, unit in enumerate(table_of("suzhoulu", "units")["units"], _FIRST):
        alliance = {"所属组织": COMMITTEE, "所属组织·类别": "联盟"} if unit.get("联盟") else {}
        if unit["名称"] in known:
            rows = book.sheets["organisation"]
            rows[known[unit["名称"]]] = {**rows[known[unit["名称"]]], **alliance}
        else:
            own = {header: unit[header] for header in _OWN}
            book.add("organisation", {**own, "所在地": _STREET, "排序号": order, **alliance})
        _add_liaison(book, cast, unit_path(book, unit["名称"]))
        if "共建" in unit:
            agreements += 1
            number = f"GJ-2024-{agreements:02}"
            _add_agreement(book, unit, number)
            for project in unit["项目"]:
                projects += 1
                _add_project(book, dict(zip(_PROJECT, project, strict=True)), number, projects)


def unit_path(book: Book, name: str) -> str:
    """Return how a row refers to a unit."""
    row = next(row for row in book.sheets["organisation"] if row["名称"] == name)
    return f"{row.get('所在地', COMMUNITY)}//{name}"


def _add_liaison(book: Book, cast: Cast, unit: str) -> None:
    """Add the post through which a unit is asked, unless it is one that has none."""
    if unit in book.planted["no_liaison"]:
        return
    holder = "空缺" if unit in book.planted["vacant_liaison"] else cast.one()
    book.add("post", {"职务名称": "联络员", "所属": unit, "现任": holder})


def _add_agreement(book: Book, unit: Mapping[str, Any], number: str) -> None:
    modes, signed = unit["共建"]
    book.add(
        "agreement",
        {
            "协议号": number,
            "名称": f"与{unit['名称']}共建",
            "所在区域": COMMUNITY,
            "共建方式": modes,
            "签订日期": signed,
            "状态": "在运行",
            "签约方（甲方）": COMMITTEE,
            "签约方（乙方）": unit_path(book, unit["名称"]),
            "起始日期": signed,
        },
    )


def _add_project(book: Book, project: Mapping[str, Any], agreement: str, number: int) -> None:
    name = project["名称"]
    at = f"{COMMUNITY}/{_AT[name]}" if name in _AT else COMMUNITY
    row = {"项目号": f"XM-2024-{number:02}", **project, "资金来源": _PAID.get(name), "排序号": number}
    book.add("project", {**row, "所在地": at, "所属协议": agreement})
