"""The two chains of the sample tianhe: 1 + 16 + 45 + 123 party organisations, and 970 building heads."""

from __future__ import annotations

from loaders.samples.book import Book
from loaders.samples.names import Cast, numeral
from loaders.samples.tianhe.communities import COMMUNITIES, STREET, Grid, Town, branches, place_of

_TOP = f"{STREET}//{STREET}党工委"
_COMMITTEES = 10  # of the sixteen; the others are general branches, which is ours: form is not level
_VOLUNTEERS = 3


def organisation_of(community: str) -> str:
    """Return how a row refers to the party organisation of a community."""
    form = "党委" if COMMUNITIES.index(community) < _COMMITTEES else "党总支"
    return f"{place_of(community)}//{place_of(community)}{form}"


def office_of(community: str) -> str:
    """Return how a row refers to the residents' committee of a community."""
    return f"{place_of(community)}//{place_of(community)}居委会"


def branch_of(town: Town, branch: int) -> str:
    """Return how a row refers to a branch, counted over all."""
    first = town.of_branch(branch)[0]
    return f"{first.path}//{first.estate}网格党支部"


def add_party(book: Book, cast: Cast, town: Town) -> None:
    """Add the party organisations of communities and grids, the groups, and who heads them."""
    for order, community in enumerate(COMMUNITIES, 11):
        path = organisation_of(community)
        _unit(book, path, form="党委" if path.endswith("党委") else "党总支", scope=place_of(community), order=order)
        _secretary(book, cast, community, path, order)
    for branch, _ in enumerate(branches()):
        _add_branch(book, cast, town, branch)


def _secretary(book: Book, cast: Cast, community: str, path: str, order: int) -> None:
    """Add the seats of a community's organisation; where its secretary is away there is a deputy."""
    row = {"职务名称": "书记", "公示": "是", "所属": path}
    away = place_of(community) in book.planted["secretary_absent"]
    phone = {"公开电话": f"0631-00000{order}"}
    book.add("post", {**row, **phone, "正副": "正职", "现任": cast.one(), "现任·缺位期间": _AWAY if away else None})
    if away:
        book.add("post", {**row, "岗位号": 2, "显示名称": "副书记", "正副": "副职", "现任": cast.one()})


_AWAY = "2024-10-08至2024-12-31"


def _add_branch(book: Book, cast: Cast, town: Town, branch: int) -> None:
    grids = town.of_branch(branch)
    path = branch_of(town, branch)
    extra = [grid for grid in book.planted["dedicated_grid"] if grid.startswith(place_of(grids[0].community))]
    scope = [grid.path for grid in grids] + (extra if grids[0].number == 1 else [])
    _unit(
        book, path, form="支部", scope="、".join(scope), order=101 + branch, above=organisation_of(grids[0].community)
    )
    term = "2024-06-30" if grids[0].path in book.planted["term_run_out"] else None
    row = {"职务名称": "书记", "正副": "正职", "公示": "是", "所属": path, "现任": cast.one(), "现任·任期届满": term}
    book.add("post", row)
    for number, grid in enumerate(grids, 1):
        name = f"{grids[0].estate}第{numeral(number)}党小组"
        group = f"{grid.buildings[0]}//{name}"
        _unit(book, group, form="党小组", scope="、".join(grid.buildings), order=201 + grid.at, above=path)
        leader = None if grid.path in book.planted["leader_unknown"] else cast.one()
        book.add("post", {"职务名称": "组长", "所属": group, "现任": leader})


def _unit(book: Book, path: str, *, form: str, scope: str, order: int, above: str = _TOP) -> None:
    row = {"名称": path.rpartition("//")[2], "组织形式": form, "负责范围": scope, "排序号": order}
    book.add("organisation", {**row, "上级（党组织）": above, "上级（党组织）·关系": "领导"})


def add_governance(book: Book, cast: Cast, town: Town) -> None:
    """Add the residents' committees, the grid workers, the building heads and the volunteers of one building."""
    for order, community in enumerate(COMMUNITIES, 41):
        office = office_of(community)
        row = {"名称": office.rpartition("//")[2], "组织形式": "居委会", "负责范围": place_of(community)}
        book.add("organisation", {**row, "排序号": order})
        book.add("post", {"职务名称": "主任", "正副": "正职", "公示": "是", "所属": office, "现任": cast.one()})
        _add_workers(book, cast, town, community, office)
    for home in town.homes[1 : 1 + _VOLUNTEERS]:
        name = book.person(cast.one(), home=home)
        book.add("post", {"职务名称": "志愿者", "所属": home, "负责范围": home, "现任": name})


def _add_workers(book: Book, cast: Cast, town: Town, community: str, office: str) -> None:
    """Add a seat of the office for each grid, numbered over the community, and the heads of the grid's buildings."""
    grids = town.of(community)
    for grid in grids:
        holder = "空缺" if grid.path in book.planted["vacant_grid_worker"] else cast.one()
        _worker(book, office, grid.number, grid.path, holder)
        _add_heads(book, cast, grid, holder)
    own = [one for one in _dedicated(book) if one.startswith(f"{place_of(community)}/")]
    for seat, path in enumerate(own, len(grids) + 1):
        _worker(book, office, seat, path, cast.one())


def _dedicated(book: Book) -> tuple[str, ...]:
    return (*book.planted["dedicated_grid"], *book.planted["no_branch"])


def _worker(book: Book, office: str, seat: int, grid: str, holder: str) -> None:
    row = {"职务名称": "网格员", "岗位号": seat, "公示": "是", "所属": office}
    book.add("post", {**row, "负责范围": grid, "现任": holder})


def _add_heads(book: Book, cast: Cast, grid: Grid, worker: str) -> None:
    """Add a head's post for each building; of small ones two have one, and one building has none."""
    left = [one for one in grid.buildings if one not in book.planted["no_building_head"]]
    while left:
        scope = left[:2] if grid.shares and len(left) == 2 else left[:1]  # noqa: PLR2004 -- the last two
        left = left[len(scope) :]
        holder = cast.one()
        if scope[0] in book.planted["vacant_building_head"]:
            holder = "空缺"
        elif scope[0] in book.planted["head_is_grid_worker"]:
            holder = book.person(worker)
        row = {"职务名称": "治理楼长", "公示": "是", "所属": scope[0], "负责范围": "、".join(scope)}
        book.add("post", {**row, "现任": holder})
