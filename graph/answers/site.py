"""``site``, declared: where the next venues should go, or whom each head should have."""

from __future__ import annotations

from graph.answers.cells import INTEGER, PLACE, POST, TEXT, THING, ListOf
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

WHAT = ("venues", "heads")
AIMS = ("cover", "near", "all", "farthest")
REACH, MOST, LEVEL = 500, 60, "building"

ROWS = Table(
    {
        "turn": INTEGER,
        "state": TEXT,
        "place": PLACE,
        "places": ListOf(PLACE),
        "seat": POST,
        "households": INTEGER,
        "heads": INTEGER,
        "newly": INTEGER,
        "covered": INTEGER,
        "mean": INTEGER,
        "longest": INTEGER,
    },
    key=("turn",),
    said={
        "turn": "In this order they should be opened; of groups, in the order of places",
        "state": "new; of groups also kept, grown (a seat is kept, with its places or more), over (one place alone)",
        "place": "Where it should be; of a group, its first place",
        "places": "Of a group, all its places",
        "seat": "Of a group, the seat that is there already",
        "households": "Households whose nearest it is once all stand; of a group, its households",
        "heads": "Of a group, how many heads it needs: more than one where one place alone has too many",
        "newly": "Households that it brings within reach",
        "covered": "Households within reach once it stands",
        "mean": "Metres of way to the nearest, on average, once it stands",
        "longest": "Metres of the longest way, once it stands",
    },
    paper=("turn", "state", "place", "places", "seat", "households", "heads", "newly", "covered", "mean", "longest"),
    families={"state": "site_state"},
)
THERE = Table(
    {"venue": THING, "now": INTEGER, "households": INTEGER},
    key=("venue",),
    said={"venue": "What is there", "now": "Households whose nearest it is now", "households": "And once all stand"},
    paper=("venue", "now", "households"),
)
UNSERVED = Table(
    {"place": PLACE, "because": TEXT, "households": INTEGER, "metres": INTEGER},
    key=("place", "because"),
    said={
        "because": "far: a candidate would reach it; out_of_reach: none would; no_point: nobody knows where it lies",
        "households": "Households that may live there",
        "metres": "Way to the nearest; null: not known",
    },
    paper=("because", "place", "households", "metres"),
    families={"because": "site_because"},
)

QUESTION = Question(
    name="site",
    said="Where the next venues should go, or whom each head should have; optimal, or how far from it.",
    tables={"rows": ROWS, "there": THERE, "unserved": UNSERVED},
    options=(
        Option("what", Holds.ONE_OF, "venues or heads", required=True, states=WHAT, column="site_what"),
        Option("aim", Holds.ONE_OF, "cover, near, all or farthest", default="cover", states=AIMS, column="site_aim"),
        Option("count", Holds.NUMBER, "So many new venues at most; left out: one"),
        Option("reach", Holds.NUMBER, "Metres of way; left out: of the norms of reach in force, else 500"),
        Option("level", Holds.LEVEL, "At which places a venue may be", default=LEVEL, helped="site_level"),
        Option(
            "among",
            Holds.REFERENCES,
            "Id of a place in which a venue may be; may be given several times",
            kinds=("place",),
        ),
        Option("most", Holds.NUMBER, "Households of a head at most; left out: of the ratio in force, else 60"),
    ),
    card=("turn", "place", "households", "newly"),
    totals={"households": "site_households"},
    codes=("because",),
    drawn=True,
)
