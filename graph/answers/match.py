"""``match``, declared: who can help with what, and why somebody got nothing."""

from __future__ import annotations

from graph.answers.cells import DAY, FLAG, INTEGER, TEXT, TEXTS, Columns, ListOf
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: What an offer has to pass to be able to meet a demand, in the order in which it is asked.
FILTERS = ("category", "area", "unit", "time", "eligible", "concerned", "declined", "full")
#: The states of a row, in the order in which rows of a demand stand.
STATES = ("eligible", "pending", "area_not_recorded")
#: Of the whole list, so many offers are shown for each demand.
BEST = 3

_PARTY: Columns = {"id": TEXT, "name": TEXT, "kind": TEXT}
_LOT: Columns = {"from": DAY, "until": DAY, "assumed": FLAG}

ROWS = Table(
    {
        "demand": _PARTY,
        "offer": _PARTY,
        "giver": _PARTY,
        "lot": _LOT,
        "on": DAY,
        "quantity": INTEGER,
        "share": INTEGER,
        "score": INTEGER,
        "parts": ListOf({"part": TEXT, "value": INTEGER, "weight": INTEGER, "why": TEXT, "number": INTEGER}),
        "state": TEXT,
        "check": TEXTS,
        "proposed": INTEGER,
        "asked": INTEGER,
    },
    key=("demand", "offer"),
    said={
        "demand": "The need or project",
        "lot": "The calendar period that it is given from; assumed: nobody wrote how much there is",
        "on": "The earliest day of delivery",
        "quantity": "How much of it the offer could give of what is left to meet",
        "share": "The same as a share of the whole demand, of which 27,720 is all",
        "score": "Of 100,000; null: people are not ranked",
        "parts": "What the score is made of: each from 0 to 1000, times its weight",
        "number": "What the sentence of a part speaks of: steps, metres, times, days",
        "state": "eligible, pending or area_not_recorded",
        "check": "Classes that somebody has to verify first",
        "proposed": "Of the offer's lot: how much is proposed elsewhere; it holds nothing",
        "asked": "Of the offer's lot: how much is asked for elsewhere; it holds nothing",
    },
    paper=("demand", "state", "score", "giver", "offer", "quantity", "on", "check", "parts"),
    families={"state": "match"},
)
FUNNEL = Table(
    {"demand": _PARTY, "filter": TEXT, "before": INTEGER, "left": INTEGER},
    key=("demand", "filter"),
    said={"before": "How many offers came to the filter", "left": "How many passed it"},
    paper=("demand", "filter", "before", "left"),
    families={"filter": "funnel"},
)
UNMET = Table(
    {
        "demand": _PARTY,
        "missing": INTEGER,
        "why": TEXT,
        "before": INTEGER,
        "day": DAY,
        "giver": _PARTY,
        "check": TEXTS,
        "sentence": TEXT,
    },
    key=("demand",),
    said={
        "missing": "How much of it nobody can give",
        "why": "The first filter that no offer passed, or what holds the rest up",
        "before": "How many offers there were before that",
        "day": "Of full: the first day on which there is some again",
        "giver": "Of full: whose that is",
    },
    paper=("demand", "missing", "sentence"),
    families={"why": "unmet"},
)
UNUSED = Table(
    {"offer": _PARTY, "giver": _PARTY, "why": TEXT, "sentence": TEXT},
    key=("offer",),
    said={"why": "no_demand, out_of_area, no_fit or paused"},
    paper=("giver", "offer", "sentence"),
    families={"why": "unused"},
)

QUESTION = Question(
    name="match",
    said="Who can help with what: offers for each need or project, best first, and why nobody can.",
    tables={"rows": ROWS, "funnel": FUNNEL, "unmet": UNMET, "unused": UNUSED},
    options=(
        Option(
            "demand",
            Holds.REFERENCE,
            "Id of the need or project",
            called="need",
            also=("project",),
            kinds=("need", "project"),
        ),
        Option(
            "giver",
            Holds.REFERENCE,
            "Id of the organisation, team or person that asks what it could do",
            kinds=("organisation", "team", "person"),
        ),
    ),
    card=("demand", "giver", "offer", "quantity", "on", "score", "state"),
    totals={"met_by": "met_by"},
    codes=("state", "why", "filter"),
    cypher=("match",),
)
