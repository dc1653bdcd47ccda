"""What a change would do, declared: it takes a change set, and so is not in the register of questions."""

from __future__ import annotations

from graph.answers.cells import BAND, ID, INTEGER, PLACE, POST, TEXT, THING, ListOf
from graph.answers.question import Question, Table

#: What becomes of a norm at a subject, in the order in which it is told.
FLIPS = ("opens", "closes", "unsure", "known", "begins", "ends", "otherwise", "amounts")
#: What becomes of a home's path, in the order in which it is told.
WAYS = ("breaks", "mends", "begins", "ends", "other")
#: What becomes of an open need, and of what is asked, proposed or claimed for one.
FOLLOWING = ("left", "moves", "passes", "with_seat", "ends")
#: What becomes of somebody in more seats than are expected together.
PEOPLE = ("new", "gone", "otherwise")

#: Norms of which something is otherwise afterwards.
ROWS = Table(
    {
        "norm": TEXT,
        "subject": PLACE,
        "item": TEXT,
        "change": TEXT,
        "state_before": TEXT,
        "state": TEXT,
        "has_before": BAND,
        "has": BAND,
        "needs_before": BAND,
        "needs": BAND,
        "short_before": BAND,
        "short": BAND,
    },
    key=("norm", "subject", "item"),
    said={
        "norm": "Id of the norm; /v1/rules tells it",
        "item": "What of the subject is asked; null: the subject itself",
        "change": "opens, closes, unsure, known, begins, ends, otherwise, or amounts where only numbers differ",
        "state_before": "Its state without the change; null: it is not asked then",
        "state": "Its state with the change; null: it is asked no more",
    },
    first=("change", FLIPS),
    families={"change": "foretold_flip", "state_before": "state"},
)
#: Homes whose path is another one afterwards.
PATHS = Table(
    {
        "chain": TEXT,
        "change": TEXT,
        "end_before": TEXT,
        "end": TEXT,
        "homes": BAND,
        "households": BAND,
        "stated": INTEGER,
        "example": PLACE,
    },
    key=("chain", "change", "end_before", "end"),
    said={
        "change": "breaks, mends, begins, ends, or other where somebody else is asked on the way",
        "end_before": "How the path ends without the change; null: it is not walked then",
        "end": "How it ends with the change; null: it is walked no more",
        "stated": "How many of the households are stated at a place under which no home is recorded",
        "example": "One home of these",
    },
    first=("change", WAYS),
    families={"change": "foretold_way", "end_before": "end"},
    placed=("example",),
)
#: Open needs, and what is asked, proposed or claimed for needs: what goes along with the change, and what is left.
FOLLOWS = Table(
    {"what": TEXT, "thing": THING, "tie": ID, "change": TEXT, "before": THING, "after": THING},
    key=("change", "what", "thing", "tie"),
    said={
        "what": "need, project, or of a tie to one its state: proposed, asked or claimed",
        "thing": "The need or project",
        "tie": "Id of the tie; null: it is about the need itself",
        "change": "left, moves, passes, with_seat or ends",
        "before": "Where it lies or who has it without the change; of what goes with a seat, who sits there",
        "after": "The same with the change; null: nobody, nowhere",
    },
    first=("change", FOLLOWING),
    families={"change": "foretold_follows", "what": "foretold_what"},
)
#: Who sits in more seats than are expected of one person, where that is otherwise; nobody is named.
RELIED_ON = Table(
    {
        "person": ID,
        "change": TEXT,
        "held_before": INTEGER,
        "held": INTEGER,
        "expected_before": INTEGER,
        "expected": INTEGER,
        "seats": ListOf(POST),
    },
    key=("person",),
    said={
        "change": "new, gone, or otherwise where the numbers differ",
        "held_before": "How many posts they hold without the change; null: no more than are expected",
        "held": "How many with it; null likewise",
        "expected_before": "How many are expected of one person at most without it",
        "expected": "How many with it",
        "seats": "The posts that they hold with the change; of what is gone, those without it",
    },
    families={"change": "foretold_people"},
    placed=("seats",),
)
#: How many different people homes have below the top of a chain, where other homes have so many.
REMAINING = Table(
    {"chain": TEXT, "holders": INTEGER, "homes_before": BAND, "homes": BAND},
    key=("chain", "holders"),
    said={
        "holders": "How many different people the steps below the last slot have; null: of one nobody wrote down who",
        "homes_before": "How many homes have so many without the change; null: none",
        "homes": "How many with it; null: none",
    },
)

QUESTION = Question(
    name="foretold",
    said="What a change would do: norms that flip, homes whose path breaks or mends, what goes along and what is left.",
    tables={"rows": ROWS, "paths": PATHS, "follows": FOLLOWS, "people": RELIED_ON, "remaining": REMAINING},
    card=("norm", "subject", "change", "state_before", "state"),
    totals={
        "rows": "foretold_flip",
        "paths": "foretold_way",
        "follows": "foretold_follows",
        "people": "foretold_people",
    },
    codes=("change", "state", "end"),
)
