"""``reconcile``, declared: do the published numbers agree with the ledger."""

from __future__ import annotations

from typing import Literal, get_args

from graph.answers.cells import BAND, DAY, ID, INTEGER, PLACE, REASON, TEXT, TEXTS, ListOf
from graph.answers.options import EVIDENCE_CAP, Holds, Option
from graph.answers.question import Question, Table

Verdict = Literal["agrees", "consistent", "differs", "cannot_tell"]
#: In the order of the totals.
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
#: In the order in which they are shown: what is to be looked at first.
SHOWN: tuple[Verdict, ...] = ("differs", "consistent", "agrees", "cannot_tell")

ROWS = Table(
    {
        "figure": ID,
        "name": TEXT,
        "subject": PLACE,
        "measure": TEXT,
        "published": {
            "value": INTEGER,
            "bound": TEXT,
            "unit": TEXT,
            "period": TEXT,
            "as_of": DAY,
            "document": TEXT,
        },
        "counted": BAND,
        "verdict": TEXT,
        "difference": INTEGER,
        "on": DAY,
        "evidence": TEXTS,
        "evidence_count": INTEGER,
        "why": ListOf(REASON),
    },
    key=("figure",),
    said={
        "verdict": "agrees, consistent, differs or cannot_tell",
        "published": "What was published: exact, at_least, at_most or about",
        "counted": "What the ledger counts",
    },
    paper=(
        "verdict",
        "name",
        "subject",
        "published",
        "counted",
        "difference",
        "why",
        "published.as_of",
        "published.document",
        "measure",
    ),
    first=("verdict", SHOWN),
)

QUESTION = Question(
    name="reconcile",
    said="Do the published numbers agree with the ledger: each figure beside the count of the same thing.",
    tables={"rows": ROWS},
    options=(Option("evidence_cap", Holds.CAP, default=EVIDENCE_CAP, column="evidence"),),
    card=("verdict", "name", "subject", "published", "counted", "difference", "why"),
    totals={"verdicts": "verdict"},
    codes=("verdict", "why"),
    cypher=("reconcile",),
)
