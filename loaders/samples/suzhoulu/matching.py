"""What the sample suzhoulu has to be matched: offers, needs in three channels, what was asked and claimed so far."""

from __future__ import annotations

from typing import Any

from loaders.samples.book import Book, table_of
from loaders.samples.suzhoulu.estates import COMMUNITY
from loaders.samples.suzhoulu.units import unit_path

_UNRECORDED = "未登记"
_NEED = ("名称", "类别", "数量", "单位", "提出日期", "期限", "渠道")
#: What became of a project by its status: the state of the unit's part in it, and the day it was asked.
_PARTS = {"已完成": "已完成", "进行中": "已认领", "已认领": "已认领"}
_PARTNER = "签约方（乙方）"


def add_matching(book: Book) -> None:
    """Add offers, needs, and what one does for the other."""
    for giver, offers in table_of("suzhoulu", "offers")["offers"].items():
        for offer in offers:
            _add_offer(book, _giver(book, giver), offer)
    _add_offer(book, _adviser(book), _ADVICE)
    found = table_of("suzhoulu", "needs")
    for number, need in enumerate(found["needs"], 1):
        _add_need(book, number, need, found["who"])
    for offer, target, quantity, state, asked, on, more in table_of("suzhoulu", "meets")["meets"]:
        giver, name = offer.split("//")
        row = {"起点": f"{_giver(book, giver)}//{name}", "终点": target, "数量": quantity, "状态": state}
        book.add("meets", {**row, "询问日期": asked, "交付日期": on, **more})
    _add_parts(book)


#: What one of the advisers gives.
_ADVICE = {"名称": "议事法律顾问", "类别": "法律咨询", "资源形态": "人员", "每期数量": 2, "单位": "次", "周期": "每月"}


def _adviser(book: Book) -> str:
    return next(str(row["姓名"]) for row in book.sheets["person"] if row.get("特长") == "法律")


def _giver(book: Book, name: str) -> str:
    teams = {row["名称"]: row["服务范围"] for row in book.sheets["team"]}
    return f"{teams[name]}//{name}" if name in teams else unit_path(book, name)


def _add_offer(book: Book, giver: str, offer: dict[str, Any]) -> None:
    area = None if offer.get("服务范围") == _UNRECORDED else offer.get("服务范围", COMMUNITY)
    book.add("offer", {"状态": "在运行", **offer, "服务范围": area, "提供方": giver})


def _add_need(book: Book, number: int, need: list[Any], who: dict[str, str]) -> None:
    *told, at, raiser, more = need
    row = {"需求号": f"XQ-2024-{number:03}", **dict(zip(_NEED, told, strict=True)), **more}
    place = f"{COMMUNITY}/{at}" if at else COMMUNITY
    book.add("need", {**row, "排序号": number, "所在地": place, "提出人": who[raiser]})


def _add_parts(book: Book) -> None:
    """Add what the unit of each agreement does for its projects; nobody has those yet that wait to be claimed."""
    partners = {row["协议号"]: row for row in book.sheets["agreement"]}
    for project in book.sheets["project"]:
        if project["状态"] in _PARTS:
            agreement = partners[project["所属协议"]]
            row = {"起点": agreement[_PARTNER], "终点": project["项目号"], "数量": project["数量"]}
            asked = {"询问日期": agreement["签订日期"], "交付日期": project["期限"]}
            book.add("meets", {**row, "状态": _PARTS[project["状态"]], **asked})
