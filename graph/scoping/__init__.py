"""What somebody bound to a place, or of a partner, has of a ledger: it is cut once, and all else asks the cut.

``cut`` takes a whole network and a scope, and tells which rows are whole, which are seen from outside, and which not at
all; ``ScopedStore`` is a store of which only these are known. No question, route or page knows that there is more.
"""

from __future__ import annotations

from graph.scoping.cut import Cut, cut
from graph.scoping.planning import Planned, planned_of
from graph.scoping.raisers import kept_from
from graph.scoping.scope import Scope
from graph.scoping.store import ScopedStore

__all__ = ["Cut", "Planned", "Scope", "ScopedStore", "cut", "kept_from", "planned_of"]
