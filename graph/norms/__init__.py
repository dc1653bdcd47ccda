"""The types of norm: each its own file, named after it, with what it counts, needs, reasons and columns of its own.

No caller asks which type a norm is: ``type_of`` returns its strategy, which answers with a ``Finding``.
"""

from __future__ import annotations

from importlib import import_module

from graph.norms.base import NormType
from graph.rules import Norm

__all__ = ["NormType", "type_of"]


def type_of(norm: Norm) -> NormType:
    """Return the strategy of a norm's type: ``TYPE`` of the module named after it."""
    home: NormType = import_module(f"{__name__}.{norm.type}").TYPE
    return home
