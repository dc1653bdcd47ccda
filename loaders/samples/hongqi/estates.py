"""Where people live in the sample hongqi: an estate of 390 homes, two small ones of a community, two without homes.

Of 杉林小区 the households are stated on its buildings; of 荷塘小区 nobody wrote any number down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.samples.book import Book

_RESIDENTS = (2, 3, 1, 4, 3)
_OLD = (1, 0, 1, 0, 0)


@dataclass(frozen=True)
class Estate:
    """One estate: its path, its buildings, and of each building the floors and doors, or the households stated."""

    path: str
    buildings: int
    floors: int = 0
    doors: int = 0
    stated: int | None = None
    empty: tuple[str, ...] = ()

    def building(self, number: int) -> str:
        """Return the path of a building by its number."""
        return f"{self.path}/{number}号楼"


#: 13 buildings of 30 homes, two of them empty: the 388 occupied homes of the account.
LARGE = Estate("演示桐荫公寓", 13, 5, 6, empty=("9号楼/506室", "13号楼/506室"))
SMALL = (Estate("红旗演示社区/向阳里", 4, 4, 3), Estate("红旗演示社区/新河里", 3, 4, 3))
ESTATES = (LARGE, Estate("演示杉林小区", 6, stated=52), Estate("演示荷塘小区", 5), *SMALL)


def add_places(book: Book) -> None:
    """Add buildings, and homes where there are any."""
    for estate in ESTATES:
        for number in range(1, estate.buildings + 1):
            row = {"名称": f"{number}号楼", "层级": "楼栋", "上级区域": estate.path, "排序号": number}
            book.add("place", {**row, "户数": estate.stated})
            for floor in range(1, estate.floors + 1):
                for door in range(1, estate.doors + 1):
                    name = f"{floor}0{door}室"
                    lived = _lived(number + floor + door, empty=f"{number}号楼/{name}" in estate.empty)
                    book.add("place", {"名称": name, "层级": "户室", "上级区域": estate.building(number), **lived})


def _lived(count: int, *, empty: bool) -> Mapping[str, str | int]:
    if empty:
        return {"入住情况": "空置", "户数": 0, "人口数": 0}
    residents, old = _RESIDENTS[count % len(_RESIDENTS)], _OLD[count % len(_OLD)]
    return {"入住情况": "入住", "户数": 1, "人口数": residents, "60岁及以上人数": old}
