"""A copy has every revision of its source, each with its number, instant, maker and source, and the same rows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.changes import PUT, ChangeSet
from graph.errors import StoreError
from graph.kinds import all_kinds
from graph.stores import MemoryStore, Store, open_store
from graph.stores.copying import copy, digest_of
from graph.stores.forgotten import Forgotten
from graph.stores.revision import Revision
from loaders.samples import SAMPLES
from tests.graph.stores.written import changes, contents, gone, places, row, within
from tests.neo4j.server import Server

AT = datetime(2024, 11, 1, 8, 30, 0, 1, tzinfo=UTC)


def lived(store: Store) -> None:
    """Let some things happen in a store."""
    steps = [
        [*places("abc"), within("b", "a"), row("person", "a", name="演示张一"), row("team", "a", themes=["和睦", ""])],
        [row("place", "b", note="a\x00b", since=AT.date()), gone("part_of", "place-b.place-a")],
        [gone("place", "c"), row("person", "a", name="演示张二", phone="13800000000")],
        [*places("c")],
    ]
    for number, some in enumerate(steps):
        at = AT + timedelta(minutes=number)
        store.commit(changes(*some, by=f"演示{number}", at=at, source=f"{number}.xlsx"))


def assert_the_same(one: Store, other: Store) -> None:
    """Compare every revision of two stores."""
    assert one.revisions() == other.revisions()
    for at in range(one.revision().number + 1):
        assert contents(one.tables(at=at)) == contents(other.tables(at=at))


class TestCopy:
    @pytest.mark.slow
    def test_has_every_revision(self, store: Store) -> None:
        source = MemoryStore()
        lived(source)
        kept = copy(source, store)
        assert_the_same(source, store)
        assert store.history("place-b").equals(source.history("place-b"))
        assert {one.kind: one.rows for one in kept if one.rows} == {"place": 3, "person": 1, "team": 1}
        assert all(one.same and one.rows == one.copied for one in kept)

    @pytest.mark.slow
    def test_of_every_store_is_the_same(self, store: Store) -> None:
        lived(store)
        target = MemoryStore()
        copy(store, target)
        assert_the_same(store, target)

    def test_of_nothing_is_nothing(self) -> None:
        assert not any(one.rows for one in copy(MemoryStore(), MemoryStore()))

    def test_goes_on_where_it_was_interrupted(self) -> None:
        source, target = MemoryStore(), MemoryStore()
        lived(source)

        def interrupt(made: object) -> None:
            del made
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            copy(source, target, tell=interrupt)
        assert target.revision().number == 1
        with pytest.raises(StoreError) as error:
            copy(source, target)
        assert (error.value.code, error.value.params) == ("copy_into_begun", {"found": 1, "revisions": 4})
        copy(source, target, resume=True)
        assert_the_same(source, target)

    @pytest.mark.parametrize("resume", [False, True])
    def test_never_goes_into_something_else(self, *, resume: bool) -> None:
        source, target = MemoryStore(), MemoryStore()
        lived(source)
        target.commit(changes(*places("z")))
        with pytest.raises(StoreError) as error:
            copy(source, target, resume=resume)
        assert error.value.code == "copy_into_another"
        assert target.revision().number == 1

    @pytest.mark.slow
    def test_that_is_not_the_same_is_told(self) -> None:
        class Forgetful(MemoryStore):
            def repeat(self, changes: ChangeSet, forgotten: Collection[Forgotten]) -> Revision:
                kept = {kind: rows.filter(rows["op"] == PUT) for kind, rows in changes.frames.items()}
                return super().repeat(ChangeSet(kept, changes.by, changes.at, changes.source), forgotten)

        source = MemoryStore()
        lived(source)
        with pytest.raises(StoreError) as error:
            copy(source, Forgetful())
        assert (error.value.code, error.value.params) == ("copy_differs", {"kinds": "part_of"})


class TestDigest:
    def test_is_the_same_in_any_order_and_no_other(self) -> None:
        stores = [MemoryStore(), MemoryStore(), MemoryStore()]
        for one, names in zip(stores, ("abc", "cba", "abd"), strict=True):
            one.commit(changes(*places(names)))
        first, second, third = (digest_of(one.tables(), "place") for one in stores)
        assert first == second != third


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back_from_a_server_as_it_was(
    neo4j: Server, sample_store: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    with (
        open_store(shutil.copy(sample_store(name), tmp_path / "there.db")) as there,
        open_store(neo4j.url) as shared,
        open_store(tmp_path / "back.db") as back,
    ):
        some = there.tables()["place"]["key"].sort()[:50].to_list()
        there.commit(changes(*(row("place", key.removeprefix("place-"), note="改") for key in some)))
        copied = copy(there, shared)
        assert copy(shared, back) == copied
        assert_the_same(there, back)
        whole = [one.tables() for one in (there, shared, back)]
        digests = [[digest_of(tables, kind.kind) for kind in all_kinds()] for tables in whole]
        assert digests[0] == digests[1] == digests[2]
        with pytest.raises(StoreError) as error:
            shared.backup(tmp_path / "backup.db")
        assert error.value.code == "backup_shared"
        assert f"linli copy --from {shared.where}" in str(error.value.suggestion())
