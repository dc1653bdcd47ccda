"""A network changed by rows answers as one made anew of the changed ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes import ChangeSet, apply
from graph.kinds import ties
from graph.network import Network
from graph.network.forest import Forest
from graph.network.view import View
from tests.examples import few_in_full
from tests.graph.network.changed import changes
from tests.networks import DAYS, Drawn, days, networks

FOREST = ("parent", "depth", "low", "high", "order")


def forest(one: Forest) -> dict[str, Any]:
    return {name: getattr(one, name).tolist() for name in FOREST} | {"levels": [rows.tolist() for rows in one.levels]}


def tied(view: View, kind: str) -> list[Any]:
    out, into = view.out(kind), view.into(kind)
    return [one.tolist() for one in (*view.tied(kind), view.holding(kind), out.start, out.other, out.tie, into.other)]


def said(view: View) -> dict[str, Any]:
    """Everything that a view says."""
    return {
        "valid": view.valid.tolist(),
        "territory": forest(view.territory),
        "property": forest(view.property_axis),
        "one": view.one_axis,
        "left": view.left_behind,
        "parts": view.parts.to_dicts(),
        "split": view.split,
        "only": [one.tolist() for one in view.property_only],
        "anchor": view.anchor.tolist(),
        "told": view.told_anchor.tolist(),
        "leads": view.leading("reports_to").tolist(),
        "ties": {tie.kind: tied(view, tie.kind) for tie in ties()},
        "frames": {kind: view.rows.frame(kind).to_dicts() for kind in view.rows.changed},
    }


class TestMoved:
    @pytest.mark.slow
    @pytest.mark.thorough
    @few_in_full
    @given(networks(), days(), st.data())
    def test_every_day_says_what_it_says_made_anew(self, drawn: Drawn, day: date, data: st.DataObject) -> None:
        network = Network(drawn.tables, day)
        for number in range(1, 4):
            assert [said(network.on(one).view) for one in DAYS]
            more = data.draw(changes(Drawn(network.tables())))
            expected = Network(apply(network.tables(), more), day)
            network = network.moved(more, number, None)
            assert network.revision == number
            for one in DAYS:
                assert said(network.on(one).view) == said(expected.on(one).view)
                told, telling = (each._views.told for each in (network, expected))  # noqa: SLF001 - what few are told
                assert said(told.on(network.on(one).day)) == said(telling.on(network.on(one).day))
                assert told.lifted == telling.lifted

    def test_leaves_the_old_one_as_it_was(self) -> None:
        empty = Network(apply(drawn_of(), ChangeSet()), date(2024, 11, 1))
        before = said(empty.view)
        assert empty.moved(ChangeSet(), 7, None).revision == 7
        assert said(empty.view) == before


def drawn_of() -> Any:
    return Drawn().tables
