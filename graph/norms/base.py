"""The interface that every type of norm implements."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.bases import Base
from graph.network.columns import Ints
from graph.norms.finding import Finding
from graph.rules import Norm


class NormType(ABC):
    """One type of norm, the same object for all norms of it."""

    @abstractmethod
    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return what a norm finds at its subjects, in their order; a subject may have several lines, one an item."""

    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return how much it takes at each subject, asked also where nothing can be counted: one, if not said."""
        del facts, norm
        one = np.ones(subjects.size, dtype=np.int64)
        return Band(one, one)

    def base(self, facts: Facts, norm: Norm) -> Base | None:
        """Return what the norm is a ratio of, by place; None where it is none."""
        del facts, norm
        return None

    def load(self, facts: Facts, finding: Finding) -> pl.DataFrame | None:
        """Return the norm read from the side of who holds a post, as rows of ``load``; None = no such reading."""
        del facts, finding
        return None
