"""缺口清单: what is not covered or not known, by who is responsible for it (SEMANTICS F6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph.answers.coverage import SHOWN
from graph.forms.answered import Answered, table_of
from graph.forms.asked import Asked
from graph.forms.paper import Group, Paper, Table
from graph.forms.seated import unit_order
from graph.network import Network
from graph.network.standing import standing
from graph.questions import coverage
from graph.rules import Rules
from graph.viewing import Showing, named

_LAST = 2**31 - 1
#: What a line says; who is responsible stands in the heading above it, and a type's own columns in the answer alone.
_COLUMNS = ("subject", "item", "norm", "state", "short", "has", "needs", "why", "close", "since", "households", "cite")


def gaps(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the gaps and what is not known, under a heading a unit that is responsible, in the office's own order."""
    answer = named(coverage(network, rules), showing)
    said = Answered(network, rules, showing, asked.lang)
    sheet = next(one for one in said.sheets(answer) if one.name == "rows")
    rows = sorted(answer.rows.iter_rows(named=True), key=lambda row: SHOWN.index(row["state"]))  # as on the sheet
    order = sorted(range(len(rows)), key=lambda at: _order(network, rows[at]["responsible"]))
    shown = replace(sheet, rows=tuple(sheet.rows[at] for at in order))
    groups = _groups(network, said, [rows[at] for at in order], asked)
    above = (asked.say("form.gaps.counted", **{state: answer.totals["states"][state] for state in ("gap", "unknown")}),)
    tables: tuple[Table, ...] = (table_of(shown, _COLUMNS, groups),)
    return Paper((asked.sheet(network, tables, above=above, landscape=True),))


def _order(network: Network, key: str | None) -> tuple[int, ...]:
    """Return where a unit stands: by its place, then as among others there; nobody comes last."""
    if key is None:
        return (_LAST,)
    unit = network.row(key)
    at = int(network.view.anchor[unit])
    return (int(standing(network).low[at]) if at >= 0 else _LAST - 1, *unit_order(network, unit))


def _groups(network: Network, said: Answered, rows: Sequence[dict[str, Any]], asked: Asked) -> list[Group]:
    """Return a heading a unit: what it is called, its telephone, and how many rows are its own."""
    counted = Counter(row["responsible"] for row in rows)
    here = "" if network.within_row is None else network.path(network.within_row)
    return [Group(_heading(said, key, count, here, asked), count) for key, count in counted.items()]


def _heading(said: Answered, key: str | None, count: int, here: str, asked: Asked) -> str:
    if key is None:
        return asked.say("form.gaps.nobody", count=count)
    unit = said.called(key).removeprefix(here).lstrip("/") if here else said.called(key)
    phone = said.field(key, "phone")
    code = "form.gaps.responsible" if phone is None else "form.gaps.responsible_phone"
    return asked.say(code, unit=unit, phone=phone, count=count)
