"""``audit``, declared: where the path of every home ends."""

from __future__ import annotations

from graph.answers.cells import BAND, ID, INTEGER, PLACE, POST, TEXT, THING
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

QUESTION = Question(
    name="audit",
    said="Where the path of every home ends, and which seats most homes come to.",
    tables={"rows": ROWS, "load": LOAD, "near": NEAR},
    card=("chain", "cause", "slot", "place", "homes", "households"),
    totals={"chains": "end"},
    codes=("cause",),
    cypher=("audit",),
)
