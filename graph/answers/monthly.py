"""``monthly``, declared: what came in, what was done by when, how satisfied people were, and slots passed by."""

from __future__ import annotations

from collections.abc import Mapping

from graph.answers.cells import FLAG, INTEGER, PLACE, TEXT, Columns
from graph.answers.needs import LEVEL
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: What is counted of a month; each need in hand is one of ``PARTS``.
PARTS = ("on_time", "late", "pending", "no_due", "closed")
COUNTS = ("accepted", "carried", *PARTS, "finished", "satisfied", "fair", "unsatisfied")
#: What is compared with other months.
COMPARED = ("accepted", "on_time", "late", "finished")
BESIDE = ("last_month", "last_year")
#: A year ends with the last day looked at.
YEAR = 365

_COUNTED: Columns = {
    **dict.fromkeys(COUNTS, INTEGER),
    "satisfied_share": INTEGER,
    "took": INTEGER,
    **{
        beside: {**dict.fromkeys(COMPARED, INTEGER), **{f"{name}_change": INTEGER for name in COMPARED}}
        for beside in BESIDE
    },
}
_SAID = {
    "accepted": "Accepted in the month; what was never accepted: raised",
    "carried": "Accepted before, and not done when the month began",
    "on_time": "Of those in hand: finished in the month, by when it was due",
    "late": "Of those in hand: finished later than that, or not finished though it was due by the end of the month",
    "pending": "Of those in hand: not finished, and not due yet",
    "no_due": "Of those in hand: nobody said by when, so neither on time nor late",
    "closed": "Of those in hand: refused or merged",
    "finished": "Finished in the month, on time, late or without a due day",
    "satisfied": "Whose last rating, in the month, is satisfied",
    "satisfied_share": "Satisfied or fairly so, of those rated, in thousandths; null: none was rated",
    "took": "From acceptance to the result on average, in tenths of a day; null: none was finished",
    "last_month": "The same of the month before; null: the ledger knows nothing of then",
    "last_year": "The same of this month a year before",
    **{f"{name}_change": "So many more, or fewer, in this month" for name in COMPARED},
}
_PAPER = (
    *COUNTS,
    "satisfied_share",
    "took",
    *(f"{beside}.{name}" for beside in BESIDE for name in ("accepted", "accepted_change", "late", "late_change")),
)

ROWS = Table(
    {"place": PLACE, "category": TEXT, **_COUNTED},
    key=("place", "category"),
    said=_SAID,
    paper=("place", "category", *_PAPER),
)
PLACES = Table({"place": PLACE, **_COUNTED}, key=("place",), said=_SAID, paper=("place", *_PAPER))
HOLLOW = Table(
    {
        "chain": TEXT,
        "slot": TEXT,
        "place": PLACE,
        "stops": INTEGER,
        "passes": INTEGER,
        "share": INTEGER,
        "below": INTEGER,
        "hollow": FLAG,
        "activities": INTEGER,
    },
    key=("chain", "slot", "place"),
    said={
        "stops": "Needs in it that a unit of the slot finished in the window",
        "passes": "Needs in it that a unit of a later slot finished",
        "share": "Stops, of both, in thousandths",
        "below": "Hollow where the share is below this, in thousandths, as the profile says",
        "hollow": "Whether so few are finished by the slot that it is passed by",
        "activities": "How many times who fills the slot there held an activity in the window; it decides nothing",
    },
    paper=("chain", "slot", "place", "stops", "passes", "share", "hollow", "activities"),
)

QUESTION = Question(
    name="monthly",
    drawn=True,
    said="A month by place and category: accepted, on time, late, how satisfied, how long; and slots passed by.",
    tables={"rows": ROWS, "places": PLACES, "hollow": HOLLOW},
    options=(
        Option("month", Holds.TEXT, "The month, such as 2024-10; left out: the last one that is over"),
        Option("level", Holds.TEXT, "The level of the places", default=LEVEL),
        Option("first", Holds.TEXT, "Of slots that are passed by: the first day; left out: a year before the last"),
        Option("last", Holds.TEXT, "Of slots that are passed by: the last day; left out: that of the month"),
    ),
    card=("place", "category", "accepted", "on_time", "late", "pending", "no_due", "satisfied_share"),
    totals={"month": "monthly", "last_month": "last_month", "last_year": "last_year"},
)


def share_satisfied(counts: Mapping[str, int]) -> int | None:
    """Return how many of those rated were satisfied or fairly so, in thousandths, floored; None: none was rated.

    Example:
        >>> share_satisfied({"satisfied": 1, "fair": 1, "unsatisfied": 1})
        666
    """
    content = counts["satisfied"] + counts["fair"]
    rated = content + counts["unsatisfied"]
    return 1000 * content // rated if rated else None


def took(seconds: int, finished: int) -> int | None:
    """Return how long one took on average, in tenths of a day, floored; None: none was finished.

    Example:
        >>> took(3 * 86_400, 2), took(0, 0)
        (15, None)
    """
    return seconds * 10 // (86_400 * finished) if finished else None
