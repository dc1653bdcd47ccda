"""双报到登记: which units reported in to whom in a place, and which people did (SEMANTICS F9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from graph.facts import facts_of
from graph.forms.asked import Asked
from graph.forms.paper import Column, Paper, Said, Table
from graph.forms.seated import unit_order
from graph.kinds import kind_of
from graph.network import Network
from graph.network.columns import ALWAYS
from graph.network.numbering import day_of
from graph.network.standing import standing
from graph.pictures.called import Called
from graph.rules import Rules
from graph.viewing import Showing, is_person
from graph.viewing.showing import reserved

_TIE = "checked_in"
_UNITS = {"number": 6, "reported": 34, "form": 16, "host": 30, "reported_on": 12, "phone": 18, "note": 22}
_PEOPLE = {"number": 6, "person": 18, "host": 34, "reported_on": 12, "note": 30}
_COUNTS = {"host": 40, "count": 20}


def checked_in(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return who reported in to units of a place: units by name on one sheet, people on another.

    Who may not know that a person did is told how many did at each unit, a small number only as such.
    """
    called, ties = Called(network, rules, asked.lang), _ties(network)
    units = [tie for tie in ties if not is_person(network.key(_source(network, tie)))]
    people = [tie for tie in ties if is_person(network.key(_source(network, tie)))]
    rows = [_unit(network, called, tie) for tie in units]
    sheets = [asked.sheet(network, (_table(_UNITS, rows, asked),), asked.say("form.checked_in.units"), landscape=True)]
    by_name = showing.viewer.may_see(reserved(kind_of(_TIE)))
    table = _named(network, called, showing, people, asked) if by_name else _counted(network, rules, people, asked)
    sheets.append(asked.sheet(network, (table,), asked.say("form.checked_in.people")))
    return Paper(tuple(sheets))


def _ties(network: Network) -> list[int]:
    """Return who reported in to units in the place asked about: by that unit, then in their order, then by day."""
    view, tie = network.view, network.rows.ties[_TIE]
    found = np.flatnonzero(view.holding(_TIE)).tolist()
    if network.within_row is not None:
        inside = view.inside(network.within_row)
        found = [at for at in found if view.anchor[tie.target[at]] >= 0 and inside[view.anchor[tie.target[at]]]]

    def key(at: int) -> tuple[int, ...]:
        host, source = int(tie.target[at]), int(tie.source[at])
        place = int(view.anchor[host])
        low = int(standing(network).low[place]) if place >= 0 else -1
        return (low, *unit_order(network, host), *unit_order(network, source)[:1], int(tie.since[at]), source)

    return sorted(found, key=key)


def _source(network: Network, tie: int) -> int:
    return int(network.rows.ties[_TIE].source[tie])


def _host_and_day(network: Network, called: Called, tie: int) -> tuple[Said, Said]:
    held = network.rows.ties[_TIE]
    begun = int(held.since[tie])
    return called.thing(int(held.target[tie])), None if begun == ALWAYS else day_of(begun)


def _unit(network: Network, called: Called, tie: int) -> tuple[Said, ...]:
    unit = _source(network, tie)
    host, since = _host_and_day(network, called, tie)
    phone = called.value(unit, "phone") or ""
    return (called.thing(unit), called.what(unit), host, since, phone, "")


def _named(network: Network, called: Called, showing: Showing, ties: list[int], asked: Asked) -> Table:
    """Return people by name, those of whom the viewer may know that they reported in."""
    frame = network.rows.ties[_TIE].frame
    rows: list[dict[str, Any]] = [
        {"key": frame["key"][tie], "source": network.key(_source(network, tie)), "target": ""} for tie in ties
    ]
    known = {row["key"] for row in rows if showing.knows_of(kind_of(_TIE), row)}
    names = showing.names(row["source"] for row in rows if row["key"] in known)
    lines = [
        (names.get(row["source"], called.kind("person")), *_host_and_day(network, called, tie), "")
        for tie, row in zip(ties, rows, strict=True)
        if row["key"] in known
    ]
    return _table(_PEOPLE, lines, asked)


def _counted(network: Network, rules: Rules, ties: list[int], asked: Asked) -> Table:
    """Return how many people reported in to each unit; there is no sum, so that no small number can be worked out."""
    called, held = Called(network, rules, asked.lang), network.rows.ties[_TIE]
    profiles = facts_of(network, rules).in_force.values()
    least = max((one.small_counts for one in profiles), default=5)
    counts = Counter(int(held.target[tie]) for tie in ties)
    lines: list[tuple[Said, ...]] = [
        (called.thing(host), count if count >= least else asked.say("form.checked_in.small", least=least))
        for host, count in counts.items()
    ]
    columns = tuple(Column(asked.say(f"form.column.{name}"), width) for name, width in _COUNTS.items())
    return Table(columns, tuple(lines))


def _table(widths: dict[str, int], rows: Sequence[tuple[Said, ...]], asked: Asked) -> Table:
    """Return a table whose rows are numbered."""
    columns = tuple(
        Column(asked.say(f"form.column.{name}"), width, "center" if name == "number" else "left")
        for name, width in widths.items()
    )
    return Table(columns, tuple((at, *row) for at, row in enumerate(rows, 1)))
