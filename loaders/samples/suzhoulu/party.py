"""The party chain of the sample suzhoulu: 15 groups over buildings, 64 member households, 44 own members.

Member households outnumber the own members: their holders are also of units that reported in, of the
property companies and of the volunteers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.samples.book import Book
from loaders.samples.names import Cast, numeral
from loaders.samples.suzhoulu.estates import COMMUNITY, Building, Town
from loaders.samples.suzhoulu.members import COMMITTEE, in_turn, member

ADVISERS = f"{COMMUNITY}//红色智囊团"
_BUILDINGS_OF_A_GROUP = 9
#: Of which class the holders are: with 5 secretaries and deputies and 3 building heads, 44 are own members.
_HOUSEHOLDERS = {"自管": 30, "双报到": 18, "物业企业": 6, "志愿者": 10}
_LEADERS = {"自管": 6, "双报到": 4, "物业企业": 1, "志愿者": 2}
_STEP, _FIRST = 7, 3  # each seventh building, from the fourth on: 7 and 149 have no divisor in common
_SKILLS = ("法律", "医疗", "教育", "工程", "园艺", "财会", "心理", "书法")
_ADVISERS = 24


def add_party(book: Book, cast: Cast, town: Town) -> None:
    """Add groups, member households and advisers."""
    _add_groups(book, cast, town)
    _add_member_households(book, cast, town)
    for position, name in enumerate(cast.many(_ADVISERS)):
        book.person(name, 特长=_SKILLS[position % len(_SKILLS)], 所属组织=ADVISERS)


def groups(book: Book, town: Town) -> Iterator[tuple[str, tuple[Building, ...]]]:
    """Yield the groups in order: name and buildings, without the buildings that have none."""
    left_out = book.planted["no_party_group"]
    number = 0
    for estate in dict.fromkeys(building.estate for building in town.buildings):
        buildings = [one for one in town.buildings if one.estate == estate and one.path not in left_out]
        for first in range(0, len(buildings), _BUILDINGS_OF_A_GROUP):
            number += 1
            yield f"第{numeral(number)}党小组", tuple(buildings[first : first + _BUILDINGS_OF_A_GROUP])


def _add_groups(book: Book, cast: Cast, town: Town) -> None:
    """Add the groups, the line each has to its superior where one is recorded, and their leaders."""
    classes = in_turn(_LEADERS)
    for order, (name, buildings) in enumerate(groups(book, town), 101):
        paths = [building.path for building in buildings]
        row = {"名称": name, "组织形式": "党小组", "负责范围": "、".join(paths), "排序号": order}
        superior = _superior(book, paths, buildings[0].estate)
        leads = {"上级（党组织）": superior, "上级（党组织）·关系": "领导"} if superior else {}
        book.add("organisation", {**row, **leads})
        if _planted(book, "group_without_leader_post", paths):
            continue
        post = {"职务名称": "组长", "所属": f"{paths[0]}//{name}"}
        if not _planted(book, "leader_unknown", paths):
            home = town.lived_in[buildings[0].entrances[0]][2]
            post["现任"] = book.person(cast.one(), home=home, **member(book, next(classes), order))
        book.add("post", post)


def _superior(book: Book, paths: Sequence[str], estate: str) -> str | None:
    """Return whom a group reports to; of some groups nobody wrote it down."""
    if _planted(book, "reports_to_vacant_top", paths):
        return "演示功能区//演示功能区党工委"
    if _planted(book, "reports_past_branch", paths):
        return COMMITTEE
    if _planted(book, "line_not_recorded", paths):
        return None
    return f"{COMMUNITY}/{estate}//{estate}党支部"


def _add_member_households(book: Book, cast: Cast, town: Town) -> None:
    """Add the posts, each in a home of its own and looking after the entrance; the holder lives there."""
    classes = in_turn(_HOUSEHOLDERS)
    for position, kind in enumerate(classes):
        building = town.buildings[(_FIRST + _STEP * position) % len(town.buildings)]
        entrance = building.entrances[position % 2]
        home = town.lived_in[entrance][0]
        name = book.person(cast.one(), home=home, **member(book, kind, position))
        book.add("post", {"职务名称": "党员中心户", "公示": "是", "所属": home, "负责范围": entrance, "现任": name})


def _planted(book: Book, what: str, paths: Sequence[str]) -> bool:
    return not set(paths).isdisjoint(book.planted[what])
