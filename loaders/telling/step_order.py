"""Steps of a file that are earlier than those that they follow: refused, as where one is taken (SEMANTICS N5)."""

from __future__ import annotations

import polars as pl

from graph.kinds import field_of
from graph.values import INSTANT
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded


def tell_step_order(loaded: Loaded, report: Report) -> None:
    """Report each new step that is earlier than the step before it, or later than the one behind it."""
    rows, changed, after = loaded.rows, loaded.changed, loaded.after
    if "step" not in changed or "step" not in rows:
        return
    new = changed["step"]
    steps = after["step"].select("key", "need", "number", "at", pl.col("need").hash().alias("by"))
    if steps.height > new.height:
        steps = steps.join(new, on="need", how="semi")
    steps = steps.sort("by", "need", "number")  # numbers are sorted sooner than keys
    follows = pl.col("need") == pl.col("need").shift(1)  # they are sorted: a tenth of what a window of each need takes
    before = {name: pl.when(follows).then(pl.col(name).shift(1)) for name in ("key", "at", "number")}
    steps = steps.with_columns(**{f"{name}_before": value for name, value in before.items()})
    wrong = steps.filter(pl.col("at") < pl.col("at_before"))
    if not wrong.height:
        return
    touched = pl.col("key").is_in(new["key"].implode()) | pl.col("key_before").is_in(new["key"].implode())
    wrong = wrong.filter(touched).sort("need", "number")
    said = {row["key"]: row for row in rows["step"].iter_rows(named=True)}
    for one in wrong.iter_rows(named=True):
        row = said.get(one["key"]) or said.get(one["key_before"], {})
        where = Where(row.get("file"), row.get("sheet"), row.get("row"), field_of("step", "at").zh)
        found, expected = (INSTANT.caption(one[name], "zh") for name in ("at", "at_before"))
        numbers = {"number": one["number"], "before": one["number_before"]}
        report.error("step_order", where, found=found, expected=expected, **numbers)
