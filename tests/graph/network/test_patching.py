"""A numbering changed by rows is the numbering of the changed ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes import ChangeSet, apply
from graph.network.numbering import Rows
from graph.network.patching import patch
from graph.network.splicing import Splice
from graph.network.tying import TieRows
from graph.tables import Tables
from tests.examples import few_in_full
from tests.graph.network.changed import changes
from tests.networks import Drawn, networks


def rows_of(**frames: list[dict[str, Any]]) -> Rows:
    return Rows(apply(Tables({}), ChangeSet({kind: pl.DataFrame(rows) for kind, rows in frames.items()})))


def change(**frames: list[dict[str, Any]]) -> ChangeSet:
    return ChangeSet({kind: pl.DataFrame(rows) for kind, rows in frames.items()})


def tie_lines(tie: TieRows) -> tuple[Any, ...]:
    return tie.source.tolist(), tie.target.tolist(), tie.since.tolist(), tie.until.tolist(), tie.frame.to_dicts()


def said(rows: Rows) -> dict[str, Any]:
    """Everything that a numbering says, but for days on which nothing begins or ends any more."""
    texts = {
        (kind, name): rows.codes(kind, name)
        for kind in rows.block
        for name, dtype in rows.frame(kind).schema.items()
        if dtype == pl.String
    }
    return {
        "block": rows.block,
        "size": rows.size,
        "keys": rows.keys.to_list(),
        "since": rows.since.tolist(),
        "until": rows.until.tolist(),
        "outside": rows.outside.tolist(),
        "names": rows.names.to_list(),
        "rank": rows.sibling_rank.tolist(),
        "frames": {kind: rows.frame(kind).to_dicts() for kind in rows.block},
        "ties": {kind: tie_lines(tie) for kind, tie in rows.ties.items()},
        "codes": {which: (codes.tolist(), names) for which, (codes, names) in texts.items()},
        "found": [rows.row(key) for key in rows.keys],
        "tables": {name: frame.sort("key").to_dicts() for name, frame in rows.tables.items()},
    }


def asked(rows: Rows) -> Rows:
    """Ask for everything, so that there is something to take over."""
    said(rows)
    assert rows.edges is not None
    return rows


class TestPatch:
    def test_puts_a_new_thing_where_its_key_belongs(self) -> None:
        rows = rows_of(place=[{"key": "place-b"}, {"key": "place-d"}], team=[{"key": "team-a", "name": "演示队"}])
        made = patch(rows, change(place=[{"key": "place-c", "name": "演示园"}])).rows
        assert made.keys.to_list() == ["place-b", "place-c", "place-d", "team-a"]
        assert (made.row("place-c"), made.row("team-a")) == (1, 3)

    def test_moves_the_ends_of_ties_that_nobody_changed(self) -> None:
        rows = rows_of(
            place=[{"key": "place-b"}, {"key": "place-d"}],
            part_of=[{"key": "part_of-1", "source": "place-d", "target": "place-b"}],
        )
        made = patch(rows, change(place=[{"key": "place-a"}])).rows
        assert (made.ties["part_of"].source.tolist(), made.ties["part_of"].target.tolist()) == ([2], [1])

    def test_takes_a_removed_tie_out_and_puts_an_ended_one_in_its_place(self) -> None:
        ties = [{"key": f"serves-{at}", "source": "team-a", "target": "place-a"} for at in range(3)]
        rows = rows_of(place=[{"key": "place-a"}], team=[{"key": "team-a"}], serves=ties)
        ended = {**ties[2], "op": "put", "until": date(2024, 11, 1)}
        made = patch(rows, change(serves=[{**ties[0], "op": "remove", "until": None}, ended])).rows
        assert made.ties["serves"].frame["key"].to_list() == ["serves-1", "serves-2"]
        assert made.ties["serves"].until.tolist() == [2**31 - 1, (date(2024, 11, 1) - date(1970, 1, 1)).days]

    def test_shares_what_is_not_changed(self) -> None:
        rows = rows_of(place=[{"key": "place-a"}], team=[{"key": "team-a", "name": "演示队"}])
        made = patch(rows, change(team=[{"key": "team-a", "name": "演示新队"}])).rows
        assert made.frame("place") is rows.frame("place")
        assert made.ties["serves"] is rows.ties["serves"]

    def test_a_tie_may_end_at_what_is_put_with_it(self) -> None:
        rows = rows_of(place=[{"key": "place-a"}], team=[{"key": "team-a"}])
        tie = {"key": "serves-1", "source": "team-a", "target": "place-b"}
        more = change(place=[{"key": "place-b"}], serves=[tie])
        made, expected = patch(rows, more).rows, Rows(apply(rows.tables, more))
        assert tie_lines(made.ties["serves"]) == tie_lines(expected.ties["serves"])

    def test_lines_know_where_they_stand_then(self) -> None:
        splice = Splice(5, drop=[1, 3], at=[0, 3, 5])
        assert splice.moved().tolist() == [1, -1, 2, 3, 4]

    @pytest.mark.slow
    @pytest.mark.thorough
    @few_in_full
    @given(networks(), st.data())
    def test_says_what_a_new_numbering_says(self, drawn: Drawn, data: st.DataObject) -> None:
        rows = asked(Rows(drawn.tables))
        for _ in range(3):
            more = data.draw(changes(Drawn(rows.tables)))
            expected = Rows(apply(rows.tables, more))
            made = patch(rows, more).rows
            assert said(made) == said(expected)
            assert {*expected.edges} <= {*made.edges}
            assert all(one.dtype == np.int32 for tie in made.ties.values() for one in (tie.source, tie.target))
            rows = made
