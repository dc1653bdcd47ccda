"""What all questions share, computed once over a network and rules."""

from __future__ import annotations

from graph.facts.facts import Facts, facts_of

__all__ = ["Facts", "facts_of"]
