"""``escalate``, declared: who is next in line."""

from __future__ import annotations

from graph.answers.cells import DAY, ID, PLACE, POST, TEXT, TEXTS, THING, Columns, ListOf
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

_ALSO: Columns = {"id": ID, "role": TEXT, "name": TEXT, "holder": THING, "as": TEXT, "form": TEXT}
_PASSED: Columns = {
    "slot": TEXT,
    "unit": THING,
    "post": POST,
    "person": THING,
    "why": TEXT,
    "cause": ID,
    "since": DAY,
    "asked": TEXT,
    "due": DAY,
    "due_time": TEXT,
    "limit": TEXT,
    "sideways": TEXT,
    "party": TEXT,
}

ROWS = Table(
    {
        "chain": TEXT,
        "slot": TEXT,
        "unit": THING,
        "post": POST,
        "holder": THING,
        "how": TEXT,
        "also": ListOf(_ALSO),
        "flags": TEXTS,
        "since": DAY,
        "answers_for": PLACE,
        "contact": TEXT,
        "action": TEXT,
        "limit": TEXT,
        "due": DAY,
        "due_time": TEXT,
        "passed": ListOf(_PASSED),
        "sideways": TEXT,
        "by": POST,
    },
    key=("chain",),
    said={
        "also": "Who sits there besides: combined or deputy; of a table: party, called, or not_recorded",
        "how": "holder, acting, standing_in, deputy or unknown; of a step beside the chain: unit or table",
        "action": "report to a seat, coordinate with a partner, call_together a table, summon a department",
        "slot": "The slot of the chain; of a step beside it, the slot that it follows",
        "sideways": "Of a step beside the chain, its sort, such as property_company; null: a step of the chain",
        "by": "Of a department, the seat that summons it, or the unit where no seat is recorded",
        "party": "Of a table that cannot be called, the form of the party that is missing",
        "flags": "What the reader should know of a step",
        "since": "Since when a term has run out, where the flags say so",
        "contact": "A public telephone number",
        "asked": "On which day, or at which moment, it was asked",
        "limit": "Within which time: so many working_days, hours or days; null: the profile has no limit",
        "due": "By which day: of the first step, and of those asked before; null also where no calendar says so",
        "due_time": "By what time of that day; null: by its end",
    },
    paper=(
        "holder",
        "contact",
        "chain",
        "slot",
        "unit",
        "post",
        "how",
        "answers_for",
        "limit",
        "due",
        "also",
        "flags",
        "passed",
    ),
    families={"flags": "flags"},
)
ENDS = Table(
    {"chain": TEXT, "state": TEXT, "passed": ListOf(_PASSED)},
    key=("chain",),
    paper=("chain", "state", "passed"),
    families={"state": "ends"},
)

QUESTION = Question(
    name="escalate",
    said="Who is next in line: the path up from a home or thing, with everything passed over.",
    tables={"rows": ROWS, "ends": ENDS},
    options=(
        Option("start", Holds.REFERENCE, "Id of a home, a place or a thing", required=True, guarded=True),
        Option("chain", Holds.CHAIN, "Walk this chain only, such as `party`"),
        Option("category", Holds.CATEGORY, "The category of the matter, which says which chain to walk"),
        Option(
            "about",
            Holds.REFERENCE,
            "Id of the person, organisation or post complained of, who is not asked",
            kinds=("person", "organisation", "post"),
        ),
        Option(
            "since",
            Holds.ASKED,
            "Id of a post or organisation that was asked before, `=`, and the day or moment; several may be given",
            kinds=("post", "organisation"),
        ),
        Option(
            "at", Holds.MOMENT, "As of which day or moment limits are judged; left out: as the day asked about begins"
        ),
        Option(
            "profile",
            Holds.TEXT,
            "Key of the profile to walk by; left out: that of the place, else the one whose slots fit best",
        ),
        Option("personal", Holds.PERSONAL, "Show what is personal, and log that it was shown", default=False),
    ),
    card=("chain", "slot", "unit", "post", "holder", "how", "answers_for", "passed"),
    totals={"ends": "end"},
    codes=("how", "why", "action", "sideways"),
    pages=False,
    cypher=("escalate",),
    aside=frozenset({"step"}),
    shows=True,
)
