"""A load before it is committed, as the checks in this folder see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from graph.rules import Rules, Vocabulary
from graph.tables import Tables


@dataclass(frozen=True)
class Loaded:
    """What a file brought.

    Attributes:
        rows: What it says, by kind, with where it says so: ``file``, ``sheet``, ``row``.
        changed: What of it really changes, by kind; of a row that says what is known nothing is told again.
        after: What is known with it.
        rules: The profiles and norms in force.
        words: What codes are called.
    """

    rows: dict[str, pl.DataFrame]
    changed: Mapping[str, pl.DataFrame]
    after: Tables
    rules: Rules
    words: Vocabulary
