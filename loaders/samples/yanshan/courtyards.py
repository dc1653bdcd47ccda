"""Where people live in the sample yanshan: courtyards of five buildings with twenty homes each.

In some courtyards the entrances are recorded and homes lie in them; in the others homes lie in their
building.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.samples.book import Book

_FLOORS = 5
_DOORS, _DOORS_OF_AN_ENTRANCE = 4, 2
_EMPTY_EVERY, _EMPTY_AT = 13, 5
_RESIDENTS = (2, 3, 1, 4, 3)
_OLD = (1, 0, 1, 0, 0)


@dataclass(frozen=True)
class Courtyard:
    """One courtyard: its community, its buildings and, where they are recorded, the entrances of each."""

    community: str
    name: str
    buildings: int = 5
    entrances: int = 0

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{self.community}/{self.name}"

    def building(self, number: int) -> str:
        """Return the path of a building."""
        return f"{self.path}/{number}号楼"


COURTYARDS = (
    Courtyard("和平演示社区", "槐荫院"),
    Courtyard("和平演示社区", "石榴院"),
    Courtyard("和平演示社区", "海棠院"),
    Courtyard("和平演示社区", "玉兰院"),
    Courtyard("和平演示社区", "银杏院", entrances=2),
    Courtyard("泉边演示社区", "桂花院", entrances=2),
)


def add_places(book: Book) -> Mapping[str, tuple[str, ...]]:
    """Add courtyards, buildings, entrances and homes; return by building the homes that are not empty."""
    lived_in: dict[str, tuple[str, ...]] = {}
    count = 0
    for order, yard in enumerate(COURTYARDS, 1):
        _place(book, yard.name, "小院", yard.community, order)
        for number in range(1, yard.buildings + 1):
            building, homes = yard.building(number), []
            _place(book, f"{number}号楼", "居民楼", yard.path, number)
            for entrance in range(1, yard.entrances + 1):
                _place(book, f"{entrance}单元", "单元", building, entrance)
            for parent, door in _doors(building, yard.entrances):
                empty = count % _EMPTY_EVERY == _EMPTY_AT
                recorded = yard.path not in book.planted["homes_unlisted"]
                _home(book, parent, door, _lived(count, empty=empty) if recorded else {})
                if not empty:
                    homes.append(f"{parent}/{door}")
                count += 1
            lived_in[building] = tuple(homes)
    return lived_in


def _doors(building: str, entrances: int) -> list[tuple[str, str]]:
    """Return the homes of a building: what each lies in, and its door."""
    parents = [f"{building}/{number}单元" for number in range(1, entrances + 1)] or [building]
    doors = _DOORS_OF_AN_ENTRANCE if entrances else _DOORS
    return [
        (parent, f"{floor}0{door}室")
        for parent in parents
        for floor in range(1, _FLOORS + 1)
        for door in range(1, doors + 1)
    ]


def _lived(count: int, *, empty: bool) -> dict[str, str | int]:
    if empty:
        return {"入住情况": "空置", "户数": 0, "人口数": 0}
    residents, old = _RESIDENTS[count % len(_RESIDENTS)], _OLD[count % len(_OLD)]
    return {"入住情况": "入住", "户数": 1, "人口数": residents, "60岁及以上人数": old}


def _home(book: Book, parent: str, door: str, lived: Mapping[str, str | int]) -> None:
    book.add("place", {"名称": door, "层级": "居民户", "上级区域": parent, **lived})


def _place(book: Book, name: str, level: str, above: str, order: int) -> None:
    book.add("place", {"名称": name, "层级": level, "上级区域": above, "排序号": order})
