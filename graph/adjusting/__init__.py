"""The weekly work: who sits where, what lies where, what begins, goes on as another and ends (SEMANTICS K10).

Each piece is a pure function of a network and of what somebody says: it returns the change with what has to be told,
or says why it cannot be. The day of the change is the network's. ``register`` lists them, ``asking`` calls one by name.
"""

from graph.adjusting.adjusted import Adjusted, Issue, Left
from graph.adjusting.asking import adjusted
from graph.adjusting.register import ADJUSTMENTS

__all__ = ["ADJUSTMENTS", "Adjusted", "Issue", "Left", "adjusted"]
