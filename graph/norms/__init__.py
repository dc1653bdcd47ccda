"""The types of norm: each its own file, named after it, with what it counts, needs, reasons and columns of its own.

Nobody asks which type a norm is: ``type_of`` returns its home, and what that finds is a ``Finding``.
"""

from __future__ import annotations

from importlib import import_module

from graph.norms.base import NormType
from graph.rules import Norm

__all__ = ["NormType", "type_of"]


def type_of(norm: Norm) -> NormType:
    """Return the home of a norm's type: ``TYPE`` of the module of its name."""
    home: NormType = import_module(f"{__name__}.{norm.type}").TYPE
    return home
