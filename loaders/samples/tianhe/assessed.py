"""The stars of branches and the two-colour list of property companies in the sample tianhe: never of people.

That there are both is told; which branch has how many stars, which company which colour, and what the colours are
called is ours.
"""

from __future__ import annotations

from loaders.samples.book import Book
from loaders.samples.tianhe.chains import branch_of
from loaders.samples.tianhe.communities import STREET, Town, branches

_OFFICE = f"{STREET}党工委"
_STARS = ("三星", "四星", "五星", "四星", "三星")
_SECOND = (3, 7)  # of the companies, those on the second list


def add_assessments(book: Book, town: Town) -> None:
    """Add an assessment of each branch and each property company."""
    for branch, _ in enumerate(branches()):
        _add(book, branch_of(town, branch), "党支部评星", _STARS[branch % len(_STARS)])
    companies = [row for row in book.sheets["organisation"] if row["组织形式"] == "物业"]
    for position, row in enumerate(companies):
        path = f"{row['负责范围'].partition('、')[0]}//{row['名称']}"
        _add(book, path, "物业双色榜", "黄榜" if position in _SECOND else "红榜")


def _add(book: Book, subject: str, scheme: str, grade: str) -> None:
    row = {"评定对象": subject, "评定办法": scheme, "期间": "2023", "等次": grade, "评定单位": _OFFICE}
    book.add("assessment", row)
