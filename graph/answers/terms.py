"""``terms``, declared: who is up for re-election in the next months, what ends, and which lists go out of date."""

from __future__ import annotations

from graph.answers.cells import DAY, INTEGER, TEXT, THING, Columns
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: What may end, in the order in which things of one day are told.
ENDINGS = ("term", "acting", "agreement", "exception", "listing")
#: How it stands: it has run out, it ends within the months asked about, or it is for the time being.
STANDS = ("over", "soon", "acting")
#: So many months ahead are told if nothing is said, and at most.
MONTHS, MOST = 6, 120

_PARTY: Columns = {"id": TEXT, "name": TEXT, "kind": TEXT}

ROWS = Table(
    {
        "ending": TEXT,
        "stands": TEXT,
        "thing": _PARTY,
        "who": THING,
        "place": THING,
        "day": DAY,
        "days_left": INTEGER,
        "sentence": TEXT,
    },
    key=("ending", "thing", "who"),
    said={
        "ending": "term, acting, agreement, exception or listing",
        "stands": "over (a term has run out and the holder stays; a list is out of date), soon, or acting",
        "thing": "The post, agreement, exception (called by its norm) or listing (by what it lists)",
        "who": "Who holds the post; null: it is no post",
        "place": "Where: of a door its building; null: it lies nowhere",
        "day": "The last day of it, inclusive; of who acts, since when; null: nobody wrote it",
        "days_left": "Days from the date asked about to that day, negative where it is past; null: of who acts",
    },
    paper=("stands", "ending", "thing", "who", "place", "day", "days_left", "sentence"),
    first=("stands", STANDS),
    families={"stands": "terms"},
    placed=("place",),
    headers={"who": "holder"},
)

QUESTION = Question(
    name="terms",
    said="Whose term ends in the next months, who acts, which agreements and waivers end, which lists go stale.",
    tables={"rows": ROWS},
    options=(Option("months", Holds.TEXT, "So many months ahead, from 0 to 120", default=str(MONTHS)),),
    card=("ending", "thing", "who", "day", "sentence"),
    totals={"ending": "ending"},
    codes=("ending",),
)
