"""What every store promises, asked of each of them in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import polars as pl
import pytest

from graph.changes import ChangeSet, apply
from graph.errors import BadChange, NoSuchRevision, NotFound, StaleRevision, StoreError, StoreMissing
from graph.stores import NOTHING, MemoryStore, SqliteStore, Store, open_store
from tests.graph.stores.written import by_key, changes, contents, gone, operations, places, row, tie, within

AT = datetime(2024, 11, 1, 8, 30, 0, 1, tzinfo=UTC)


class TestCommit:
    def test_the_first_is_revision_1(self, store: Store) -> None:
        made = store.commit(changes(*places("a"), by="演示甲", at=AT, source="演示.xlsx"))
        assert (made.number, made.by, made.at, made.source) == (1, "演示甲", AT, "演示.xlsx")

    def test_what_goes_in_comes_out(self, store: Store) -> None:
        given = changes(
            row("place", "a", name="3号楼 “甲” it's", display_order=-3, households=2**63 - 1, since=date(2021, 1, 1)),
            row("place", "b", note="a\x00b\n𠮷", until=date(2199, 12, 31)),
            row("team", "a", themes=["和睦", '"', ""], rules="null"),
            row("team", "b", themes=[]),
            row("person", "a", name="演示张一", phone="13800000000", skills=None),
            row("post", "a", vacant=False, public=True),
            row("figure", "a", subject="place-a", flow=None, as_of=date(2024, 2, 29)),
            tie("holds", "person-a", "post-a", acting=True, absences="2024-10-01至2024-12-31"),
            tie("member_of", "person-a", "team-a", **{"class": "自管"}),
        )
        store.commit(given)
        assert contents(store.tables()) == contents(apply(MemoryStore().tables(), given))

    def test_personal_values_lie_in_a_table_of_their_own(self, store: Store) -> None:
        store.commit(changes(row("person", "a", name="演示张一", hours="周六上午")))
        assert "name" not in store.tables()["person"].columns
        assert store.tables()["person_personal"].to_dicts() == [
            {"key": "person-a", "name": "演示张一", "birth_year": None, "phone": None}
        ]

    def test_tables_can_be_read_without_it(self, store: Store) -> None:
        store.commit(changes(row("person", "a", name="演示张一", hours="周六上午")))
        tables = store.tables(personal=False)
        assert (tables["person"].height, tables["person_personal"].height, tables.personal) == (1, 0, False)
        assert tables.revision == 1

    def test_a_put_replaces_the_whole_row(self, store: Store) -> None:
        store.commit(changes(row("place", "a", note="旧", code="370285")))
        store.commit(changes(row("place", "a", note="新")))
        assert store.tables()["place"].select("note", "code").rows() == [("新", None)]

    def test_a_removal_takes_the_row_and_its_personal_values(self, store: Store) -> None:
        store.commit(changes(row("person", "a")))
        store.commit(changes(gone("person", "a")))
        assert store.tables()["person"].is_empty()
        assert store.tables()["person_personal"].is_empty()

    def test_what_was_removed_may_come_back(self, store: Store) -> None:
        store.commit(changes(*places("a")))
        store.commit(changes(gone("place", "a")))
        store.commit(changes(*places("a")))
        assert store.tables()["place"]["key"].to_list() == ["place-a"]

    def test_no_changes_make_no_revision(self, store: Store) -> None:
        made = store.commit(changes(*places("a")))
        assert store.commit(ChangeSet()) == made

    def test_changes_that_change_nothing_make_no_revision(self, store: Store) -> None:
        same = changes(*places("ab"), row("team", "a", themes=["和睦"]), row("person", "a"))
        made = store.commit(same)
        assert store.commit(changes(*places("b"), gone("place", "z"))) == made
        assert store.commit(same) == made

    def test_only_what_differs_is_written(self, store: Store) -> None:
        store.commit(changes(*places("abc")))
        store.commit(changes(*places("ab"), row("place", "c", note="新")))
        assert list(operations(store.deltas(1))) == ["place"]
        assert [one["key"] for one in operations(store.deltas(1))["place"]] == ["place-c"]

    def test_a_bad_row_among_good_ones_leaves_everything_as_it_was(self, store: Store) -> None:
        made = store.commit(changes(*places("a")))
        before = contents(store.tables())
        with pytest.raises(BadChange):
            store.commit(changes(*places("bc"), within("b", "nowhere")))
        assert store.revision() == made
        assert contents(store.tables()) == before
        assert store.commit(changes(*places("b"))).number == 2

    def test_an_instant_is_kept_in_utc(self, store: Store) -> None:
        shanghai = timezone(timedelta(hours=8))
        assert store.commit(changes(*places("a"), at=AT.astimezone(shanghai))).at.tzinfo == UTC
        assert store.revision().at == AT

    def test_without_an_instant_it_is_now(self, store: Store) -> None:
        before = datetime.now(UTC)
        assert before <= store.commit(changes(*places("a"))).at <= datetime.now(UTC)


class TestExpectedRevision:
    def test_the_current_one_is_fine(self, store: Store) -> None:
        made = store.commit(changes(*places("a")), expected=0)
        assert store.commit(changes(*places("b")), expected=made.number).number == 2

    @pytest.mark.parametrize("expected", [0, 2])
    def test_any_other_is_stale(self, store: Store, expected: int) -> None:
        store.commit(changes(*places("a")))
        with pytest.raises(StaleRevision) as error:
            store.commit(changes(*places("b")), expected=expected)
        assert error.value.params == {"expected": expected, "found": 1}
        assert store.tables()["place"].height == 1

    def test_the_one_that_changes_were_computed_against_is_expected(self, store: Store) -> None:
        store.commit(changes(*places("a")))
        with pytest.raises(StaleRevision):
            store.commit(changes(*places("b")).against(0))
        assert store.commit(changes(*places("b")).against(1)).number == 2

    def test_no_changes_are_never_stale_by_themselves(self, store: Store) -> None:
        made = store.commit(changes(*places("a")))
        assert store.commit(ChangeSet().against(0)) == made

    def test_of_two_at_once_one_is_stale(self, store: Store) -> None:
        def commit(name: str) -> str:
            try:
                return str(store.commit(changes(*places(name)), expected=0).number)
            except StaleRevision as error:
                return error.code

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(commit, "ab")) == ["1", "stale_revision"]


class TestRevisions:
    def test_a_new_store_has_none(self, store: Store) -> None:
        assert store.revision() == NOTHING
        assert store.revisions() == ()

    def test_they_are_told_oldest_first(self, store: Store) -> None:
        made = [store.commit(changes(*places(name), by=f"演示{name}")) for name in "abc"]
        assert list(store.revisions()) == made
        assert store.revision() == made[-1]


class TestTables:
    def test_every_table_is_there_when_there_are_no_rows(self, store: Store) -> None:
        tables = store.tables()
        assert tables.revision == 0
        assert {name: tables[name].schema for name in tables} == {
            name: frame.schema for name, frame in MemoryStore().tables().items()
        }

    def test_columns_have_the_types_of_the_kinds(self, store: Store) -> None:
        store.commit(changes(*places("a"), row("team", "a", themes=["和睦"]), row("post", "a", vacant=True)))
        for name, frame in MemoryStore().tables().items():
            assert store.tables()[name].schema == frame.schema

    def test_a_past_revision_is_as_it_was(self, store: Store) -> None:
        past = [contents(store.tables())]
        for step in (
            places("ab"),
            [within("b", "a")],
            [row("place", "b", note="新")],
            [gone("part_of", "place-b.place-a")],
        ):
            store.commit(changes(*step))
            past.append(contents(store.tables()))
        assert [contents(store.tables(at=at)) for at in range(5)] == past
        assert [store.tables(at=at).revision for at in range(5)] == [0, 1, 2, 3, 4]

    @pytest.mark.parametrize("at", [-1, 2])
    def test_a_revision_never_made_is_refused(self, store: Store, at: int) -> None:
        store.commit(changes(*places("a")))
        with pytest.raises(NoSuchRevision) as error:
            store.tables(at=at)
        assert error.value.params == {"revision": at, "newest": 1}

    def test_only_the_kinds_asked_for_are_read(self, store: Store) -> None:
        store.commit(changes(*places("ab"), within("b", "a"), row("person", "a")))
        tables = store.tables(kinds=["place", "person"])
        assert [name for name in tables if tables[name].height] == ["place", "person", "person_personal"]

    def test_a_kind_that_does_not_exist_is_refused(self, store: Store) -> None:
        with pytest.raises(NotFound, match="planet"):
            store.tables(kinds=["planet"])


class TestRowsTouched:
    def test_each_revision_tells_what_it_brought_and_what_it_did_away_with(self, store: Store) -> None:
        store.commit(changes(*places("ab"), within("b", "a")))
        store.commit(changes(row("place", "a", note="新"), row("person", "a", phone="13800000000")))
        store.commit(changes(gone("part_of", "place-b.place-a"), gone("place", "b")))
        second: dict[str, set[tuple[int, str, str | None]]]
        second = {"place": {(2, "place-a", None), (2, "place-a", "新")}, "person": {(2, "person-a", None)}}
        parting = {(number, "part_of-place-b.place-a", None) for number in (1, 3)}
        places_ = {(1, "place-a", None), (1, "place-b", None), (3, "place-b", None)}
        assert _touched(store, 0, 3) == {**second, "place": second["place"] | places_, "part_of": parting}
        assert _touched(store, 1, 2) == second
        assert _touched(store, 2, 2) == {}


def _touched(store: Store, since: int, until: int) -> dict[str, set[tuple[int, str, str | None]]]:
    return {
        kind: {(one["revision"], one["key"], one.get("note")) for one in rows.to_dicts()}
        for kind, rows in store.rows_touched(since, until).items()
    }


class TestDeltas:
    @pytest.mark.slow
    def test_applied_to_the_past_they_give_the_present(self, store: Store) -> None:
        store.commit(changes(*places("abc"), within("b", "a"), row("person", "a")))
        store.commit(changes(row("place", "b", note="新"), row("person", "a", phone="13800000000"), *places("d")))
        store.commit(changes(gone("part_of", "place-b.place-a"), gone("place", "c"), row("team", "a")))
        for since in range(4):
            assert contents(apply(store.tables(at=since), store.deltas(since))) == contents(store.tables())

    def test_they_say_what_they_were_computed_against(self, store: Store) -> None:
        store.commit(changes(*places("a")))
        assert store.deltas(0).base == 0

    def test_since_now_there_are_none(self, store: Store) -> None:
        store.commit(changes(*places("a")))
        assert store.deltas(1).empty

    def test_what_came_and_went_is_not_among_them(self, store: Store) -> None:
        store.commit(changes(*places("ab")))
        store.commit(changes(gone("place", "b")))
        assert [one["op"] for one in operations(store.deltas(0))["place"]] == ["put"]
        assert [one["op"] for one in operations(store.deltas(1))["place"]] == ["remove"]

    def test_what_changed_and_changed_back_is_among_them(self, store: Store) -> None:
        store.commit(changes(row("place", "a", note="旧")))
        store.commit(changes(row("place", "a", note="新")))
        store.commit(changes(row("place", "a", note="旧")))
        assert [one["note"] for one in operations(store.deltas(1))["place"]] == ["旧"]

    @pytest.mark.slow
    def test_between_two_revisions_they_lead_from_one_to_the_other(self, store: Store) -> None:
        store.commit(changes(*places("abc"), within("b", "a"), row("person", "a")))
        store.commit(changes(row("place", "b", note="新"), row("person", "a", phone="13800000000"), *places("d")))
        store.commit(changes(gone("part_of", "place-b.place-a"), gone("place", "c"), row("team", "a")))
        store.commit(changes(*places("c"), gone("person", "a"), row("place", "b", note="旧")))
        for until in range(5):
            for since in range(until + 1):
                between = store.deltas(since, until)
                assert contents(apply(store.tables(at=since), between)) == contents(store.tables(at=until))
                assert between.base == since
            assert store.deltas(until, until).empty

    def test_what_came_later_is_not_among_them(self, store: Store) -> None:
        store.commit(changes(*places("ab")))
        store.commit(changes(row("place", "a", note="新"), gone("place", "b")))
        assert [one["op"] for one in operations(store.deltas(0, 1))["place"]] == ["put", "put"]
        assert [one["note"] for one in operations(store.deltas(0, 1))["place"]] == [None, None]

    @pytest.mark.parametrize(("since", "until"), [(1, None), (0, 1), (-1, 0), (0, -1)])
    def test_a_revision_never_made_is_refused(self, store: Store, since: int, until: int | None) -> None:
        with pytest.raises(NoSuchRevision):
            store.deltas(since, until)

    def test_a_revision_before_the_first_is_refused(self, store: Store) -> None:
        store.commit(changes(*places("a")))
        store.commit(changes(*places("b")))
        with pytest.raises(NoSuchRevision) as error:
            store.deltas(2, 1)
        assert error.value.params == {"revision": 2, "newest": 1}


class TestReferring:
    def test_current_rows_are_found_by_what_they_refer_to(self, store: Store) -> None:
        store.commit(changes(*places("abcd")))
        store.commit(changes(within("b", "a"), within("c", "a"), within("d", "b")))
        store.commit(changes(within("c", "b"), gone("part_of", "place-c.place-a")))
        assert sorted(store.referring("part_of", "target", ["place-a"])["source"]) == ["place-b"]
        assert sorted(store.referring("part_of", "target", ["place-b", "place-x"])["source"]) == ["place-c", "place-d"]
        assert store.referring("part_of", "source", []).schema == store.tables()["part_of"].schema


class TestHistory:
    def test_it_tells_what_changed_when_and_by_whom(self, store: Store) -> None:
        store.commit(changes(row("place", "a", name="3号楼"), by="演示甲", at=AT, source="演示.xlsx"))
        store.commit(changes(row("place", "a", name="三号楼", households=2, since=date(2021, 1, 1)), by="演示乙"))
        store.commit(changes(gone("place", "a")))
        told = store.history("place-a")
        assert told.select("revision", "until_revision", "op", "by", "source").rows() == [
            (1, 2, "added", "演示甲", "演示.xlsx"),
            (2, 3, "changed", "演示乙", ""),
            (3, None, "removed", "", ""),
        ]
        assert told["at"][0] == AT
        assert told["changed"][1].to_list() == [
            {"field": "name", "before": "3号楼", "after": "三号楼"},
            {"field": "households", "before": None, "after": "2"},
            {"field": "since", "before": None, "after": "2021-01-01"},
        ]
        assert {one["field"]: one["before"] for one in told["changed"][2]}["name"] == "三号楼"

    def test_it_tells_why(self, store: Store) -> None:
        made = store.commit(replace(changes(*places("a")), reason="换届"))
        store.commit(changes(*places("b")))
        assert made.reason == "换届"
        assert [one.reason for one in store.revisions()] == ["换届", ""]
        assert store.history("place-a")["reason"].to_list() == ["换届"]
        assert store.examine().whole

    def test_the_ties_of_a_thing_are_part_of_it(self, store: Store) -> None:
        store.commit(changes(*places("abc")))
        store.commit(changes(within("b", "a"), within("c", "a")))
        store.commit(changes(within("b", "a", until=date(2024, 11, 1))))
        told = store.history("place-b").select("revision", "op", "kind", "tie_source", "tie_target")
        assert told.rows() == [
            (1, "added", "place", None, None),
            (2, "added", "part_of", "place-b", "place-a"),
            (3, "changed", "part_of", "place-b", "place-a"),
        ]
        assert store.history("place-a").filter(pl.col("kind") == "part_of")["key"].to_list() == [
            "part_of-place-b.place-a",
            "part_of-place-c.place-a",
            "part_of-place-b.place-a",
        ]

    def test_a_tie_has_one_too(self, store: Store) -> None:
        store.commit(changes(*places("ab"), within("b", "a", axis="territory")))
        told = store.history("part_of-place-b.place-a")
        assert told["changed"][0].to_list() == [
            {"field": "source", "before": None, "after": "place-b"},
            {"field": "target", "before": None, "after": "place-a"},
            {"field": "axis", "before": None, "after": "territory"},
        ]

    def test_a_row_that_came_back_was_removed_in_between(self, store: Store) -> None:
        for step in ([*places("a")], [gone("place", "a")], places("b"), places("a")):
            store.commit(changes(*step))
        told = store.history("place-a").select("op", "revision", "until_revision")
        assert told.rows() == [("added", 1, 2), ("removed", 2, 4), ("added", 4, None)]

    def test_what_is_kept_apart_is_told_with_the_rest(self, store: Store) -> None:
        store.commit(changes(row("person", "a", name="演示张一", skills=["法律"])))
        store.commit(changes(row("person", "a", name="演示张二", skills=["法律"])))
        assert store.history("person-a")["changed"].to_list() == [
            [
                {"field": "name", "before": None, "after": "演示张一"},
                {"field": "skills", "before": None, "after": '["法律"]'},
            ],
            [{"field": "name", "before": "演示张一", "after": "演示张二"}],
        ]

    @pytest.mark.parametrize("key", ["place-z", "planet-a", "锦绣园/3号楼", ""])
    def test_a_key_that_never_was_is_not_found(self, store: Store, key: str) -> None:
        store.commit(changes(*places("a")))
        with pytest.raises(NotFound) as error:
            store.history(key)
        assert error.value.code == "no_such_key"


class TestKeptApart:
    def test_is_read_of_some_by_key(self, store: Store) -> None:
        store.commit(changes(*(row("person", one, name=f"演示{one}", birth_year=1960) for one in "abc")))
        found = store.personal("person", ["person-a", "person-c", "person-z"])
        assert by_key(found) == [
            {"key": "person-a", "name": "演示a", "birth_year": 1960, "phone": None},
            {"key": "person-c", "name": "演示c", "birth_year": 1960, "phone": None},
        ]

    def test_is_read_of_all(self, store: Store) -> None:
        store.commit(changes(*(row("person", one) for one in "ab")))
        assert sorted(store.personal("person")["key"]) == ["person-a", "person-b"]

    def test_is_read_of_nobody(self, store: Store) -> None:
        store.commit(changes(row("person", "a")))
        assert store.personal("person", []).is_empty()

    def test_is_read_as_of_any_revision(self, store: Store) -> None:
        for name in ("演示张一", "演示张二"):
            store.commit(changes(row("person", "a", name=name)))
        store.commit(changes(gone("person", "a")))
        found = [store.personal("person", ["person-a"], at)["name"].to_list() for at in (0, 1, 2, 3, None)]
        assert found == [[], ["演示张一"], ["演示张二"], [], []]

    def test_of_a_revision_that_never_was_there_is_none(self, store: Store) -> None:
        with pytest.raises(NoSuchRevision):
            store.personal("person", ["person-a"], 7)

    def test_of_a_kind_that_has_none_is_refused(self, store: Store) -> None:
        with pytest.raises(NotFound) as error:
            store.personal("place")
        assert error.value.params["candidates"] == "person"


class TestBackup:
    @pytest.fixture(params=["memory", "sqlite"])
    def store(self, request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
        """A store that is on no server: one there is copied instead."""
        with open_store(":memory:" if request.param == "memory" else path) as opened:
            yield opened

    @pytest.mark.slow
    def test_it_holds_everything_and_its_past(self, store: Store, tmp_path: Path) -> None:
        store.commit(changes(*places("ab"), row("person", "a"), within("b", "a"), by="演示甲", at=AT))
        store.commit(changes(row("place", "b", note="新"), gone("person", "a")))
        store.backup(tmp_path / "备份.db")
        with open_store(tmp_path / "备份.db", create=False) as copy:
            assert copy.revisions() == store.revisions()
            for at in range(3):
                assert contents(copy.tables(at=at)) == contents(store.tables(at=at))
            assert copy.history("place-b").equals(store.history("place-b"))
            assert copy.commit(changes(*places("c"))).number == 3
        assert store.revision().number == 2

    def test_it_leaves_nothing_else_behind(self, store: Store, tmp_path: Path) -> None:
        store.commit(changes(*places("a")))
        folder = tmp_path / "备份"
        folder.mkdir()
        store.backup(folder / "linli.db")
        assert [one.name for one in folder.iterdir()] == ["linli.db"]

    def test_it_never_overwrites(self, store: Store, tmp_path: Path) -> None:
        taken = tmp_path / "备份.db"
        taken.write_text("a letter")
        with pytest.raises(StoreError) as error:
            store.backup(taken)
        assert error.value.code == "backup_exists"
        assert taken.read_text() == "a letter"

    def test_there_must_be_a_folder(self, store: Store, tmp_path: Path) -> None:
        with pytest.raises(StoreMissing) as error:
            store.backup(tmp_path / "nowhere" / "备份.db")
        assert error.value.code == "store_folder_missing"


class TestClose:
    def test_twice_is_once(self, store: Store) -> None:
        store.close()
        store.close()

    def test_afterwards_it_does_nothing_more(self, store: Store, tmp_path: Path) -> None:
        store.close()
        for use in (
            store.revision,
            store.revisions,
            store.tables,
            lambda: store.deltas(0),
            lambda: store.history("place-a"),
            lambda: store.commit(ChangeSet()),
            lambda: store.backup(tmp_path / "备份.db"),
        ):
            with pytest.raises(StoreError) as error:
                use()
            assert error.value.code == "store_closed"
        assert not (tmp_path / "备份.db").exists()


class TestOpenStore:
    def test_memory_is_memory(self) -> None:
        with open_store(":memory:") as store:
            assert isinstance(store, MemoryStore)

    def test_a_path_is_a_file(self, path: Path) -> None:
        with open_store(str(path)) as store:
            assert isinstance(store, SqliteStore)
        assert path.is_file()

    def test_a_store_that_must_be_there_is_not_made(self, path: Path) -> None:
        with pytest.raises(StoreMissing):
            open_store(path, create=False)
        assert not path.exists()
