"""People who raised needs of a file: no child is named, and no step tells who they were (SEMANTICS V8, V11)."""

from __future__ import annotations

import polars as pl

from graph import today
from graph.kinds import field_of, kind_of
from graph.life.children import may_be_child
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

#: Rows of a file that may bring it about, and how each is known in the tie.
_KNOWN_BY = (("raises", "key"), ("need", "target"), ("person", "source"))


def tell_children(loaded: Loaded, report: Report) -> None:
    """Report each need of the file whose raiser is a person who may be under 14, where the year of birth is known."""
    rows, after = loaded.rows, loaded.after
    if not after["raises"].height:  # looked at first: work orders come in hundreds of thousands
        return
    said = {
        kind: {row["key"]: row for row in rows[kind].iter_rows(named=True)} for kind, _ in _KNOWN_BY if kind in rows
    }
    if not said:
        return
    born = after["person_personal"].select("key", "birth_year").drop_nulls()
    needs = after["need"].select("key", "name", "raised_on")
    raised = after["raises"].join(born, left_on="source", right_on="key").join(needs, left_on="target", right_on="key")
    for row in raised.iter_rows(named=True):
        own = (
            said.get(kind, {}).get(row[end])
            for kind, end in (("raises", "key"), ("need", "target"), ("person", "source"))
        )
        of = next((one for one in own if one is not None), None)
        if of is not None and may_be_child(row["birth_year"], row["raised_on"] or today()):
            where = Where(of.get("file"), of.get("sheet"), of.get("row"), getattr(kind_of("raises"), "column", None))
            report.error("need_child", where, found=row["name"])


def tell_takers(loaded: Loaded, report: Report) -> None:
    """Report each step of the file that says it was taken by the very person who raised its need."""
    rows, after = loaded.rows, loaded.after
    if not {"step", "raises"} & set(rows) or not after["raises"].height:
        return
    people = after["raises"].filter(pl.col("source").str.starts_with("person-")).select("source", "target")
    told = after["step"].join(people, left_on=["by", "need"], right_on=["source", "target"], how="semi")
    said = {row["key"]: row for row in rows["step"].iter_rows(named=True)} if "step" in rows else {}
    for row in told.sort("key").iter_rows(named=True):
        of = said.get(row["key"], {})
        where = Where(of.get("file"), of.get("sheet"), of.get("row"), field_of("step", "by").zh)
        report.error("step_by_raiser", where)
