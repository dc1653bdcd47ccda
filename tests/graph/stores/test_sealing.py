"""The digest of a revision: the same in every store, in any order, and another where anything is otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from graph.changes import ChangeSet
from graph.stores import MemoryStore, Store
from graph.stores.revision import NOTHING
from graph.stores.sealing import part, sealed
from graph.stores.touched import Touched, touched
from graph.tables import tables_of
from tests.graph.stores.written import Row, changes, gone, places, row, tie, within

AT = datetime(2024, 11, 1, 8, 30, 0, 1, tzinfo=UTC)
STEPS = (
    [*places("ab"), within("b", "a"), row("person", "a", name="演示张一", skills=["法律", '"']), row("person", "b")],
    [row("place", "b", note="a\x00b", since=date(2021, 1, 1), households=3), gone("part_of", "place-b.place-a")],
    [gone("person", "b"), row("person", "a", name="演示张二"), row("team", "a", themes=[])],
    [tie("lives_in", "person-a", "place-b"), row("post", "a", vacant=False)],
)


def lived(store: Store) -> list[str]:
    """Commit some steps and return the digests of the revisions."""
    for some in STEPS:
        store.commit(changes(*some, by="演示", at=AT, source="演示.xlsx"))
    return [one.digest for one in store.revisions()]


def digest(*rows: Row, of: str = "place") -> str:
    [table, *_] = tables_of(of)
    made = changes(*rows).frames[of].select(list(table.schema))
    return part(Touched(table, made, pl.Series("key", [], pl.String)))[1]


class TestDigest:
    @pytest.mark.slow
    def test_is_the_same_in_every_store(self, store: Store) -> None:
        assert lived(store) == lived(MemoryStore())
        assert all(len(one.digest) == 64 for one in store.revisions())

    def test_is_found_again_when_everything_is_looked_at(self, store: Store) -> None:
        lived(store)
        found = store.examine()
        assert (found.whole, found.findings, found.revisions, found.sealed) == (True, (), 4, 4)

    def test_does_not_depend_on_the_order_of_rows(self) -> None:
        assert digest(*places("abc")) == digest(*places("cab"))

    @pytest.mark.parametrize(
        "other",
        [
            row("place", "a", name="甲乙", note="丙"),
            row("place", "a", name="甲", note=None),
            row("place", "a", name="甲", note=""),
            row("place", "a", name="甲", note="乙", households=0),
            row("place", "b", name="甲", note="乙"),
        ],
        ids=["moved", "none", "empty", "zero", "key"],
    )
    def test_tells_what_looks_alike_apart(self, other: Row) -> None:
        assert digest(row("place", "a", name="甲", note="乙")) != digest(other)

    def test_tells_whose_commit_it_was(self) -> None:
        made = replace(NOTHING, number=1, by="演示", at=AT, source="a.xlsx")
        digests = {sealed(replace(made, **one), []) for one in ({}, {"by": ""}, {"source": "b.xlsx"}, {"number": 2})}
        assert len(digests) == 4

    def test_of_what_ended_is_another_than_of_nothing(self) -> None:
        before = MemoryStore()
        before.commit(changes(*places("ab")))
        ended = [part(one) for one in touched(changes(gone("place", "b")), before.tables())]
        assert ended[0][1] not in {"", part(next(touched(changes(gone("place", "a")), before.tables())))[1]}

    def test_stays_when_a_kind_gets_another_field(self) -> None:
        [table, *_] = tables_of("place")
        rows = changes(*places("ab")).frames["place"].select(list(table.schema))
        nothing = pl.Series("key", [], pl.String)
        later = rows.with_columns(later=pl.lit(None, pl.String))
        assert part(Touched(table, rows, nothing)) == part(Touched(table, later, nothing))

    def test_of_a_revision_that_was_repeated_empty_says_who_made_it(self) -> None:
        with MemoryStore() as store:
            made = store.repeat(ChangeSet(by="演示", at=AT, source="演示.xlsx"), ())
            assert made.digest == sealed(made, [])
            assert store.examine().sealed == 1
