"""``coverage``, declared: what is not covered."""

from __future__ import annotations

from graph.answers.cells import BAND, DATED_REASON, DAY, FLAG, ID, INTEGER, OWN, PLACE, TEXT, TEXTS, THING, ListOf
from graph.answers.options import EVIDENCE_CAP, Holds, Option
from graph.answers.question import Further, Question, Table

#: In the order of the totals; findings hold positions in it.
STATES = ("met", "gap", "unknown", "not_applicable", "exempt")
#: In the order in which rows are shown: what is to be done first.
SHOWN = ("gap", "unknown", "exempt", "not_applicable", "met")
#: In the order in which they are counted by norm.
COUNTED = ("met", "gap", "unknown", "exempt", "not_applicable")
DEFAULT_STATES = ("gap", "unknown")


def _of_types() -> Further:
    """Return the columns that types of norm have for themselves; they are there where such a norm was asked."""
    from graph.rules import BODIES  # noqa: PLC0415 - only who describes answers asks

    bodies = BODIES.values()
    return {
        name: (OWN[held], f"Of norms of type {body.type}") for body in bodies for name, held in body.columns.items()
    }


ROWS = Table(
    {
        "norm": TEXT,
        "subject": PLACE,
        "item": TEXT,
        "state": TEXT,
        "has": BAND,
        "needs": BAND,
        "short": BAND,
        "base": {"low": INTEGER, "high": INTEGER, "basis": TEXT, "unit": TEXT, "as_of": DAY},
        "how": TEXT,
        "close": ListOf({"code": TEXT, "count": INTEGER, "id": ID}),
        "responsible": ID,
        "since": DAY,
        "households": BAND,
        "evidence": TEXTS,
        "evidence_count": INTEGER,
        "why": ListOf(DATED_REASON),
        "flags": TEXTS,
        "listings": ListOf({"id": ID, "as_of": DAY, "age": INTEGER, "stale": FLAG}),
        "cite": {
            "sort": TEXT,
            "document": TEXT,
            "date": TEXT,
            "place": TEXT,
            "changed_by": {"document": TEXT, "date": TEXT, "place": TEXT},
        },
    },
    key=("norm", "subject", "item"),
    said={
        "norm": "Id of the norm; /v1/rules tells it",
        "item": "What of the subject is asked; null: the subject itself",
        "has": "How much is there, as a band",
        "needs": "How much is needed, as a band",
        "short": "How much is missing, as a band",
        "base": "What a ratio is a ratio of",
        "basis": "counted, stated, figure or at_least",
        "close": "What would close the gap, in the order in which to do it",
        "responsible": "Id of who answers for the place",
        "flags": "What a reader should know of a row, met or not",
        "since": "Vacant since",
        "listings": "The complete lists relied on, with their age in days",
        "cite": "Who says so: rule, plan_target or local_practice, and where",
        "changed_by": "Who says that it is otherwise here; null: nobody",
    },
    families={"flags": "flags", "eligible_order": "eligible_order"},
    further=_of_types,
    paper=(
        "responsible",
        "responsible.phone",
        "subject",
        "item",
        "norm",
        "state",
        "short",
        "has",
        "needs",
        "base",
        "why",
        "flags",
        "close",
        "since",
        "households",
        "cite",
    ),
    first=("state", SHOWN),
)
#: The other reading of a ratio norm: one row a holder.
LOAD = Table(
    {"norm": TEXT, "holder": THING, "state": TEXT, "base": BAND, "basis": TEXT, "per": INTEGER, "offices": TEXTS},
    key=("norm", "holder"),
    said={
        "norm": "Id of the norm; /v1/rules tells it",
        "base": "What a ratio is a ratio of",
        "basis": "counted, stated or at_least",
    },
    always=False,
    paper=("holder", "norm", "base", "basis", "per", "state"),
    families={"state": "load"},
)
#: Items by subjects, in every state: where something is, who gives it, and where only one or several do.
MATRIX = Table(
    {
        "norm": TEXT,
        "item": TEXT,
        "subject": PLACE,
        "state": TEXT,
        "has": BAND,
        "needs": BAND,
        "givers": INTEGER,
        "who": ListOf(THING),
        "flags": TEXTS,
    },
    key=("norm", "item", "subject"),
    said={
        "norm": "Id of the norm; /v1/rules tells it",
        "item": "What is asked of every subject",
        "has": "How much is there, as a band",
        "needs": "How much is needed, as a band",
        "givers": "How many give it, as far as it is known",
        "who": "Who gives it",
        "flags": "single, duplicate, no_demand",
    },
    always=False,
    paper=("item", "subject", "norm", "state", "has", "needs", "givers", "who", "flags"),
    families={"flags": "flags"},
    placed=("subject",),
    grid=("item", "subject"),
)

#: What became of a norm at a subject between two dates, in the order in which it is told.
CHANGES = ("new", "newly_known", "still", "closed", "newly_unknown", "asked_no_more")
#: Beside an earlier date: what is a gap or not known now, what was closed, and what is asked no more.
COMPARED = Table(
    {"norm": TEXT, "subject": PLACE, "item": TEXT, "change": TEXT, "state_before": TEXT, "state": TEXT},
    key=("norm", "subject", "item"),
    said={
        "norm": "Id of the norm; /v1/rules tells it",
        "item": "What of the subject is asked; null: the subject itself",
        "change": "new, newly_known, still, closed, newly_unknown or asked_no_more",
        "state_before": "Its state on the earlier date; null: it was not asked then",
        "state": "Its state on the date; null: it is not asked any more",
    },
    always=False,
    first=("change", CHANGES),
    families={"state_before": "state", "change": "change"},
)
#: How many lines there are of each state at each place of a level.
BY = Table(
    {"place": PLACE, "norm": TEXT, **{f"{state}_count": INTEGER for state in COUNTED}},
    key=("place", "norm"),
    said={
        "place": "A place of the level; null: what lies in none",
        "norm": "Id of the norm; /v1/rules tells it",
        **{f"{state}_count": f"How many are {state}" for state in COUNTED},
    },
    always=False,
)

QUESTION = Question(
    name="coverage",
    drawn=True,
    said="What is not covered: each norm asked of each of its subjects, gaps with what would close them.",
    tables={"rows": ROWS, "compared": COMPARED, "by": BY, "load": LOAD, "matrix": MATRIX},
    options=(
        Option("packs", Holds.PACKS, "Ask this pack of norms only; may be given several times", called="pack"),
        Option(
            "norms",
            Holds.NORMS,
            "Ask these norms only, by id or title, or all with words in their title; may be given several times",
            called="norm",
            helped="norm_asked",
        ),
        Option(
            "states",
            Holds.STATES,
            "Which results to show, with commas between, or `all`",
            called="state",
            default=DEFAULT_STATES,
            states=SHOWN,
            column="state",
        ),
        Option("evidence_cap", Holds.CAP, default=EVIDENCE_CAP, column="evidence"),
        Option("load", Holds.FLAG, "Show also how much each holder answers for", default=False),
        Option("matrix", Holds.FLAG, "Show also items by places, with a single and several givers", default=False),
        Option("personal", Holds.PERSONAL, "Show what is personal, and log that it was shown", default=False),
        Option("compare", Holds.DAY, "Show what became of it since this earlier date"),
        Option("by", Holds.LEVEL, "Count also by places of this level", helped="by_level"),
        Option("axis", Holds.AXIS, "With `by`: how places lie in each other", default="territory"),
    ),
    card=("norm", "subject", "state", "has", "needs", "short", "why", "flags", "since"),
    totals={"states": "state", "compared": "change"},
    codes=("state", "how", "why", "close"),
    cypher=("coverage-presence", "coverage-ratio"),
    aside=frozenset({"step"}),
)
