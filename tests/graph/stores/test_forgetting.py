"""Forgetting somebody: nothing personal in any revision, and nothing else changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.errors import BadInput, NotFound, StoreDamaged, StoreFull, StoreLocked
from graph.stores import MemoryStore, SqliteStore, Store
from graph.stores.copying import copy
from graph.stores.forgotten import erasures
from graph.stores.sqlite import engine, forgetting
from graph.tables import all_tables
from tests.graph.stores.files import run
from tests.graph.stores.written import changes, contents, gone, places, row, tie

NAME, OTHER, PHONE = "演示无名氏甲", "演示无名氏乙", "13800000077"
PERSON = "person-a"
AT = datetime(2024, 11, 1, tzinfo=UTC)


def lived(store: Store) -> None:
    """Somebody comes, changes, holds a post for a time, and is still there; so is somebody else."""
    store.commit(
        changes(
            *places("ab"),
            row("person", "a", name=NAME, phone=PHONE, birth_year=1951, skills=["法律"], hours="周六"),
            row("person", "b", name=OTHER, phone="13900000000", skills=["医疗"]),
            row("post", "a", vacant=False),
            row("team", "a"),
            tie("holds", PERSON, "post-a", until=date(2024, 1, 1), absences="2023-10-01"),
            tie("lives_in", PERSON, "place-a"),
            tie("lives_in", "person-b", "place-a"),
            tie("member_of", PERSON, "team-a", **{"class": "自管"}),
            tie("member_of", "person-b", "team-a", **{"class": "自管"}),
            at=AT,
        )
    )
    store.commit(changes(row("person", "a", name=NAME + "改", skills=["法律", "书法"]), at=AT))
    store.commit(changes(gone("lives_in", f"{PERSON}.place-a"), tie("lives_in", PERSON, "place-b"), at=AT))
    store.commit(changes(*places("c"), at=AT))


class TestTies:
    def test_are_out_of_every_revision_in_one_new_one(self, store: Store) -> None:
        lived(store)
        home, member = f"lives_in-{PERSON}.place-a", f"member_of-{PERSON}.team-a"
        done = store.forget_ties([home, member], "演示丙")
        assert done is not None
        assert (done.revision, [one.key for one in store.forgotten()]) == (5, [home, member])
        for at in range(6):
            tables = store.tables(at=at)
            assert not {home, member} & {*tables["lives_in"]["key"], *tables["member_of"]["key"]}
        assert f"lives_in-{PERSON}.place-b" in store.tables()["lives_in"]["key"].to_list()
        assert (store.examine().whole, store.examine().findings) == (True, ())

    def test_a_second_time_nothing_is_written(self, store: Store) -> None:
        lived(store)
        home = f"lives_in-{PERSON}.place-a"
        store.forget_ties([home])
        assert store.forget_ties([home]) is None
        assert store.revision().number == 5

    @pytest.mark.slow
    def test_are_gone_from_a_copy_too(self, store: Store, tmp_path: Path) -> None:
        lived(store)
        store.forget_ties([f"lives_in-{PERSON}.place-a", f"lives_in-{PERSON}.place-b"])
        with SqliteStore(tmp_path / "copy.db") as target:
            copy(store, target)
            assert [one.key for one in target.forgotten()] == [one.key for one in store.forgotten()]
            assert target.tables(at=1)["lives_in"]["source"].to_list() == ["person-b"]


class TestForgotten:
    def test_is_out_of_every_revision(self, store: Store) -> None:
        lived(store)
        done = store.forget(PERSON, "演示丙")
        assert (done.key, done.revision, done.by) == (PERSON, 5, "演示丙")
        for at in range(6):
            tables = store.tables(at=at)
            for one in erasures("person"):
                theirs = [each for each in tables[one.table.name].to_dicts() if each[one.known_by] == PERSON]
                assert all(each[name] is None for each in theirs for name in one.columns)
                assert one.columns or not theirs, (at, one.table.name)
        said = [(one.by, one.source) for one in store.revisions()]  # digits of an instant or a digest are chance
        told = str(store.history(PERSON).drop("at").to_dicts()) + str(store.deltas(0).frames) + str(said)
        assert not [each for each in (NAME, PHONE, "1951", "书法") if each in told]

    def test_takes_nothing_of_anybody_else(self, store: Store) -> None:
        lived(store)
        before = [contents(store.tables(at=at)) for at in range(5)]
        store.forget(PERSON)
        for at, there in enumerate(before):
            now = contents(store.tables(at=at))
            for table in all_tables():
                others = [each for each in there[table.name] if PERSON not in (each["key"], each.get("source"))]
                kept = [each for each in now[table.name] if PERSON not in (each["key"], each.get("source"))]
                assert kept == others

    def test_stays_a_key_that_once_held_a_post(self, store: Store) -> None:
        lived(store)
        store.forget(PERSON)
        assert [(each["source"], each["absences"]) for each in store.tables()["holds"].to_dicts()] == [(PERSON, None)]
        assert PERSON in store.tables()["person"]["key"].to_list()

    def test_was_never_away_and_stood_in_for_nobody(self, store: Store) -> None:
        lived(store)
        store.commit(
            changes(
                row("absence", "a", person=PERSON, since=date(2023, 10, 1), stands_in="person-b"),
                row("absence", "b", person="person-b", since=date(2023, 10, 1), stands_in=PERSON),
            )
        )
        store.commit(changes(row("absence", "a", person=PERSON, since=date(2023, 10, 1), until=date(2024, 1, 1))))
        store.forget(PERSON)
        for at in (5, 6, 7):
            left = [(one["key"], one["stands_in"]) for one in store.tables(at=at)["absence"].to_dicts()]
            assert left == [("absence-b", None)]
        assert store.examine().findings == ()

    def test_leaves_a_store_in_which_every_digest_is_right(self, store: Store) -> None:
        lived(store)
        store.forget(PERSON)
        found = store.examine()
        assert (found.whole, found.sealed, found.findings) == (True, 5, ())
        assert store.commit(changes(row("person", "a", name="演示新名"))).number == 6
        assert store.examine().sealed == 6

    @pytest.mark.slow
    def test_is_the_same_in_every_store(self, store: Store) -> None:
        plain = MemoryStore()
        for one in (store, plain):
            lived(one)
            one.forget(PERSON)
        for at in range(6):
            assert contents(store.tables(at=at)) == contents(plain.tables(at=at))

    def test_a_second_time_changes_nothing(self, store: Store) -> None:
        lived(store)
        first = store.forget(PERSON)
        assert store.forget(PERSON) == first
        assert store.revision().number == 5
        assert [one.key for one in store.forgotten()] == [PERSON]
        assert store.forgotten(since=5) == ()

    @pytest.mark.slow
    def test_who_came_again_is_forgotten_again(self, store: Store) -> None:
        lived(store)
        store.forget(PERSON)
        store.commit(changes(row("person", "a", name=NAME)))
        assert store.forget(PERSON).revision == 7
        assert store.tables(at=6)["person_personal"]["name"].to_list() == [OTHER]

    def test_is_refused_of_who_holds_a_post(self, store: Store) -> None:
        lived(store)
        store.commit(changes(tie("holds", "person-b", "post-a"), row("post", "b")))
        store.commit(changes(tie("holds", "person-b", "post-b", until=date(2999, 1, 1))))
        with pytest.raises(BadInput) as error:
            store.forget("person-b")
        assert (error.value.code, error.value.params["keys"]) == ("forget_in_post", ["post-a", "post-b"])
        assert OTHER in store.tables()["person_personal"]["name"].to_list()
        assert store.forget("person-b", in_post=True).revision == 7

    @pytest.mark.parametrize(("key", "error"), [("person-z", NotFound), ("place-a", BadInput), ("甲", BadInput)])
    def test_is_refused_of_who_is_not_there(self, store: Store, key: str, error: type[Exception]) -> None:
        lived(store)
        with pytest.raises(error):
            store.forget(key)
        assert store.revision().number == 4

    @pytest.mark.slow
    def test_is_copied_as_forgotten(self, store: Store) -> None:
        lived(store)
        store.forget(PERSON)
        target = MemoryStore()
        copy(store, target)
        assert (target.revisions(), len(target.forgotten())) == (store.revisions(), 1)
        for at in range(6):
            assert contents(target.tables(at=at)) == contents(store.tables(at=at))


def there(path: Path) -> set[str]:
    """Return what of somebody can be found in the bytes of a store and of all that lies beside it."""
    content = b"".join(one.read_bytes() for one in path.parent.iterdir())
    return {one for one in (NAME, PHONE, "书法") if one.encode() in content}


class TestFile:
    @pytest.mark.slow
    def test_holds_no_trace_while_the_store_is_open(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            assert there(path) == {NAME, PHONE, "书法"}
            assert store.forget(PERSON).swept
            assert there(path) == set()

    @pytest.mark.slow
    def test_another_who_reads_keeps_traces_and_is_told(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (engine, forgetting):
            monkeypatch.setattr(module, "PATIENCE", 0.05, raising=False)
        with SqliteStore(path) as store:
            lived(store)
            store._connections.writer.execute("PRAGMA busy_timeout = 50")  # noqa: SLF001 - to wait less
            with closing(sqlite3.connect(path, isolation_level=None)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM place").fetchone()
                with pytest.raises(StoreLocked) as error:
                    store.forget(PERSON)
                assert error.value.code == "forget_unswept"
            assert NAME not in str(contents(store.tables(at=1)))
            assert [(one.code, one.params) for one in store.examine().findings] == [("unswept", {"key": PERSON})]
            store.backup(path.with_name("backup.db"))
            assert NAME.encode() not in path.with_name("backup.db").read_bytes()
            assert store.forget(PERSON).swept
            assert (there(path), store.examine().findings) == (set(), ())

    def test_without_room_to_be_written_anew_is_told(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        with SqliteStore(path) as store:
            lived(store)
            monkeypatch.setattr(forgetting, "_take_log_in", full)
            with pytest.raises(StoreFull) as error:
                store.forget(PERSON)
            assert error.value.code == "forget_unswept"
            assert NAME not in str(contents(store.tables(at=1)))

    def test_that_was_changed_is_not_covered_up(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
        run(path, "UPDATE team SET slogan = '别人写的'")
        with SqliteStore(path) as store:
            with pytest.raises(StoreDamaged) as error:
                store.forget(PERSON)
            assert (error.value.code, error.value.params) == ("forget_damaged", {"revision": 1})
            assert store.revision().number == 4
            assert NAME in str(contents(store.tables(at=1)))

    @pytest.mark.slow
    def test_remembers_a_key_alone(self, path: Path) -> None:
        with SqliteStore(path) as store:
            lived(store)
            store.forget(PERSON, "演示丙")
        assert run(path, 'SELECT key, revision, "by", swept FROM forgotten') == [(PERSON, 5, "演示丙", 1)]

    @pytest.mark.slow
    def test_keeps_its_digest_whichever_way_it_was_written(self, path: Path) -> None:
        digests: list[list[str]] = []
        make: Callable[[], Store]
        for make in (MemoryStore, lambda: SqliteStore(path)):
            with make() as store:
                lived(store)
                store.forget(PERSON)
                digests.append([one.digest for one in store.revisions()[:4]])
        assert digests[0] == digests[1]
