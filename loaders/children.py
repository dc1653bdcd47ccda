"""Needs of a file that name a child as who raised them: refused at load (SEMANTICS V11)."""

from __future__ import annotations

import polars as pl

from graph import today
from graph.kinds import kind_of
from graph.life.children import may_be_child
from graph.tables import Tables
from loaders.report import Report, Where

#: Rows of a file that may bring it about, and how each is known in the tie.
_KNOWN_BY = (("raises", "key"), ("need", "target"), ("person", "source"))


def tell_children(rows: dict[str, pl.DataFrame], after: Tables, report: Report) -> None:
    """Report each need of the file whose raiser is a person who may be under 14, where the year of birth is known.

    Args:
        rows: What the file says, by kind, with where it says so.
        after: What is known with the file.
        report: Where to.
    """
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
