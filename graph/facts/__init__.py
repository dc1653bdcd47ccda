"""The floor below all questions: what they share, worked out once over a network and rules."""

from __future__ import annotations

from graph.facts.facts import Facts, facts_of

__all__ = ["Facts", "facts_of"]
