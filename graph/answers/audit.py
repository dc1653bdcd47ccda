"""``audit``, declared: where the path of every home ends."""

from __future__ import annotations

from graph.answers.cells import BAND, ID, PLACE, POST, TEXT, THING
from graph.answers.question import Question, Table

#: In the order in which they are counted by chain.
ENDS = ("top", "dead_end", "unknown")

ROWS = Table(
    {
        "chain": TEXT,
        "cause": TEXT,
        "slot": TEXT,
        "place": PLACE,
        "homes": BAND,
        "households": BAND,
        "example": ID,
    },
    key=("chain", "cause", "slot", "place"),
    said={"example": "Id of one home that ends there"},
    paper=("chain", "cause", "slot", "place", "homes", "households", "example"),
)
#: How many homes come to each seat.
LOAD = Table(
    {"unit": THING, "post": POST, "holder": THING, "homes": BAND, "households": BAND},
    key=("unit", "post"),
    paper=("holder", "post.phone", "unit", "post", "homes", "households"),
)

QUESTION = Question(
    name="audit",
    said="Where the path of every home ends, and which seats most homes come to.",
    tables={"rows": ROWS, "load": LOAD},
    card=("chain", "cause", "slot", "place", "homes", "households"),
    totals={"chains": "end"},
    codes=("cause",),
    cypher=("audit",),
)
