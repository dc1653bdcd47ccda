"""The plain answer to each question: on networkx, short, and obviously right.

``linli verify`` runs these, and tests hold the fast answers to them. Nothing here is shared with
``graph.questions``; speed is no concern.
"""

from __future__ import annotations

from graph.plain.audit import audit
from graph.plain.coverage import coverage
from graph.plain.escalate import escalate
from graph.plain.reconcile import reconcile

__all__ = ["audit", "coverage", "escalate", "reconcile"]
