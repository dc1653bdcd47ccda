"""Where people live in the sample suzhoulu: estates on property, grids on territory, and 2,544 homes.

2,424 households live in the homes: 127 homes are empty and 7 hold two households.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.samples.book import Book
from loaders.samples.names import numeral

COMMUNITY = "苏州路演示社区"
#: Each estate with its number of buildings; they are cut into grids of fifteen, in order.
ESTATES = {"锦绣园": 75, "安和园": 74}
GRIDS = 10
_BUILDINGS_OF_A_GRID = 15
_ENTRANCES, _MORE_ENTRANCES, _EVERY = 2, 3, 7  # each seventh building has an entrance more
_FLOORS, _DOORS = 4, 2
_EMPTY_EVERY, _EMPTY_AT = 20, 7
_TWO_EVERY, _TWO_AT = 363, 5
_RESIDENTS = (2, 3, 3, 2, 4, 2, 3, 2, 3, 3)
_OLD = (0, 0, 1, 0, 0, 2, 0, 1, 0, 0)


@dataclass(frozen=True)
class Building:
    """One building: its estate, its number there and its grid, counted from 1 over both estates."""

    estate: str
    number: int
    grid: int

    @property
    def path(self) -> str:
        """Where it is, by its estate."""
        return f"{COMMUNITY}/{self.estate}/{self.number}号楼"

    @property
    def entrances(self) -> tuple[str, ...]:
        """The paths of its entrances."""
        count = _MORE_ENTRANCES if self.number % _EVERY == 0 else _ENTRANCES
        return tuple(f"{self.path}/{number}单元" for number in range(1, count + 1))


@dataclass(frozen=True)
class Town:
    """What the posts are laid over: the buildings in order, and by entrance the homes that are lived in."""

    buildings: tuple[Building, ...]
    lived_in: Mapping[str, tuple[str, ...]]


def grid_path(grid: int) -> str:
    """Return the path of a grid by its number."""
    return f"{COMMUNITY}/第{numeral(grid)}网格"


def add_places(book: Book) -> Town:
    """Add estates, grids, buildings, entrances and homes."""
    for order, estate in enumerate(ESTATES, 1):
        _place(book, estate, "小区", {"上级区域（物业）": COMMUNITY}, order)
    buildings = tuple(_buildings())
    estate_of = {building.grid: building.estate for building in buildings}
    for grid in range(1, GRIDS + 1):
        above = {
            "上级区域（属地）": COMMUNITY,
            "上级区域（物业）": f"{COMMUNITY}/{estate_of[grid]}",
            "四至": _bounds(grid),
        }
        _place(book, grid_path(grid).rpartition("/")[2], "网格", above, grid)
    split = book.planted["split_building"]
    for building in buildings:
        _add_building(book, building, split=building.path in split)
    return Town(buildings, _add_homes(book, buildings))


def _bounds(grid: int) -> str:
    """Return the four sides of a grid, between invented roads: grids stand beside each other from west to east."""
    east, west = numeral(grid + 1), numeral(grid)
    return f"东至演示{east}路、南至演示南街、西至演示{west}路、北至演示北街"


def _buildings() -> Iterator[Building]:
    grids = 0
    for estate, count in ESTATES.items():
        for number in range(1, count + 1):
            yield Building(estate, number, grids + 1 + (number - 1) // _BUILDINGS_OF_A_GRID)
        grids += -(-count // _BUILDINGS_OF_A_GRID)


def _add_building(book: Book, building: Building, *, split: bool) -> None:
    """Add a building and its entrances; those of a split one lie in its grid, the next grid and so on."""
    above = {"上级区域（物业）": f"{COMMUNITY}/{building.estate}"}
    if not split:  # a split building's place on territory follows from its entrances
        above["上级区域（属地）"] = grid_path(building.grid)
    _place(book, f"{building.number}号楼", "楼栋", above, building.number)
    for order in range(len(building.entrances)):
        within = {"上级区域": building.path}
        if split:
            within = {"上级区域（物业）": building.path, "上级区域（属地）": grid_path(building.grid + order)}
        _place(book, f"{order + 1}单元", "单元", within, order + 1)


def _add_homes(book: Book, buildings: tuple[Building, ...]) -> Mapping[str, tuple[str, ...]]:
    lived_in: dict[str, tuple[str, ...]] = {}
    count = 0
    for entrance in (entrance for building in buildings for entrance in building.entrances):
        homes = []
        for door in (f"{floor}0{door}室" for floor in range(1, _FLOORS + 1) for door in range(1, _DOORS + 1)):
            empty, two = count % _EMPTY_EVERY == _EMPTY_AT, count % _TWO_EVERY == _TWO_AT
            households = 0 if empty else 1 + two
            residents = 0 if empty else _RESIDENTS[count % len(_RESIDENTS)] + 2 * two
            book.add(
                "place",
                {
                    "名称": door,
                    "层级": "户室",
                    "上级区域": entrance,
                    "入住情况": "空置" if empty else "入住",
                    "户数": households,
                    "人口数": residents,
                    "60岁及以上人数": 0 if empty else _OLD[count % len(_OLD)],
                },
            )
            if households:
                homes.append(f"{entrance}/{door}")
            count += 1
        lived_in[entrance] = tuple(homes)
    return lived_in


def _place(book: Book, name: str, level: str, above: Mapping[str, str], order: int) -> None:
    book.add("place", {"名称": name, "层级": level, **above, "排序号": order})
