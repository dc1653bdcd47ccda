"""A norm asked of its subjects, as one frame: who is asked, what of it, and its state."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers.coverage import STATES
from graph.facts import Facts
from graph.network.columns import Ints
from graph.norms.asking import Asked

_SCHEMA = {"subject": pl.Int32(), "item": pl.String(), "state": pl.String()}


def lines_of(facts: Facts, asked: Asked) -> pl.DataFrame:
    """Return a line a subject and item, in the order of rows: ``subject`` (a row), ``item``, ``state``."""
    position = np.zeros(facts.network.rows.size, dtype=np.int64)
    position[asked.subjects] = np.arange(asked.subjects.size)
    parts = [
        pl.DataFrame(
            {
                "subject": part.subjects.astype(np.int32),
                "item": list(part.items) if part.items is not None else [None] * part.subjects.size,
                "state": pl.Series(STATES).gather(part.state),
            },
            schema=_SCHEMA,
        ).with_columns(position=position[part.subjects])
        for part in asked.findings
    ]
    return pl.concat(parts).sort("position", maintain_order=True).drop("position")


def no_lines() -> pl.DataFrame:
    """Return the same of a norm that is asked of nothing."""
    return pl.DataFrame(schema=_SCHEMA)


def subjects_of(frame: pl.DataFrame) -> Ints:
    """Return the rows of the subjects, a line each."""
    return frame["subject"].to_numpy()
