"""Where people live in the sample tianhe: 16 communities, 45 estates, 123 grids and those of malls and parks.

Each estate is the area of one branch: two or three grids of eight buildings. Buildings state their households, 60 at
most, so that one head can answer for each; the homes of one building are recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.samples.book import Book
from loaders.samples.names import numeral

STREET = "田和演示街道"
COMMUNITIES = (
    *("红枫", "青禾", "云帆", "松涛", "榆荫", "桂香", "兰亭", "竹韵"),
    *("梅苑", "荷塘", "紫荆", "百合", "晨光", "碧波", "银湾", "合欢"),
)
_BRANCHES, _THREE = 45, 13  # thirteen communities have three branches, the others two
_BUILDINGS = 8  # of a grid
_TWO_GRIDS_EVERY = 4  # twelve of the 45 branches have two grids, the others three: 123
_HOUSEHOLDS = (48, 52, 54, 50, 56, 46, 53, 51)
#: Where a head more or less matters: of the community that is short of heads, and of that with the homes.
_FULL = {"合欢": (60, 59) * 4, "碧波": (60,) * 8}
_SMALL = 24  # of each of two buildings that share a head
_SHARED_EVERY, _SHARED_AT = 10, 5  # of the grids, in which the last two buildings share one
_FLOORS, _DOORS = 13, 5
_UNRECORDED_EVERY, _UNRECORDED = 6, 10


def place_of(community: str) -> str:
    """Return the name of a community."""
    return f"{community}演示社区"


@dataclass(frozen=True)
class Grid:
    """One grid: its community, its number there and in all, its branch counted over all, and its buildings."""

    community: str
    number: int
    at: int
    branch: int
    estate: str
    numbers: tuple[int, ...]

    @property
    def path(self) -> str:
        """Where it is, by its community."""
        return f"{place_of(self.community)}/第{numeral(self.number)}网格"

    @property
    def buildings(self) -> tuple[str, ...]:
        """The paths of its buildings, by their estate."""
        return tuple(f"{place_of(self.community)}/{self.estate}/{number}号楼" for number in self.numbers)

    @property
    def shares(self) -> bool:
        """Whether its last two buildings are small and share a head."""
        return self.at % _SHARED_EVERY == _SHARED_AT


@dataclass(frozen=True)
class Town:
    """What posts and units are laid over: the grids in order, and the homes of the one building that has them."""

    grids: tuple[Grid, ...]
    homes: tuple[str, ...]

    def of(self, community: str) -> tuple[Grid, ...]:
        """Return the grids of a community."""
        return tuple(grid for grid in self.grids if grid.community == community)

    def of_branch(self, branch: int) -> tuple[Grid, ...]:
        """Return the grids of a branch."""
        return tuple(grid for grid in self.grids if grid.branch == branch)


def branches() -> Iterator[tuple[str, int, int]]:
    """Yield the branches in order: community, number there, and how many grids it has."""
    branch = 0
    for at, community in enumerate(COMMUNITIES):
        for number in range(1, 4 if at < _THREE else 3):
            yield community, number, 2 if branch % _TWO_GRIDS_EVERY == 0 else 3
            branch += 1


def add_places(book: Book) -> Town:
    """Add communities, estates, grids and buildings, and the homes of one building."""
    for order, community in enumerate(COMMUNITIES, 1):
        _place(book, place_of(community), "社区", {"上级区域": STREET}, order)
    grids = tuple(_grids(book))
    for grid in grids:
        above = {"上级区域（属地）": place_of(grid.community), "上级区域（物业）": _estate(grid)}
        _place(book, grid.path.rpartition("/")[2], "网格", above, grid.number)
        for number, building in zip(grid.numbers, grid.buildings, strict=True):
            above = {"上级区域（属地）": grid.path, "上级区域（物业）": _estate(grid)}
            _place(book, f"{number}号楼", "楼栋", above, number, 户数=_households(book, grid, building))
    return Town(grids, tuple(_add_homes(book)))


def _estate(grid: Grid) -> str:
    return f"{place_of(grid.community)}/{grid.estate}"


def _grids(book: Book) -> Iterator[Grid]:
    """Add the estates, and yield the grids in them."""
    at, numbers = 0, dict.fromkeys(COMMUNITIES, 0)
    for branch, (community, number, count) in enumerate(branches()):
        estate = f"{community}{numeral(number)}区"
        _place(book, estate, "小区", {"上级区域（物业）": place_of(community)}, number)
        for position in range(count):
            numbers[community] += 1
            first = position * _BUILDINGS + 1
            yield Grid(community, numbers[community], at, branch, estate, tuple(range(first, first + _BUILDINGS)))
            at += 1


def _households(book: Book, grid: Grid, building: str) -> int | None:
    """Return what a building states: nothing where nobody wrote it down, or where its homes are recorded."""
    if grid.path in book.planted["households_unrecorded"] or building in book.planted["homes_of_unknown_occupancy"]:
        return None
    position = grid.buildings.index(building)
    if grid.shares and position >= _BUILDINGS - 2:
        return _SMALL
    return _FULL.get(grid.community, _HOUSEHOLDS)[(position + grid.at) % _BUILDINGS]


def _add_homes(book: Book) -> Iterator[str]:
    """Add the homes of the one building in which they are recorded; of some nobody knows whether they are empty."""
    (building,) = book.planted["homes_of_unknown_occupancy"]
    unknown = 0
    for count, door in enumerate(
        f"{floor}0{door}室" for floor in range(1, _FLOORS + 1) for door in range(1, _DOORS + 1)
    ):
        lived: Mapping[str, str | int] = {"入住情况": "入住", "户数": 1}
        if count % _UNRECORDED_EVERY == 0 and unknown < _UNRECORDED:
            lived, unknown = {}, unknown + 1
        book.add("place", {"名称": door, "层级": "户室", "上级区域": building, **lived})
        yield f"{building}/{door}"


def _place(book: Book, name: str, level: str, above: Mapping[str, str], order: int, **more: int | None) -> None:
    book.add("place", {"名称": name, "层级": level, **above, "排序号": order, **more})
