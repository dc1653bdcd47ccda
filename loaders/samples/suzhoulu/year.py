"""The 58 activities of 2023 in the sample suzhoulu: besides eleven haircuts 47 that are invented."""

from __future__ import annotations

from datetime import date, timedelta

from loaders.samples.book import Book
from loaders.samples.suzhoulu.estates import COMMUNITY, ESTATES
from loaders.samples.suzhoulu.members import COMMITTEE, VOLUNTEERS

_YEAR, _ALL = 2023, 58
#: In turn: what was held, of which category, by whom.
_HELD = (
    ("主题党课", "社区党课", COMMITTEE),
    ("楼前清扫", "清扫", VOLUNTEERS),
    ("健康讲座", "健康讲座", COMMITTEE),
    ("敲门入户走访", "志愿服务", VOLUNTEERS),
    ("邻里文艺演出", "文艺演出", COMMITTEE),
    ("安全用气宣传", "安全", VOLUNTEERS),
)
#: At the end of the year each branch of an estate or grid held both.
_BRANCHES = ("锦绣园//锦绣园党支部", "安和园//安和园党支部", "第十网格//第十网格党支部")
_MEETINGS = (("组织生活会", date(2023, 12, 22)), ("民主评议", date(2023, 12, 23)))
_FIRST, _STEP = date(2023, 1, 7), timedelta(days=7)


def add_year(book: Book) -> None:
    """Add what else was held in 2023; who came nobody wrote down, as the account says no number."""
    for branch in _BRANCHES:
        for name, day in _MEETINGS:
            unit = f"{COMMUNITY}/{branch}"
            row = {"名称": name, "日期": day, "类别": name, "所在地": unit.partition("//")[0], "举办": unit}
            book.add("activity", row)
    held = sum(row["日期"].year == _YEAR for row in book.sheets["activity"])
    places = (COMMUNITY, *(f"{COMMUNITY}/{estate}" for estate in ESTATES))
    for number in range(_ALL - held):
        name, category, by = _HELD[number % len(_HELD)]
        row = {"名称": name, "日期": _FIRST + number * _STEP, "类别": category}
        book.add("activity", {**row, "所在地": places[number % len(places)], "举办": by})
