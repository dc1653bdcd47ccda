"""What every question returns: frames, rendered only when somebody looks; and what each question declares of itself.

``register`` lists the questions, one file each. What a declaration says of columns is in ``cells``, of options in
``options``; ``frames`` makes types of Polars of it.
"""

from __future__ import annotations

from graph.answers.answer import SCHEMA, UNBOUNDED, Answer, Page
from graph.answers.options import EVIDENCE_CAP

__all__ = ["EVIDENCE_CAP", "SCHEMA", "UNBOUNDED", "Answer", "Page"]
