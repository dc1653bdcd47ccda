"""Where people live in the sample longhailu: grids, courtyards in them, and buildings in these.

The numbers of grids and of buildings are not published and are ours; 37 courtyards and 10,870 residents are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.samples.book import Book
from loaders.samples.names import numeral

COMMUNITY, SMALL = "陇海路演示社区", "站前演示社区"
RESIDENTS = 10870
#: Courtyards of each grid, in order: 37 together.
_YARDS = (4, 4, 3, 4, 4, 3, 4, 4, 3, 4)
_SMALL_YARDS = (2, 1)  # and one that lies in both
_BUILDINGS = (3, 2, 4)  # of the courtyards, in turn
_HOMES_IN = (1, 5)
_MANY_RETIRED = 9
_ENTRANCES, _FLOORS, _DOORS = 3, 6, 2
_EMPTY_EVERY, _EMPTY_AT = 17, 9
_LIVING, _OLD = (2, 3, 4, 2, 3, 3), (1, 0, 0, 2, 0, 1)
_WIGGLE = (-7, 7, -3, 3, 5, -5)  # so that no two buildings beside each other are alike; together nothing
_PERSONS_OF_TEN_HOUSEHOLDS = 28
_SMALL_LIVING = (84, 91, 78)
#: Where the made-up buildings stand: out at sea, so that nobody takes one for a real building. Steps are some 150 m
#: from courtyard to courtyard and 40 from building to building.
_EAST, _NORTH, _COURTYARD, _BESIDE, _IN_A_ROW = 122.6, 36.0, (0.0017, 0.00135), 0.00036, 7
_SMALL_EAST = 0.02


@dataclass(frozen=True)
class Yard:
    """One courtyard: its community, its number there, its grid, and how many buildings it has."""

    community: str
    number: int
    grid: str
    buildings: int

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{self.grid}/{self.number}号院"

    def building(self, number: int) -> str:
        """Return the path of a building."""
        return f"{self.path}/{number}号楼"


@dataclass(frozen=True)
class Land:
    """What the posts are laid over: the courtyards in order, and by entrance the homes that are lived in."""

    yards: tuple[Yard, ...]
    lived_in: Mapping[str, tuple[str, ...]]


def grid_path(community: str, number: int) -> str:
    """Return the path of a grid by its number."""
    return f"{community}/第{numeral(number)}网格"


def add_places(book: Book) -> Land:
    """Add grids, courtyards, buildings, and the homes of two courtyards."""
    yards = tuple(_yards())
    lived_in = {}
    for community, grids in ((COMMUNITY, _YARDS), (SMALL, _SMALL_YARDS)):
        for number in range(1, len(grids) + 1):
            name = grid_path(community, number).rpartition("/")[2]
            book.add("place", {"名称": name, "层级": "网格", "上级区域": community, "排序号": number})
    for yard in yards:
        book.add("place", {"名称": f"{yard.number}号院", "层级": "楼院", "上级区域": yard.grid, "排序号": yard.number})
    counted = 0
    for yard in (yard for yard in yards if _has_homes(yard)):
        for number in range(1, yard.buildings + 1):
            entrances = _homes(yard.building(number))
            lived = _summed([home for homes in entrances.values() for home in homes])
            _building(book, yard, number, lived)
            _add_homes(book, entrances)
            counted += lived["人口数"]
            for entrance, homes in entrances.items():
                lived_in[entrance] = tuple(f"{entrance}/{home['名称']}" for home in homes if home["户数"])
    _add_stated(book, [yard for yard in yards if not _has_homes(yard)], RESIDENTS - counted)
    _add_split(book)
    return Land(yards, lived_in)


def _yards() -> Iterator[Yard]:
    for community, grids in ((COMMUNITY, _YARDS), (SMALL, _SMALL_YARDS)):
        number = 0
        for grid, count in enumerate(grids, 1):
            for _ in range(count):
                number += 1
                at = 4 if community == SMALL and grid > 1 else number  # 3号院 is the one in both grids
                buildings = _BUILDINGS[(number - 1) % len(_BUILDINGS)]
                yield Yard(community, at, grid_path(community, grid), buildings)


def _has_homes(yard: Yard) -> bool:
    return yard.community == COMMUNITY and yard.number in _HOMES_IN


def _homes(building: str) -> dict[str, list[dict[str, Any]]]:
    """Return by entrance the homes of a building."""
    doors = [f"{floor}0{door}室" for floor in range(1, _FLOORS + 1) for door in range(1, _DOORS + 1)]
    return {
        f"{building}/{number}单元": [_home(door, number, count) for count, door in enumerate(doors)]
        for number in range(1, _ENTRANCES + 1)
    }


def _home(door: str, entrance: int, count: int) -> dict[str, Any]:
    if (count + entrance) % _EMPTY_EVERY == _EMPTY_AT:
        return {"名称": door, "层级": "户室", "入住情况": "空置", "户数": 0, "人口数": 0, "60岁及以上人数": 0}
    old = _OLD[count % len(_OLD)]
    lived = {"户数": 1, "人口数": _LIVING[count % len(_LIVING)], "60岁及以上人数": old}
    return {"名称": door, "层级": "户室", "入住情况": "入住", **lived}


def _summed(homes: list[dict[str, Any]]) -> dict[str, int]:
    return {header: sum(home[header] for home in homes) for header in ("户数", "人口数", "60岁及以上人数")}


def _add_homes(book: Book, entrances: Mapping[str, list[dict[str, Any]]]) -> None:
    for order, (entrance, homes) in enumerate(entrances.items(), 1):
        building, _, name = entrance.rpartition("/")
        book.add("place", {"名称": name, "层级": "单元", "上级区域": building, "排序号": order})
        for home in homes:
            book.add("place", {**home, "上级区域": entrance})


def _add_stated(book: Book, yards: list[Yard], residents: int) -> None:
    """Add buildings whose households and residents are stated: so many residents together in the first community."""
    own = [(yard, number) for yard in yards if yard.community == COMMUNITY for number in range(1, yard.buildings + 1)]
    each, more = divmod(residents, len(own))
    wiggled = len(own) - len(own) % len(_WIGGLE)
    for position, (yard, number) in enumerate(own):
        wiggle = _WIGGLE[position % len(_WIGGLE)] if position < wiggled else 0
        _building(book, yard, number, _lived(each + wiggle + (position < more), retired=yard.number == _MANY_RETIRED))
    for yard in (yard for yard in yards if yard.community == SMALL):
        for number in range(1, yard.buildings + 1):
            _building(book, yard, number, _lived(_SMALL_LIVING[number % len(_SMALL_LIVING)], retired=False))


def _lived(residents: int, *, retired: bool) -> dict[str, int]:
    old = residents // 2 if retired else residents // 5
    return {"户数": residents * 10 // _PERSONS_OF_TEN_HOUSEHOLDS, "人口数": residents, "60岁及以上人数": old}


def _building(book: Book, yard: Yard, number: int, lived: Mapping[str, int]) -> None:
    place = {"名称": f"{number}号楼", "层级": "楼栋", "上级区域": yard.path, **lived, "排序号": number}
    book.add("place", {**place, "坐标": _point(yard.community, yard.number, number)})


def _point(community: str, yard: int, building: int) -> str:
    """Return where a building stands: courtyards in rows of seven, their buildings one behind the other."""
    row, column = divmod(yard - 1, _IN_A_ROW)
    east = _EAST + column * _COURTYARD[0] + _SMALL_EAST * (community == SMALL)
    return f"{east:.5f},{_NORTH + row * _COURTYARD[1] + (building - 1) * _BESIDE:.5f} wgs84"


def _add_split(book: Book) -> None:
    """Add the courtyard whose two buildings lie in a grid each; its own place on territory follows from them."""
    (yard,) = book.planted["courtyard_in_two_grids"]
    place = {"名称": "3号院", "层级": "楼院", "上级区域（物业）": SMALL, "排序号": 3}
    book.add("place", place)
    for number in (1, 2):
        above = {"上级区域（物业）": yard, "上级区域（属地）": grid_path(SMALL, number)}
        lived = _lived(_SMALL_LIVING[number], retired=False)
        point = _point(SMALL, 3, number)
        book.add("place", {"名称": f"{number}号楼", "层级": "楼栋", **above, **lived, "排序号": number, "坐标": point})
