"""What was held in the sample tianhe: activities of volunteers, themed ones, salons, courses and rounds of meetings.

The account gives no days; those of each community stand here as one row a quarter, with how many they were.
"""

from __future__ import annotations

from datetime import date

from loaders.samples.book import Book
from loaders.samples.tianhe.chains import organisation_of
from loaders.samples.tianhe.communities import COMMUNITIES, STREET, Town, place_of

_TOP = f"{STREET}//{STREET}党工委"
_QUARTERS = ((date(2023, 12, 31), 3), (date(2024, 3, 31), 3), (date(2024, 6, 30), 3), (date(2024, 9, 30), 4))
_HALVES = ((date(2024, 3, 31), 3), (date(2024, 9, 30), 4))
_SALONS = (date(2024, 3, 15), date(2024, 6, 14), date(2024, 9, 13))
_COURSES = (date(2024, 5, 17), date(2024, 8, 16))
_ROUNDS = (date(2024, 4, 10), date(2024, 10, 10))


def add_happenings(book: Book, town: Town) -> None:
    """Add what communities and the street held, and one meeting of each deliberation group."""
    for at, community in enumerate(COMMUNITIES):
        place, unit = place_of(community), organisation_of(community)
        for on, times in _QUARTERS:
            _add(book, f"{community}主题活动", on, "主题活动", place, unit, 次数=times)
        team = f"{place}//{community}清洁家园志愿服务队"
        for on, times in _HALVES:
            _add(book, f"{community}志愿服务活动", on, "志愿服务", place, team, 次数=times)
        on, where = date(2024, 5, 6 + at), town.of(community)[0].path
        group = f"{place}//{community}议事团"
        _add(book, f"{community}议事会", on, "议事协商", where, group, 决议="楼前空地重新划线，收费用于养护")
    for number, on in enumerate(_SALONS, 1):
        _add(book, f"第{number}期书记沙龙", on, "书记沙龙", STREET, _TOP)
    for number, on in enumerate(_COURSES, 1):
        _add(book, f"第{number}门书记课程", on, "书记课程", STREET, _TOP)
    for number, on in enumerate(_ROUNDS, 1):
        _add(book, f"第{number}轮共建联席会议", on, "共建联席会议", STREET, _TOP)


def _add(book: Book, name: str, on: date, category: str, where: str, by: str, **more: int | str) -> None:
    book.add("activity", {"名称": name, "日期": on, "类别": category, "所在地": where, "举办": by, **more})
