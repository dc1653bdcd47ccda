"""The governance chain of the sample suzhoulu: 145 building heads who sit there, and 19 grid workers.

The 19 are seats of the residents' committee over 10 grids: two seats a grid, one in the grid whose
only worker is also a building head.
"""

from __future__ import annotations

from loaders.samples.book import Book
from loaders.samples.names import Cast
from loaders.samples.suzhoulu.estates import COMMUNITY, GRIDS, Building, Town, grid_path
from loaders.samples.suzhoulu.members import own

OFFICE = f"{COMMUNITY}//苏州路演示社区居委会"
_OWN_HEADS = {1: "正式", 2: "正式", 3: "预备"}  # the first three heads are own members of the party


def add_governance(book: Book, cast: Cast, town: Town) -> None:
    """Add heads and workers."""
    heads = _add_heads(book, cast, town)
    alone = next(building for building in town.buildings if building.path in book.planted["head_is_grid_worker"])
    _add_workers(book, cast, alone, heads[alone.path])


def _add_heads(book: Book, cast: Cast, town: Town) -> dict[str, str]:
    """Add a head's post in each building that has one, and who holds it; return the holder by building."""
    first, *others = book.planted["head_of_two_buildings"]
    without = {*book.planted["no_building_head"], *others}
    vacant = book.planted["vacant_building_head"]
    heads: dict[str, str] = {}
    for building in town.buildings:
        path = building.path
        if path in without:
            continue
        holder = "空缺" if path in vacant else cast.one()
        scope = "、".join((first, *others)) if path == first else path
        book.add("post", {"职务名称": "楼栋长", "公示": "是", "所属": path, "负责范围": scope, "现任": holder})
        if path not in vacant:
            heads[path] = holder
            stage = _OWN_HEADS.get(len(heads))
            book.person(holder, home=town.lived_in[building.entrances[-1]][1], **(own(stage) if stage else {}))
    return heads


def _add_workers(book: Book, cast: Cast, alone: Building, head: str) -> None:
    """Add the grid workers' seats, numbered over the community."""
    grids = [grid for grid in range(1, GRIDS + 1) for _ in range(1 if grid == alone.grid else 2)]
    for seat, grid in enumerate(grids, 1):
        holder = head if grid == alone.grid else cast.one()
        row = {"职务名称": "专职网格员", "岗位号": seat, "公示": "是", "公开电话": f"0532-00000{100 + seat}"}
        book.add("post", {**row, "所属": OFFICE, "负责范围": grid_path(grid), "现任": holder})
