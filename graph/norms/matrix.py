"""Items by places: what was found of every item at every subject, with who gives it, as rows of ``matrix``.

SEMANTICS C37.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers.coverage import MATRIX, STATES
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.norms.finding import Finding


def matrix_of(facts: Facts, finding: Finding) -> pl.DataFrame | None:
    """Return the rows of a norm by item, then as its subjects lie; None where nobody asks who gives anything."""
    givers, items, size = finding.givers, finding.items, finding.subjects.size
    if givers is None or items is None or not size:
        return None
    shown = Shown(facts.network)
    who = pl.DataFrame({"line": givers.subject, "who": shown.things(givers.thing)})
    each = who.group_by("line", maintain_order=True).agg("who", many=pl.len())
    flags = pl.concat(
        [
            pl.DataFrame({"line": np.array([], dtype=np.int64)}).with_columns(flag=pl.lit("")),
            *(pl.DataFrame({"line": lines}).with_columns(flag=pl.lit(code)) for code, lines in finding.flags),
        ]
    )
    told = flags.group_by("line").agg(pl.col("flag").unique().sort().alias("flags"))
    order = {item: at for at, item in enumerate(dict.fromkeys(items))}
    columns = {
        "line": np.arange(size, dtype=np.int64),
        "norm": pl.Series([finding.norm.id] * size),
        "item": pl.Series(items, dtype=pl.String),
        "subject": shown.subjects(finding.subjects),
        "state": pl.Series([STATES[state] for state in finding.state.tolist()]),
        "has": finding.has.structs(),
        "needs": finding.needs.structs(),
        "order": pl.Series([order[item] for item in items]),
    }
    rows = (
        pl.DataFrame(columns)
        .join(each, on="line", how="left", maintain_order="left")
        .join(told, on="line", how="left", maintain_order="left")
        .with_columns(pl.col("many").fill_null(0).alias("givers"), pl.col("who", "flags").fill_null([]))
    )
    return rows.sort("order", "line").select(pl.col(name).cast(dtype) for name, dtype in MATRIX.schema.items())
