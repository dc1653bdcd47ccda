"""The questions: pure functions from a network and rules to an answer."""

from __future__ import annotations

from graph.questions.audit import audit
from graph.questions.coverage import coverage
from graph.questions.escalate import escalate
from graph.questions.reconcile import reconcile

__all__ = ["audit", "coverage", "escalate", "reconcile"]
