"""The party chain of the sample longhailu: a branch a grid, a group a courtyard, a household an entrance.

Members are of five classes. Those in service belong to a unit and report in, the others to the branch of their grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle

from loaders.samples.book import Book, Row
from loaders.samples.longhailu.yards import COMMUNITY, SMALL, Land, grid_path
from loaders.samples.names import Cast

_OF = {COMMUNITY: f"{COMMUNITY}//{COMMUNITY}党总支", SMALL: f"{SMALL}//{SMALL}党总支"}
_LEADING, _HOUSEHOLDERS = ("自管", "离退休"), ("自管", "离退休", "在职", "流动", "困难", "在职")
_UNIT = "演示街道丙//演示宜居物业公司党支部"
_COMMITTEE_SEATS = 3
_BRANCH, _GROUP = 101, 201  # display order


def add_party(book: Book, cast: Cast, land: Land) -> None:
    """Add branches, groups, who leads them, and the households of members."""
    phones = (f"0371-0000{number}" for number in count(1001))
    leading = cycle(_LEADING)
    secretaries = {}
    for number, grid in enumerate(dict.fromkeys(yard.grid for yard in land.yards), 1):
        secretaries[grid] = _add_branch(book, cast, grid, number, next(leading), phones)
    for order, (path, grid) in enumerate(_courts(book, land), _GROUP):
        if path in book.planted["no_party_group"]:
            continue
        _add_group(book, path, grid, order)
        home = next((land.lived_in[at][0] for at in book.planted["household_is_leader"] if at.startswith(path)), None)
        _add_leader(book, cast, path, secretaries[grid], {"home": home, **member(grid, next(leading))}, phones)
    _add_households(book, cast, land, phones)


def branch_of(grid: str) -> str:
    """Return how a row refers to the branch of a grid."""
    return f"{grid}//{grid.rpartition('/')[2]}党支部"


def member(grid: str, kind: str) -> Row:
    """Return the columns of a member of a class."""
    relation = "流动" if kind == "流动" else "正式组织关系"
    row = {"所属组织": branch_of(grid), "所属组织·类别": kind, "所属组织·阶段": "正式", "所属组织·组织关系": relation}
    return {**row, "所属组织": _UNIT, "报到于": _OF[grid.partition("/")[0]]} if kind == "在职" else row


def _courts(book: Book, land: Land) -> Iterator[tuple[str, str]]:
    """Yield each courtyard with the grid whose branch leads its group."""
    yield from ((yard.path, yard.grid) for yard in land.yards)
    yield book.planted["courtyard_in_two_grids"][0], grid_path(SMALL, 1)


def _add_branch(book: Book, cast: Cast, grid: str, order: int, kind: str, phones: Iterator[str]) -> str:
    """Add the branch of a grid and its secretary; return who that is."""
    name = branch_of(grid).rpartition("//")[2]
    row = {"名称": name, "组织形式": "支部", "负责范围": grid, "上级（党组织）": _OF[grid.partition("/")[0]]}
    book.add("organisation", {**row, "上级（党组织）·关系": "领导", "排序号": _BRANCH + order})
    post = {"职务名称": "书记", "正副": "正职", "公示": "是", "公开电话": next(phones), "所属": branch_of(grid)}
    if grid in book.planted["nobody_in_grid"]:
        book.add("post", {**post, "现任": "空缺"})
        return "空缺"
    name = book.person(cast.one(), **member(grid, kind))
    ends = "2024-03-31" if grid in book.planted["term_run_out"] else None
    book.add("post", {**post, "现任": name, "现任·任期届满": ends})
    if grid in (yard.rpartition("/")[0] for yard in book.planted["homes_recorded"]):  # branches of more than seven
        for seat in range(1, _COMMITTEE_SEATS + 1):
            holder = book.person(cast.one(), **member(grid, "自管"))
            seats = {"职务名称": "支委", "岗位号": seat, "正副": "成员"}
            book.add("post", {**seats, "所属": branch_of(grid), "现任": holder})
    return name


def _add_group(book: Book, path: str, grid: str, order: int) -> None:
    row = {"名称": f"{path.rpartition('/')[2]}党小组", "组织形式": "党小组", "负责范围": path}
    leads = {"上级（党组织）": branch_of(grid), "上级（党组织）·关系": "领导"}
    book.add("organisation", {**row, **leads, "排序号": order})


def _add_leader(book: Book, cast: Cast, path: str, secretary: str, of: Row, phones: Iterator[str]) -> None:
    """Add the leader's post of a group and who holds it."""
    planted = book.planted
    phone = next(phones)
    row = {"职务名称": "组长", "公示": "是", "公开电话": None if path in planted["phone_not_posted"] else phone}
    row |= {"所属": f"{path}//{path.rpartition('/')[2]}党小组"}
    if path in planted["vacant_leader"]:
        holder = "空缺"
    elif path in planted["leader_is_secretary"]:
        holder = secretary
    else:
        holder = book.person(cast.one(), **of)  # and where they live, if that is known
    acting = "是" if path in planted["acting_leader"] else None
    book.add("post", {**row, "现任": holder, "现任·代理": acting})


def _add_households(book: Book, cast: Cast, land: Land, phones: Iterator[str]) -> None:
    """Add one household of a member an entrance where homes are recorded; the holder lives there."""
    classes = cycle(_HOUSEHOLDERS)
    grids = {yard.path: yard.grid for yard in land.yards}
    for entrance, homes in land.lived_in.items():
        if entrance in book.planted["no_member_household"]:
            continue
        yard = entrance.rpartition("/")[0].rpartition("/")[0]
        if entrance in book.planted["household_is_leader"]:
            leader = next(row for row in book.sheets["post"] if row["所属"].startswith(f"{yard}//"))
            name = leader["现任"]
        else:
            name = book.person(cast.one(), home=homes[0], **member(grids[yard], next(classes)))
        row = {"职务名称": "共产党员户", "公示": "是", "公开电话": next(phones)}
        book.add("post", {**row, "所属": homes[0], "负责范围": entrance, "现任": name})
