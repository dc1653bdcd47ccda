"""``cobuilding``, declared: who builds the place together, what they promised and did, and what needs a look."""

from __future__ import annotations

from graph.answers.cells import DAY, FLAG, INTEGER, TEXT, TEXTS, THING, Columns, ListOf
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: What makes an organisation or team a unit of co-building, in the order in which it is told.
TIES = ("agreement", "reported_in", "alliance", "offer")
#: An agreement is told so many days before it ends.
SOON = 60
#: What counts as lately: of deliveries and asks, so many days.
YEAR = 365
#: What is compared between units.
COMPARED = ("asked", "delivered")

#: What a unit can have to do with a need or project, in the order in which it is told.
HELD = ("asked", "claimed", "done")

_PARTY: Columns = {"id": TEXT, "name": TEXT, "kind": TEXT}
_GOODS = ListOf({"unit": TEXT, "quantity": INTEGER})
_GIVEN: Columns = {
    "times": INTEGER,
    "goods": _GOODS,
    "activities": INTEGER,
    "person_times": INTEGER,
    "uncounted": INTEGER,
}
_HELD: Columns = {"times": INTEGER, "goods": _GOODS}

ROWS = Table(
    {
        "unit": _PARTY,
        "ties": TEXTS,
        "promised": ListOf(
            {"period": TEXT, "unit": TEXT, "offers": INTEGER, "capacity": INTEGER, "endless": FLAG, "assumed": INTEGER}
        ),
        "paused": INTEGER,
        "delivered": _GIVEN,
        "delivered_ever": _GIVEN,
        "claimed": _HELD,
        "asked": _HELD,
        "asked_lately": INTEGER,
        "agreements": INTEGER,
        "next_end": {"id": TEXT, "name": TEXT, "until": DAY},
        "projects": INTEGER,
    },
    key=("unit",),
    said={
        "ties": "What makes it a unit: agreement, reported_in, alliance, offer",
        "promised": "What its offers hold, by period and unit",
        "offers": "How many offers",
        "capacity": "How much of it each period; null: endless",
        "endless": "Whether one of them has no bound",
        "assumed": "Of how many offers nobody wrote how much there is: one of each is taken",
        "paused": "How many of its offers are paused: they promise nothing",
        "delivered": "What it did in the last 365 days",
        "delivered_ever": "What it did altogether",
        "claimed": "What it has claimed and not done yet",
        "asked": "What it is asked for now, and has not answered",
        "times": "How often",
        "activities": "How many activities are recorded that it held or that are of its projects; never added to times",
        "person_times": "How many came to them, as far as it was written; null: not known",
        "uncounted": "Of how many of these activities nobody wrote how many came",
        "goods": "How much, by unit of counting",
        "asked_lately": "How often it was asked in the last 365 days",
        "agreements": "How many agreements are in force",
        "next_end": "The one of them that ends first; null: none says when it ends",
        "projects": "How many projects there are under them, or are claimed or done by it",
    },
    paper=(
        "unit",
        "ties",
        "promised",
        "delivered",
        "delivered_ever",
        "claimed",
        "asked",
        "asked_lately",
        "agreements",
        "next_end",
        "projects",
        "paused",
    ),
)
DOING = Table(
    {"unit": THING, "demand": _PARTY, "state": TEXT, "times": INTEGER, "goods": _GOODS},
    key=("unit", "demand", "state"),
    said={"demand": "The need or project", "state": "asked, claimed or done"},
    paper=("unit", "state", "demand", "goods"),
    families={"state": "doing"},
)
ENDING = Table(
    {"agreement": THING, "until": DAY, "days": INTEGER, "units": ListOf(THING), "sentence": TEXT},
    key=("agreement",),
    said={"until": "The first day on which it no longer holds", "days": "How many days are left"},
    paper=("agreement", "units", "sentence"),
)
WITHOUT_PROJECT = Table(
    {"unit": THING, "agreements": INTEGER, "sentence": TEXT}, key=("unit",), paper=("unit", "sentence")
)
WITHOUT_GIVER = Table(
    {"project": THING, "status": TEXT, "due": DAY, "agreement": THING, "sentence": TEXT},
    key=("project",),
    said={"agreement": "Under which agreement it is; of several the first by id"},
    paper=("project", "agreement", "sentence"),
)
NEVER_ASKED = Table(
    {"unit": THING, "offers": INTEGER, "sentence": TEXT},
    key=("unit",),
    said={"offers": "How many offers it has that are not paused"},
    paper=("unit", "sentence"),
)
BALANCE = Table(
    {
        "what": TEXT,
        "units": INTEGER,
        "total": INTEGER,
        "sharing": INTEGER,
        "most": THING,
        "share": INTEGER,
        "gini": INTEGER,
        "sentence": TEXT,
    },
    key=("what",),
    said={
        "what": "asked or delivered, in the last 365 days",
        "units": "How many units there are",
        "total": "How often all of them together",
        "sharing": "How many units have any of it",
        "most": "Who has most of it; of several the first by id",
        "share": "Its share, in thousandths",
        "gini": "Gini coefficient over all units, in thousandths: 0 = all alike; null: nothing, or one unit alone",
    },
    paper=("what", "sentence", "gini", "units", "total", "sharing", "most", "share"),
    families={"what": "balance"},
)

QUESTION = Question(
    name="cobuilding",
    drawn=True,
    said="Who builds the place together: promised, delivered, claimed and asked by unit, and what needs a look.",
    tables={
        "rows": ROWS,
        "doing": DOING,
        "ending": ENDING,
        "without_project": WITHOUT_PROJECT,
        "without_giver": WITHOUT_GIVER,
        "never_asked": NEVER_ASKED,
        "balance": BALANCE,
    },
    options=(
        Option(
            "unit", Holds.REFERENCE, "Id of the organisation or team: only this one", kinds=("organisation", "team")
        ),
    ),
    card=("unit", "ties", "promised", "delivered", "claimed", "asked", "agreements", "projects"),
    totals={"noticed": "cobuilding"},
    codes=("ties", "what"),
)
