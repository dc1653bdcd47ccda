"""What a sample tells of what went on: written systems, activities, and the steps of some needs."""

from __future__ import annotations

from loaders.samples.book import Book, fill, table_of

#: States in which nothing is due any more.
_DONE = ("已办结", "已审核", "已评价")


def add_lives(book: Book, sample: str) -> None:
    """Add routines and activities as they stand in the table, and the steps of needs, numbered as they stand.

    By when the next step is due is what a need itself says, as neither profile has limits.
    """
    table = table_of(sample, "lives")
    fill(book, table)
    due = {row["需求号"]: row.get("期限") for row in book.sheets["need"]}
    for need, steps in table["steps"].items():
        for number, (at, sort, state, more) in enumerate(steps, 1):
            row = {"需求": need, "第几步": number, "环节": sort, "时间": at, "之后的状态": state}
            book.add("step", {**row, "办理时限": None if state in _DONE else due[need], **more})
