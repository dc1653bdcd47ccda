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
#: The priorities of demands, the first served first.
PRIORITIES = ("urgent", "high", "normal")
#: The levels by which one plan is better than another, in order.
LEVELS = (*PRIORITIES, "kept", "points", "spread", "tie")
#: A plan uses of each pair the lots of its first so many days with room, and counts scores in steps of so many.
LOTS, POINTS = 3, 5_000

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
        "pinned": FLAG,
        "next": {"offer": _PARTY, "giver": _PARTY, "score": INTEGER},
    },
    key=("demand", "offer", "lot"),
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
        "pinned": "Of a plan: somebody decided it, whatever it breaks",
        "next": "Of a plan: the best other offer for the demand, at its earliest lot; null: there is none",
    },
    paper=("demand", "demand.number", "state", "score", "giver", "offer", "quantity", "on", "check", "parts"),
    families={"state": "match"},
    placed=("demand",),
    thousands=("score",),
)
FUNNEL = Table(
    {"demand": _PARTY, "filter": TEXT, "before": INTEGER, "left": INTEGER},
    key=("demand", "filter"),
    said={"before": "How many offers came to the filter", "left": "How many passed it"},
    paper=("demand", "filter", "before", "left"),
    families={"filter": "funnel"},
    placed=("demand",),
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
        "relaxation": {
            "change": TEXT,
            "by": INTEGER,
            "offer": _PARTY,
            "giver": _PARTY,
            "sentence": TEXT,
            "assumed": FLAG,
            "unit": TEXT,
        },
        "competes_with": ListOf(_PARTY),
    },
    key=("demand",),
    said={
        "missing": "How much of it nobody can give",
        "why": "The first filter that no offer passed, or what holds the rest up",
        "before": "How many offers there were before that",
        "day": "Of full: the first day on which there is some again",
        "giver": "Of full: whose that is",
        "relaxation": "Of a plan: the first change that would serve it while none of its rank loses; null: none",
        "change": "more, later, resumed, waived or wider",
        "by": "Of more: units; of later: days",
        "unit": "Of more: what the offer is counted in; null: nobody wrote it",
        "assumed": "Of more: nobody wrote how much there is, so it has to be asked",
        "competes_with": "Of a plan: demands that have what this one could use",
    },
    paper=("demand", "demand.number", "missing", "sentence", "relaxation", "competes_with"),
    families={"why": "unmet"},
    placed=("demand", "competes_with"),
)
UNUSED = Table(
    {"offer": _PARTY, "giver": _PARTY, "why": TEXT, "by": ListOf(_PARTY), "sentence": TEXT},
    key=("offer",),
    said={
        "why": "no_demand, out_of_area, no_fit or paused; of a plan also served_better, whole or unsure",
        "by": "Of served_better: who gives instead",
    },
    paper=("giver", "offer", "sentence"),
    families={"why": "unused"},
)

FULL = Table(
    {"offer": _PARTY, "giver": _PARTY, "lot": _LOT, "priority": TEXT, "share": INTEGER},
    key=("offer", "lot"),
    said={
        "priority": "Of the best demand that one more unit of this would serve",
        "share": "What that unit would count, of 27,720",
    },
    paper=("giver", "offer", "lot.from", "lot.until", "priority"),
    families={"priority": "priority"},
)

QUESTION = Question(
    name="match",
    drawn=True,
    said="Who can help with what: offers for each need or project, best first, and why nobody can.",
    tables={"rows": ROWS, "funnel": FUNNEL, "unmet": UNMET, "unused": UNUSED, "full": FULL},
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
        Option("plan", Holds.FLAG, "Which lot best gives how much to which demand, for the whole list", default=False),
    ),
    card=("demand", "giver", "offer", "quantity", "on", "score", "state"),
    totals={"met_by": "met_by", "met": "met"},
    codes=("state", "why", "filter", "priority"),
    cypher=("match",),
)
