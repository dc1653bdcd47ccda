"""The documents of the service as models, for its description alone.

Derived from what the questions declare of their tables (``graph/answers``) and from the kinds, so that a column
told there is told here.
"""

from __future__ import annotations

from pydantic import BaseModel

from api.describing.accepting import PlanAccepted
from api.describing.adjusting import AdjustmentDone
from api.describing.answers import model_of
from api.describing.came_back import FormCameBack, FormRecorded
from api.describing.documents import Findings, Health, InForce, Kinds, Problem, Report
from api.describing.jobs import JobStatus
from api.describing.log import AuditLog
from api.describing.needs import NeedLife, NeedStep
from api.describing.orders import OrderGiven
from api.describing.planning import PlanApplied, PlanLooked, PlansCompared
from api.describing.resolved import Resolved
from api.describing.steps import StepTaken
from api.describing.things import Changes, History, Revisions, Thing, Things
from graph.answers.register import QUESTIONS

__all__ = [
    "AdjustmentDone",
    "AuditLog",
    "Changes",
    "Findings",
    "FormCameBack",
    "FormRecorded",
    "Health",
    "History",
    "InForce",
    "JobStatus",
    "Kinds",
    "NeedLife",
    "NeedStep",
    "OrderGiven",
    "PlanAccepted",
    "PlanApplied",
    "PlanLooked",
    "PlansCompared",
    "Problem",
    "Report",
    "Resolved",
    "Revisions",
    "StepTaken",
    "Thing",
    "Things",
    "model_of",
    "returned_models",
]

_ALWAYS: tuple[type[BaseModel], ...] = (
    AdjustmentDone,
    AuditLog,
    Changes,
    Findings,
    FormCameBack,
    FormRecorded,
    Health,
    History,
    InForce,
    JobStatus,
    Kinds,
    NeedLife,
    NeedStep,
    OrderGiven,
    PlanAccepted,
    PlanApplied,
    PlanLooked,
    PlansCompared,
    Report,
    Resolved,
    Revisions,
    StepTaken,
    Thing,
    Things,
)


def returned_models() -> tuple[type[BaseModel], ...]:
    """Return the model of every document that an address returns; routes name them (``api/routes/described.py``)."""
    return (*map(model_of, QUESTIONS.values()), *_ALWAYS)
