"""Two plans compared, declared: it takes the forecast of each, and so is not in the register of questions."""

from __future__ import annotations

from graph.answers.cells import BAND, INTEGER, PLACE, TEXT
from graph.answers.foretold import FLIPS, FOLLOWING, PEOPLE, WAYS
from graph.answers.question import Question, Table

#: Which of the two.
SIDES = ("first", "second")

#: Norms of which there are more or fewer gaps with one of them.
ROWS = Table(
    {"norm": TEXT, "gaps": INTEGER, "first": INTEGER, "second": INTEGER},
    key=("norm",),
    said={
        "norm": "Id of the norm; /v1/rules tells it",
        "gaps": "How many gaps there are without either, on the day asked about",
        "first": "How many with the first",
        "second": "How many with the second",
    },
)
#: Homes whose path is another one, by what became of it.
PATHS = Table(
    {"chain": TEXT, "change": TEXT, "first": BAND, "second": BAND},
    key=("chain", "change"),
    said={
        "change": "breaks, mends, begins, ends, or other where somebody else is asked on the way",
        "first": "Homes with the first; null: none",
        "second": "Homes with the second; null: none",
    },
    first=("change", WAYS),
    families={"change": "foretold_way"},
)
#: Open needs, and what is asked for them: how many go along or are left.
FOLLOWS = Table(
    {"change": TEXT, "what": TEXT, "first": INTEGER, "second": INTEGER},
    key=("change", "what"),
    said={"first": "How many with the first", "second": "How many with the second"},
    first=("change", FOLLOWING),
    families={"change": "foretold_follows", "what": "foretold_what"},
)
#: People in more seats than are expected of one, nobody named.
RELIED_ON = Table(
    {"change": TEXT, "first": INTEGER, "second": INTEGER},
    key=("change",),
    said={"first": "How many people with the first", "second": "How many with the second"},
    first=("change", PEOPLE),
    families={"change": "foretold_people"},
)
#: How many homes have how many different people below the top of a chain.
REMAINING = Table(
    {"chain": TEXT, "holders": INTEGER, "homes": BAND, "first": BAND, "second": BAND},
    key=("chain", "holders"),
    said={
        "holders": "How many different people; null: of one nobody wrote down who",
        "homes": "How many homes without either; null: none",
        "first": "How many with the first; null: none",
        "second": "How many with the second; null: none",
    },
)
#: What one of them does to a norm at a subject, and the other does not.
ONLY = Table(
    {
        "only": TEXT,
        "norm": TEXT,
        "subject": PLACE,
        "item": TEXT,
        "change": TEXT,
        "state_before": TEXT,
        "state": TEXT,
    },
    key=("only", "norm", "subject", "item"),
    said={
        "only": "first or second",
        "change": "As in what is foretold, but for changes of numbers alone",
        "state_before": "Its state without it; null: it is not asked then",
        "state": "Its state with it; null: it is asked no more",
    },
    first=("change", FLIPS),
    families={"change": "foretold_flip", "state_before": "state"},
)

QUESTION = Question(
    name="plans",
    said="Two plans beside each other: gaps by norm, paths, what goes along, load, and what only one of them does.",
    tables={
        "rows": ROWS,
        "paths": PATHS,
        "follows": FOLLOWS,
        "people": RELIED_ON,
        "remaining": REMAINING,
        "only": ONLY,
    },
    card=("norm", "gaps", "first", "second"),
    totals={"gaps": "plan_side"},
    codes=("change",),
)
