"""Who carries the levels of the sample yanshan below the committees: heads, volunteers, branch members."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.samples.book import Book
from loaders.samples.names import Cast
from loaders.samples.yanshan.courtyards import COURTYARDS, Courtyard

#: Volunteers a building, by courtyard, in the order of its homes; nobody is recorded elsewhere.
_VOLUNTEERS = {"槐荫院": 2, "石榴院": 2, "海棠院": 1, "桂花院": 1}
_COMMITTEE_SEATS = 2


def add_posts(book: Book, cast: Cast, lived_in: Mapping[str, tuple[str, ...]]) -> None:
    """Add building heads, volunteers in their homes and the members of the branch committees.

    Args:
        book: Takes the rows.
        cast: Names the people.
        lived_in: By building, the homes that are not empty.
    """
    secretaries = {row["所属"].partition("//")[0]: row["现任"] for row in book.sheets["post"]}
    for yard in COURTYARDS:
        for number in range(1, yard.buildings + 1):
            building = yard.building(number)
            _add_head(book, cast, building, secretaries.get(yard.path))
            for home in lived_in[building][: _VOLUNTEERS.get(yard.name, 0)]:
                name = book.person(cast.one(), home=home)
                book.add("post", {"职务名称": "志愿者户", "所属": home, "负责范围": home, "现任": name})
        _add_committee(book, cast, yard)


def _add_head(book: Book, cast: Cast, building: str, secretary: str | None) -> None:
    """Add the head's post of a building, unless it is one that has none."""
    if building in (*book.planted["no_building_head"], *book.planted["head_unlisted"]):
        return
    row = {"职务名称": "楼长", "公示": "是", "所属": building, "负责范围": building}
    if building in book.planted["vacant_building_head"]:
        holder = "空缺"
    elif secretary and building in book.planted["head_is_secretary"]:
        holder = secretary
    else:
        holder = cast.one()
    book.add("post", {**row, "现任": holder})


def _add_committee(book: Book, cast: Cast, yard: Courtyard) -> None:
    """Add the other seats of the branch committee where there is a branch; they answer for what it does."""
    branch = next((row for row in book.sheets["organisation"] if row["负责范围"] == yard.path), None)
    if branch is None:
        return
    for seat in range(1, _COMMITTEE_SEATS + 1):
        row = {"职务名称": "支委", "岗位号": seat, "正副": "成员", "所属": f"{yard.path}//{branch['名称']}"}
        book.add("post", {**row, "现任": cast.one()})
