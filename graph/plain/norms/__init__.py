"""The plain home of each type of norm: a module named after it.

It has ``judge(world, norm, subject)`` and ``needs(norm, base)``. What is a ratio has ``base(world, norm, subject)``
too, and what can be read from the side of who holds a post ``load_rows(world, norm, subjects)``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.norms.judgement import Judgement
from graph.rules import Norm


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return what the norm says of a subject, a judgement an item."""
    found: list[Judgement] = _home(norm).judge(world, norm, subject)
    return found


def needs(norm: Norm, base: Base | None) -> Band:
    """Return how many it takes."""
    found: Band = _home(norm).needs(norm, base)
    return found


def base_of(world: World, norm: Norm, subject: str) -> Base | None:
    """Return what it is a ratio of; None where it is none."""
    home = _home(norm)
    return home.base(world, norm, subject) if hasattr(home, "base") else None


def load_rows(world: World, norm: Norm, subjects: list[str]) -> list[Cell]:
    """Return how much each holder answers for; nothing where there is no such reading."""
    home = _home(norm)
    return home.load_rows(world, norm, subjects) if hasattr(home, "load_rows") else []


def _home(norm: Norm) -> Any:
    return import_module(f"{__name__}.{norm.type}")
