"""What rows of a file say that can be kept and yet cannot be right: told at load, by the row that says so.

A day before one that it follows, a day that has not come, and the identifier of a norm that no pack has. The store
takes them, since a ledger tells what people wrote, and the pack may be given with the question; whoever wrote it should
know. Who stands in for themselves is refused, as by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from graph import today
from graph.kinds import Field, field_of, kind_of
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

_NORM = "norm"


def note_days_before(loaded: Loaded, report: Report) -> None:
    """Warn of each day that comes before one that it cannot come before, such as a deadline (SEMANTICS T5)."""
    rows, changed = loaded.rows, loaded.changed
    for kind in changed.keys() & rows.keys():
        fields = {one.name: one for one in kind_of(kind).fields}
        for one in fields.values():
            for first in one.not_before:
                if {one.name, first} <= {*rows[kind].columns}:
                    wrong = pl.col(one.name) < pl.col(first)
                    for row in _said(rows[kind], changed[kind], wrong):
                        where, days = _where(row, one), {"found": str(row[one.name]), "expected": str(row[first])}
                        report.warn("day_before", where, **days, header=one.zh, other=fields[first].zh)


def note_days_to_come(loaded: Loaded, report: Report) -> None:
    """Warn of each day that has not come and is said of what was done: a list complete in 2199 (SEMANTICS T5)."""
    rows, changed = loaded.rows, loaded.changed
    for kind in changed.keys() & rows.keys():
        for one in kind_of(kind).fields:
            if one.past and one.name in rows[kind].columns:
                for row in _said(rows[kind], changed[kind], pl.col(one.name) > today()):
                    report.warn("day_to_come", _where(row, one), found=str(row[one.name]), header=one.zh)


def tell_own_stand_in(loaded: Loaded, report: Report) -> None:
    """Refuse each row of an absence in which somebody stands in for themselves."""
    rows, changed = loaded.rows, loaded.changed
    if "absence" in changed and {"person", "stands_in"} <= {*rows.get("absence", pl.DataFrame()).columns}:
        one = field_of("absence", "stands_in")
        for row in _said(rows["absence"], changed["absence"], pl.col("person") == pl.col("stands_in")):
            report.error("absent_for_themselves", _where(row, one))


def note_no_such_norm(loaded: Loaded, report: Report) -> None:
    """Warn of each row about a norm that no pack in force has: nothing is asked by it (SEMANTICS T6)."""
    rows, changed, rules = loaded.rows, loaded.changed, loaded.rules
    for kind in changed.keys() & rows.keys():
        one = next((one for one in kind_of(kind).fields if one.name == _NORM), None)
        if one and _NORM in rows[kind].columns:
            norms = [norm.id for pack in rules.packs.values() for norm in pack]
            for row in _said(rows[kind], changed[kind], ~pl.col(_NORM).is_in(norms)):
                report.warn("no_such_norm_kept", _where(row, one), found=row[_NORM])


def _said(rows: pl.DataFrame, changed: pl.DataFrame, wrong: pl.Expr) -> Iterator[dict[str, Any]]:
    found = rows.filter(wrong)
    return iter(()) if not found.height else found.join(changed, on="key", how="semi").iter_rows(named=True)


def _where(row: Mapping[str, Any], one: Field) -> Where:
    return Where(row.get("file"), row.get("sheet"), row.get("row"), one.zh)
