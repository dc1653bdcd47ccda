"""What every question returns: frames, rendered only when somebody looks, and their columns."""

from __future__ import annotations

from graph.answers.answer import EVIDENCE_CAP, SCHEMA, UNBOUNDED, Answer, Page

__all__ = ["EVIDENCE_CAP", "SCHEMA", "UNBOUNDED", "Answer", "Page"]
