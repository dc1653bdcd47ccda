"""What the general branches of the sample longhailu do on time, and what they held so far.

Days and numbers of people are invented. One community misses a member day, and one rhythm is not written down there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loaders.samples.book import Book, table_of
from loaders.samples.longhailu.yards import COMMUNITY, SMALL

_FEWER = 3  # a third of the people come in the smaller community


def add_rhythms(book: Book) -> None:
    """Add the routines and the activities of both general branches."""
    table = table_of("longhailu", "rhythms")
    for community in (COMMUNITY, SMALL):
        hall = f"{community}//{community}党总支"
        for name, one in table["rhythms"].items():
            if not (name == "周计划周总结" and community in book.planted["rhythm_not_written"]):
                book.add("routine", {"名称": name, "主体": hall, "性质": "定期", "周期": one["周期"]})
                _add_held(book, community, name, one)
        for name, note in table["systems"].items():
            book.add("routine", {"名称": name, "主体": hall, "性质": "制度", "备注": note})


def _add_held(book: Book, community: str, name: str, one: Mapping[str, Any]) -> None:
    """Add what was held, but for the last member day where that was missed."""
    hall, days = f"{community}//{community}党总支", one["日期"]
    if name == "党员活动日" and community in book.planted["member_day_missed"]:
        days = days[:-1]
    for position, day in enumerate(days):
        came = one["人次"] // (1 if community == COMMUNITY else _FEWER) + position % 2
        held = {"名称": name, "日期": day, "制度": f"{hall}//{name}", "类别": one["类别"], "人次": came}
        book.add("activity", {**held, "所在地": community, "举办": hall})
