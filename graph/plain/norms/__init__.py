"""The plain home of each type of norm: a module named after it, with what ``Home`` lists."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from graph.plain.bands import Band
from graph.plain.homes import Base
from graph.plain.judgement import Judgement
from graph.plain.shown import Cell
from graph.plain.world import World
from graph.rules import Norm


class Home(Protocol):
    """What the plain module of a type has."""

    def judge(self, world: World, norm: Norm, subject: str) -> list[Judgement]:
        """Return what the norm says of a subject, a judgement an item."""

    def needs(self, norm: Norm, base: Base | None) -> Band:
        """Return how many it takes."""

    def base(self, world: World, norm: Norm, subject: str) -> Base | None:
        """Return what it is a ratio of."""

    def load_rows(self, world: World, norm: Norm, subjects: list[str]) -> list[Cell]:
        """Return how much each holder answers for."""


def type_of(norm: Norm) -> Home:
    """Return the plain home of a norm's type."""
    return cast("Home", import_module(f"{__name__}.{norm.type}"))
