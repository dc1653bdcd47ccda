"""``audit``, declared: where the path of every home ends."""

from __future__ import annotations

from graph.answers.cells import BAND, ID, INTEGER, PLACE, POST, TEXT, TEXTS, THING, ListOf
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: In the order in which they are counted by chain.
ENDS = ("top", "dead_end", "unknown")

_STATED = "How many of the households are stated at a place under which no home is recorded"

ROWS = Table(
    {
        "chain": TEXT,
        "cause": TEXT,
        "slot": TEXT,
        "place": PLACE,
        "homes": BAND,
        "households": BAND,
        "stated": INTEGER,
        "example": ID,
    },
    key=("chain", "cause", "slot", "place"),
    said={"example": "Id of one home that ends there", "stated": _STATED},
    paper=("chain", "cause", "slot", "place", "homes", "households", "stated", "example"),
)
#: How many homes come to each seat.
LOAD = Table(
    {"unit": THING, "post": POST, "holder": THING, "homes": BAND, "households": BAND, "stated": INTEGER},
    key=("unit", "post"),
    said={"stated": _STATED},
    paper=("holder", "post.phone", "unit", "post", "homes", "households", "stated"),
)
#: How near help is; where two or more slots are passed before anybody answers, a good street hides an empty grid.
NEAR = Table(
    {
        "chain": TEXT,
        "slot": TEXT,
        "up": INTEGER,
        "homes": BAND,
        "households": BAND,
        "stated": INTEGER,
        "example": ID,
    },
    key=("chain", "slot", "up"),
    said={
        "slot": "Where the first seat is whose holder is known; null: nowhere",
        "up": "How many slots of the chain lie below it, from the start",
        "stated": _STATED,
    },
    paper=("chain", "slot", "up", "homes", "households", "stated", "example"),
)

_SEATS = "The posts that they hold on the date, acting and absent too"
#: Who sits in more seats than are expected of one person; nobody is named.
RELIANCE = Table(
    {"person": ID, "seats": ListOf(POST), "held": INTEGER, "expected": INTEGER, "together": TEXTS},
    key=("person",),
    said={
        "seats": _SEATS,
        "held": "How many these are",
        "expected": "How many of them the profile's combinations expect of one person at most",
        "together": "The roles of which it expects two in one person",
    },
    always=False,
    paper=("seats", "held", "expected", "together"),
    placed=("seats",),
)
#: Whom homes hang on: without that person nobody below the last slot is left; nobody is named.
HANGS = Table(
    {
        "chain": TEXT,
        "person": ID,
        "seats": ListOf(POST),
        "homes": BAND,
        "households": BAND,
        "stated": INTEGER,
        "example": ID,
    },
    key=("chain", "person"),
    said={"seats": _SEATS, "stated": _STATED},
    always=False,
    paper=("chain", "seats", "homes", "households", "stated", "example"),
    placed=("seats",),
)
#: How many different people are left below the last slot.
REMAINING = Table(
    {"chain": TEXT, "holders": INTEGER, "homes": BAND, "households": BAND, "stated": INTEGER, "example": ID},
    key=("chain", "holders"),
    said={
        "holders": "How many different people the steps below the last slot have; null: of one nobody wrote down who",
        "stated": _STATED,
    },
    always=False,
    paper=("chain", "holders", "homes", "households", "stated", "example"),
)
#: Levels that a chain lacks: no place of the slot's levels lies around the homes, as a listing of places shows.
THIN = Table(
    {
        "chain": TEXT,
        "slot": TEXT,
        "place": PLACE,
        "homes": BAND,
        "households": BAND,
        "stated": INTEGER,
        "example": ID,
    },
    key=("chain", "slot", "place"),
    said={"place": "The nearest place around them that is wider than the slot's levels", "stated": _STATED},
    always=False,
    paper=("chain", "slot", "place", "homes", "households", "stated", "example"),
)
#: Homes of which a slot is passed, and somebody beside the chain can be asked all the same.
SIDES = Table(
    {
        "chain": TEXT,
        "slot": TEXT,
        "sideways": TEXT,
        "homes": BAND,
        "households": BAND,
        "stated": INTEGER,
        "example": ID,
    },
    key=("chain", "slot", "sideways"),
    said={"sideways": "The sort of step beside the chain that finds somebody after it", "stated": _STATED},
    always=False,
    paper=("chain", "slot", "sideways", "homes", "households", "stated", "example"),
    families={"sideways": "sideways"},
)

QUESTION = Question(
    name="audit",
    said="Where the path of every home ends, and which seats most homes come to.",
    tables={
        "rows": ROWS,
        "load": LOAD,
        "near": NEAR,
        "hangs": HANGS,
        "remaining": REMAINING,
        "reliance": RELIANCE,
        "thin": THIN,
        "sides": SIDES,
    },
    options=(
        Option("people", Holds.FLAG, "Show also what hangs on one person, who is not named", default=False),
        Option("levels", Holds.FLAG, "Show also which levels a chain lacks, and who is beside it", default=False),
    ),
    card=("chain", "cause", "slot", "place", "homes", "households"),
    totals={"chains": "end"},
    codes=("cause",),
    cypher=("audit",),
)
