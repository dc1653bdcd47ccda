"""A store that is compacted: what is kept is as it was, what went is told, and it still proves what it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput, NoSuchRevision, StoreDamaged, StoreError, StoreLocked
from graph.stores import SqliteStore, compact
from graph.stores.sqlite import engine
from tests.examples import few
from tests.graph.stores.written import changes, contents, gone, row, within

TOLD = ["revision", "op", "by"]


def lived(store: SqliteStore) -> None:
    """A place is noted on in seven months; another comes and goes; a third is there from the third month on."""
    for month in range(1, 8):
        some = [row("place", "a", note=f"演示{month}月"), row("person", "a", name=f"演示{month}")]
        some += [row("place", "b"), within("b", "a")] if month == 2 else []
        some += [gone("part_of", "place-b.place-a")] if month == 5 else []
        some += [row("place", "c")] if month == 3 else []
        store.commit(changes(*some, by=f"演示{month}", at=datetime(2024, month, 3, tzinfo=UTC)))


def all_of(store: SqliteStore) -> dict[int, object]:
    """Return what each revision holds that can be opened."""
    return {at: contents(store.tables(at=at)) for at in range(store.revision().number + 1) if at not in store.gone()}


def asked(store: SqliteStore, key: str) -> list[tuple[object, ...]]:
    return [tuple(one[name] for name in TOLD) for one in store.history(key).to_dicts()]


class TestCompacted:
    def test_what_is_kept_is_as_it_was_and_what_went_is_told(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            before = all_of(store)
            done = store.compact(6, [3], "演示丁")
            # of 2, 4 and 5: a note, a person and a name of each; those of 1 are the first, those of 7 the last
            assert (done.revision, done.rows, done.gone) == (8, 9, (2, 4, 5))
            assert all_of(store) == {at: before[at] for at in (0, 1, 3, 6, 7)} | {8: before[7]}
            with pytest.raises(NoSuchRevision) as refused:
                store.tables(at=4)
            assert refused.value.message("en") == (
                "What revision 4 was has been compacted away by revision 8; the nearest that can be opened are 3 and 6"
            )
            assert [(one.number, one.by) for one in store.revisions()][:5] == [(at, f"演示{at}") for at in range(1, 6)]

    def test_still_proves_what_it_holds(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            store.compact(6)
            found = store.examine()
            assert (found.whole, found.revisions, found.sealed, found.findings) == (True, 8, 8, ())
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE place SET note = '演示改' WHERE to_revision IS NOT NULL")
        with SqliteStore(path) as store:
            assert not store.examine().whole

    def test_a_history_says_where_something_was_left_out_and_blames_nobody(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            store.compact(6)
            place = [(1, "added", "演示1"), (6, "compacted", ""), (7, "changed", "演示7")]
            told = store.history("place-a")
            own = told.filter(told["key"] == "place-a").to_dicts()
            assert [tuple(one[name] for name in TOLD) for one in own] == place
            (note,) = [one for one in own[1]["changed"] if one["field"] == "note"]
            assert (note["before"], note["after"]) == ("演示1月", "演示6月")
            assert asked(store, "part_of-place-b.place-a") == [(2, "added", "演示2"), (5, "removed", "演示5")]

    def test_what_needs_a_revision_that_went_is_refused(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            store.compact(6, [3])
            assert {*store.deltas(3, 6).frames} == {"place", "person", "part_of"}
            for ask in (
                lambda: store.deltas(3, 4),
                lambda: store.rows_touched(3, 6),
                lambda: store.compact(7, [2]),
                lambda: store.personal("person", at=5),
            ):
                with pytest.raises(NoSuchRevision):
                    ask()

    @pytest.mark.slow
    def test_again_goes_on_from_where_it_was(self, path: Path, tmp_path: Path) -> None:
        with SqliteStore(path) as store, SqliteStore(tmp_path / "other.db") as other:
            for one in (store, other):
                lived(one)
            store.compact(4, [3])
            store.compact(6)
            other.compact(6)
            assert store.gone() == other.gone() == {2, 3, 4, 5}
            assert contents(store.tables()) == contents(other.tables())
            assert store.compact(6).revision is None

    def test_tried_changes_nothing(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            before = all_of(store)
            done = store.compact(6, try_it=True)
            assert (done.revision, done.rows, done.gone) == (None, 12, (2, 3, 4, 5))
            assert (store.gone(), all_of(store)) == (frozenset(), before)

    def test_a_damaged_store_is_left_as_it_is(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE place SET note = '演示改' WHERE to_revision = 3")
        with SqliteStore(path) as store:
            with pytest.raises(StoreDamaged):
                store.compact(6)
            assert (store.gone(), store.revision().number) == (frozenset(), 7)

    def test_beside_a_reader_it_is_done_and_says_that_the_file_is_as_large(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine, "PATIENCE", 0.05)
        with SqliteStore(path) as store:
            lived(store)
        with SqliteStore(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
            store._connections.writer.execute("PRAGMA busy_timeout = 50")  # noqa: SLF001 - so that it does not wait long
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM place").fetchone()
            with pytest.raises(StoreLocked, match="大小没有变"):
                store.compact(6)
            assert store.gone() == {2, 3, 4, 5}


class TestByPath:
    @pytest.mark.slow
    def test_there_is_a_backup_with_all_of_it(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            before = all_of(store)
        done, backup = compact(path, date(2024, 7, 1), by="演示丁")
        assert (done.revision, done.gone, backup is not None) == (8, (2, 3, 4, 5), True)
        assert backup is not None
        with SqliteStore(backup, create=False) as kept, SqliteStore(path) as store:
            assert all_of(kept) == before
            assert (store.revision().by, store.revision().source) == ("演示丁", "linli compact")

    def test_of_a_day_before_all_revisions_is_refused(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
        with pytest.raises(BadInput, match="2023-01-01"):
            compact(path, date(2023, 1, 1))

    def test_of_a_shared_store_is_refused(self) -> None:
        with pytest.raises(StoreError, match="bolt://"):
            compact("bolt://127.0.0.1:1", date(2023, 1, 1))


@pytest.mark.slow
@few
@given(
    st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=3), min_size=2, max_size=9),
    st.sets(st.integers(1, 9)),
    st.data(),
)
def test_every_revision_is_as_it_was_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[list[tuple[str, int]]],
    keep: set[int],
    data: st.DataObject,
) -> None:
    path = tmp_path_factory.mktemp("compacted") / "linli.db"
    with SqliteStore(path) as store:
        for number, some in enumerate(steps):
            rows = {
                key: gone("place", f"place-{key}") if not note else row("place", key, note=f"演示{note}")
                for key, note in some
            }
            store.commit(changes(row("place", "r", note=f"演示{number}"), *rows.values()))
        before, newest = all_of(store), store.revision().number
        until = data.draw(st.integers(1, newest))
        kept = {one for one in keep if one <= newest}
        done = store.compact(until, kept)
        assert not {*done.gone} & ({*range(until, newest + 1)} | kept)
        assert {at: rows for at, rows in all_of(store).items() if at <= newest} == {
            at: rows for at, rows in before.items() if at not in done.gone
        }
        for at in done.gone:
            with pytest.raises(NoSuchRevision):
                store.tables(at=at)
        assert store.examine().whole
