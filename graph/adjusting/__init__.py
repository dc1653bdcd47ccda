"""The weekly work: who sits where, what lies where, what begins, goes on as another and ends (SEMANTICS K10).

Each piece is a pure function of a network and of what somebody says: it returns the change with what has to be told,
or says why it cannot be. The day of the change is the network's. ``register`` lists them and is read without Polars,
so that help is quick; ``asking`` calls one by name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph.adjusting.register import ADJUSTMENTS

if TYPE_CHECKING:
    from graph.adjusting.asking import adjusted
    from graph.adjusting.outcome import Adjusted, Issue, Left

__all__ = ["ADJUSTMENTS", "Adjusted", "Issue", "Left", "adjusted"]

_WHERE = {"adjusted": "asking", "Adjusted": "outcome", "Issue": "outcome", "Left": "outcome"}


def __getattr__(name: str) -> Any:
    """Return what takes a while to import, once somebody asks for it."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
