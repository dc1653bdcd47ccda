"""The venues and teams of the sample tianhe: 80 stations, 5 studios, 16 halls, 2 sub-stations; 16 groups, 81 teams.

Halls are as many as communities, and yet one community has none and another two.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.samples.book import Book
from loaders.samples.names import Cast
from loaders.samples.tianhe.chains import organisation_of
from loaders.samples.tianhe.communities import COMMUNITIES, STREET, Town, place_of

_STATIONS = 5  # of a community
_STUDIOS = 5  # of the first communities
_TEAMS = ("助老", "护学", "清洁家园", "平安巡防", "文明劝导")


def add_venues_and_teams(book: Book, cast: Cast, town: Town) -> None:
    """Add venues with who runs them, and teams with where they serve."""
    for order, row in enumerate(_venues(book, town), 1):
        book.add("venue", {**row, "状态": "开放", "排序号": order})
    for order, (name, theme, place) in enumerate(_teams(), 1):
        team = {"名称": name, "主题": theme, "服务范围": place, "状态": "在运行"}
        book.add("team", {**team, "排序号": order})
    couriers = f"{STREET}//{COURIERS}"
    book.add("post", {"职务名称": "队长", "所属": couriers, "现任": cast.one()})


def _venues(book: Book, town: Town) -> Iterator[dict[str, str]]:
    for at, community in enumerate(COMMUNITIES):
        place, unit = place_of(community), organisation_of(community)
        grids = town.of(community)
        for number in range(1, _STATIONS + 1):
            where = grids[number % len(grids)].path
            name = f"{community}第{number}党群服务驿站"
            yield {"名称": name, "阵地形式": "党群服务驿站", "所在地": where, "运行方": unit}
        if at < _STUDIOS:
            yield {"名称": f"{community}书记工作室", "阵地形式": "书记工作室", "所在地": place, "运行方": unit}
        halls = 2 if place in book.planted["two_deliberation_halls"] else 1
        for number in range(0 if place in book.planted["no_deliberation_hall"] else halls):
            name = f"{community}红色议事厅" if not number else f"{community}第二红色议事厅"
            yield {"名称": name, "阵地形式": "红色议事厅", "所在地": grids[number].path, "运行方": unit}
    for community in COMMUNITIES[:2]:
        yield {"名称": f"{community}社工分站", "阵地形式": "社工分站", "所在地": place_of(community)}


#: A resource, and itself cared for.
COURIERS = "和速·先锋"


def _teams() -> Iterator[tuple[str, str, str]]:
    for community in COMMUNITIES:
        yield f"{community}议事团", "议事", place_of(community)
        for team in _TEAMS:
            yield f"{community}{team}志愿服务队", "志愿服务", place_of(community)
    yield "田和演示志愿服务总队", "志愿服务", STREET
    yield COURIERS, "快递骑手", STREET
