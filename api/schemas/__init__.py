"""The documents of the service as models, for its description alone.

Derived from the columns of the answers (``graph/answers/columns.py``) and from the kinds, so that a column told
there is told here.
"""

from __future__ import annotations

from api.schemas.answers import Audit, Coverage, Escalate, Reconcile
from api.schemas.documents import Health, InForce, Kinds, Problem, Report
from api.schemas.things import History, Revisions, Thing, Things

__all__ = [
    "Audit",
    "Coverage",
    "Escalate",
    "Health",
    "History",
    "InForce",
    "Kinds",
    "Problem",
    "Reconcile",
    "Report",
    "Revisions",
    "Thing",
    "Things",
]
