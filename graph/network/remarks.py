"""What a change affects besides *remarks*: fields that are shown with a thing and decide nothing.

A field declares itself a *remark* (``graph/kinds/fields.py``). Where a change touches remarks alone, everything is
where it was, under the same numbers, tied to the same; so what was worked out of a network before holds of the next
(SEMANTICS P8).
"""

from __future__ import annotations

from copy import copy

import polars as pl

from graph.changes import ChangeSet, puts
from graph.concealing import concealed_rows
from graph.kinds import kind_of
from graph.network.numbering import Rows
from graph.network.view import View
from graph.network.views import Views
from graph.tables import Tables, tables_of


def moved(tables: Tables, changes: ChangeSet) -> frozenset[str]:
    """Return the kinds of which changes touch more than remarks.

    Args:
        tables: The rows that were.
        changes: What was done to them.

    Example:
        >>> from graph.changes import apply
        >>> place = {"key": ["place-a"], "level": ["community"], "name": ["甲社区"], "note": ["演示"]}
        >>> tables = apply(Tables({}), ChangeSet({"place": pl.DataFrame(place)}))
        >>> moved(tables, ChangeSet({"place": pl.DataFrame({**place, "note": ["另一句"]})}))
        frozenset()
        >>> moved(tables, ChangeSet({"place": pl.DataFrame({**place, "name": ["乙社区"]})}))
        frozenset({'place'})
    """
    return frozenset(kind for kind, change in changes.frames.items() if change.height and _moves(tables, kind, change))


def remarks_of(kind: str) -> list[str]:
    """Return the fields of a kind that are remarks.

    Example:
        >>> remarks_of("place"), remarks_of("step")
        (['note'], [])
    """
    return [one.name for one in kind_of(kind).fields if one.remark]


def _moves(tables: Tables, kind: str, change: pl.DataFrame) -> bool:
    remarks, put = remarks_of(kind), puts(change)
    if not remarks or put.height < change.height or len(tables_of(kind)) > 1:  # what is kept apart is not here to see
        return True
    known = tables[kind].filter(pl.col("key").is_in(put["key"].implode()))  # of a million rows no join is made
    said = [name for name in known.columns if name not in remarks]
    return put[said].join(known[said], on=said, how="semi", nulls_equal=True).height < put.height


def with_remarks(views: Views, changes: ChangeSet, revision: int) -> Views:
    """Return the views of the same numbering with other remarks; everything that was made of them is theirs too.

    Args:
        views: The views.
        changes: Changes by which nothing is ``moved``.
        revision: The revision that has them.
    """
    rows = _rows(views.rows, changes, revision)
    other = Views(rows, views.lifted)
    for at, view in views.kept():
        other.keep(at, _view(view, rows if view.rows is views.rows else _rows(view.rows, changes, revision)))
    told = views.__dict__.get("told")  # made when somebody asks for it
    if told is not None:
        other.__dict__["told"] = other if told is views else with_remarks(told, changes, revision)
    return other


def _view(view: View, rows: Rows) -> View:
    other = copy(view)  # its memo and its days are shared: they rest on no remark
    other.rows = rows
    return other


def _rows(rows: Rows, changes: ChangeSet, revision: int) -> Rows:
    frames = {kind: _frame(kind, rows.frame(kind), change) for kind, change in changes.frames.items() if change.height}
    whole = {kind: _frame(kind, rows.tables[kind], changes.frames[kind]) for kind in frames}
    return rows.remarked(rows.tables.with_frames(whole, revision), frames)


def _frame(kind: str, frame: pl.DataFrame, change: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the remarks of a change in the lines of its keys; all else stays as it is there."""
    remarks = remarks_of(kind)
    said = concealed_rows(kind, change.select("key", *remarks))
    joined = frame.select("key").join(said.with_columns(there=True), on="key", how="left", maintain_order="left")
    new = (pl.when(joined["there"]).then(joined[name]).otherwise(frame[name]).alias(name) for name in remarks)
    return frame.with_columns(new)
