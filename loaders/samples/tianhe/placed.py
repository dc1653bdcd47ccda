"""The 84 people of police, market supervision, enforcement and property companies who are placed in grids.

At least 80 are published; how many of each is ours.
"""

from __future__ import annotations

from loaders.samples.book import Book
from loaders.samples.names import Cast
from loaders.samples.tianhe.communities import COMMUNITIES, STREET, Town, branches, place_of

#: By role, the unit whose seats they are; one of each a community, of market supervision every other.
_OFFICES = {"下沉民警": "演示派出所", "下沉执法队员": "演示综合执法中队", "下沉市场监管员": "演示市场监管所"}
_EVERY_OTHER = "下沉市场监管员"
_COMPANIES = tuple(
    f"演示{name}物业公司" for name in ("安居", "和顺", "宜家园", "康乐", "锦程", "瑞祥", "德邻", "新邻", "海晏")
)
_TERM = {"负责范围·起始日期": "2022-01-01", "负责范围·截止日期": "2026-12-31"}


def add_placed(book: Book, cast: Cast, town: Town) -> None:
    """Add the property companies with their estates, and the seats of all who are placed in grids."""
    for position, role in enumerate(_OFFICES):
        unit = _OFFICES[role]
        book.add("organisation", {"名称": unit, "组织形式": "机关", "所在地": STREET, "排序号": 601 + position})
        communities = COMMUNITIES[::2] if role == _EVERY_OTHER else COMMUNITIES
        for seat, community in enumerate(communities, 1):
            scope = "、".join(grid.path for grid in town.of(community))
            _seat(book, cast, role, seat, f"{STREET}//{unit}", scope)
    _add_companies(book, cast, town)


def _add_companies(book: Book, cast: Cast, town: Town) -> None:
    """Add nine companies of five estates each; each places somebody in all of them but one."""
    estates = [f"{place_of(community)}/{town.of_branch(at)[0].estate}" for at, (community, *_) in enumerate(branches())]
    share = len(estates) // len(_COMPANIES)
    for position, company in enumerate(_COMPANIES):
        own = estates[position * share : (position + 1) * share]
        row = {
            "名称": company,
            "组织形式": "物业",
            "领域": "企业",
            "负责范围": "、".join(own),
            "排序号": 611 + position,
        }
        book.add("organisation", {**row, **_TERM})
        path = f"{own[0]}//{company}"
        book.add("post", {"职务名称": "物业经理", "公示": "是", "所属": path, "现任": cast.one()})
        placed = range(position * share, (position + 1) * share - (position == 0))
        for seat, branch in enumerate(placed, 1):
            scope = "、".join(grid.path for grid in town.of_branch(branch))
            _seat(book, cast, "下沉物业人员", seat, path, scope)


def _seat(book: Book, cast: Cast, role: str, seat: int, unit: str, scope: str) -> None:
    row = {"职务名称": role, "岗位号": seat, "所属": unit, "负责范围": scope, "现任": cast.one()}
    book.add("post", row)
