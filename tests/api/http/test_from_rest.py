"""A service that begins from what lies at rest beside its store, and finds names there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import graph
from api.access import Account, Role
from api.beforehand import put_away
from api.naming import names_of
from api.serving import Live, tellable
from api.settings import Settings
from graph import reopening
from graph.changes import ChangeSet
from graph.files import folder_of
from graph.finding import beside
from graph.finding.kept import keep
from graph.network.rows_at_rest import RowsAtRest
from graph.questions import audit
from graph.stores import open_store
from tests.api.conftest import Linli
from tests.api.http.conftest import Behind, TestClient
from tests.casefile.gathered import Rows


def ledger() -> ChangeSet:
    """A community with two estates, a seat and who holds it."""
    rows = Rows()
    rows.thing("place", "place-community", name="甲社区", level="community", profile="suzhoulu")
    for number, name in enumerate(("锦绣园", "锦绣花园")):
        rows.thing("place", f"place-{number}", name=name, level="estate")
        rows.tie("part_of", f"place-{number}", "place-community")
    rows.thing("post", "post-head", role="grid_worker", name="锦绣岗")
    rows.tie("answers_for", "post-head", "place-0")
    rows.thing("person", "person-one", name="演示锦绣")
    rows.tie("holds", "person-one", "post-head", public=True)
    return rows.changes()


def indexed(store: Path, changes: ChangeSet) -> None:
    """Commit something, and keep the names of that revision at rest."""
    with open_store(store) as made:
        made.commit(changes)
        network, digest = graph.open(made), made.revision().digest
        keep(folder_of(store), digest, names_of(network, graph.load_rules()), {"from": None, "to": None})


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with everything beside it that may lie at rest."""
    monkeypatch.setattr(reopening, "WORTH", 0)
    path = tmp_path / "linli.db"
    indexed(path, ledger())
    return path


@pytest.fixture
def live(store: Path) -> Iterator[Live]:
    found = Live(Settings(store=str(store)))
    yield found
    found.close()


def keys(http: TestClient, text: str) -> list[str]:
    return [one["key"] for one in http.get("/v1/things", params={"q": text}).json()["rows"]]


class TestALargeLedger:
    def test_is_opened_from_rest(self, live: Live) -> None:
        assert isinstance(live.newest.network(graph.today()).rows, RowsAtRest)

    def test_is_followed_from_there(self, live: Live, store: Path) -> None:
        rows = Rows()
        rows.thing("place", "place-2", name="新园", level="estate")
        with open_store(store) as other:
            other.commit(rows.changes())
        live.refresh()
        network = live.newest.network(graph.today())
        assert network.name(network.row("place-2")) == "新园"
        assert network.name(network.row("place-0")) == "锦绣园"


def laid_out(store: Path) -> list[str]:
    """Return what of today's facts lies beside a store."""
    return sorted(one.name for one in store.with_name(f"{store.name}.cache").glob("facts-*"))


class TestAnAuditOfToday:
    def test_is_asked_and_then_kept(self, live: Live, store: Path) -> None:
        network = tellable(live.newest.network(graph.today()))
        audit(network, live.newest.rules)
        assert laid_out(store) == []
        put_away(live.newest)
        assert laid_out(store) == ["facts-1"]

    def test_is_kept_by_a_command_once_it_is_told(self, linli: Linli, store: Path) -> None:
        assert linli("coverage", "--store", str(store)).code == 0
        assert laid_out(store) == []
        assert linli("audit", "--store", str(store)).code == 0
        assert laid_out(store) == ["facts-1"]


class TestASearch:
    def test_finds_people_among_what_lies_at_rest(self, behind: Behind, store: Path) -> None:
        http = behind(store)
        assert keys(http, "锦绣") == ["place-0", "post-head", "place-1", "person-one"]
        assert keys(http, "jinxiuyuan") == ["place-0"]

    def test_does_not_index_names_again(self, live: Live) -> None:
        names = live.newest.names(graph.today())
        assert names.keys_of("锦绣园") == ["place-0"]
        assert "search" not in names.known.__dict__  # what would be made of all names

    def test_goes_on_at_rest_where_no_name_was_changed(self, live: Live, store: Path) -> None:
        rows = Rows()
        rows.thing("person", "person-two", name="演示二")
        rows.tie("holds", "person-two", "post-head", public=True)
        with open_store(store) as other:
            other.commit(rows.changes())
        live.refresh()
        names = live.newest.names(graph.today())
        assert names.keys_of("演示二") == ["person-two"]
        assert names.keys_of("锦绣花园") == ["place-1"]
        assert "search" not in names.known.__dict__  # as above

    def test_tells_no_door_by_which_a_need_is_called_since_it_lies_there(self, store: Path) -> None:
        rows = Rows()
        rows.thing("place", "place-home", name="101室", level="home")
        rows.tie("part_of", "place-home", "place-0")
        rows.thing("need", "need-one", name="101室滴水", category="repair")
        indexed(store, rows.changes())
        lies = Rows()
        lies.tie("located_at", "need-one", "place-home")
        with contextlib.closing(Live(Settings(store=str(store)))) as later:
            assert later.newest.names(graph.today()).keys_of("滴水") == ["need-one"]
            with open_store(store) as other:
                other.commit(lies.changes())
            later.refresh()
            assert "need-one" not in later.newest.names(graph.today()).keys_of("滴水")

    def test_tells_of_one_name_what_it_is_the_whole_path_of(self, store: Path) -> None:
        rows = Rows()
        rows.thing("place", "place-2", name="锦绣园", level="estate")
        indexed(store, rows.changes())
        lies = Rows()
        lies.tie("part_of", "place-2", "place-community")
        with contextlib.closing(Live(Settings(store=str(store)))) as later:
            assert later.newest.names(graph.today()).keys_of("锦绣园") == ["place-2"]
            with open_store(store) as other:
                other.commit(lies.changes())
            later.refresh()
            assert sorted(later.newest.names(graph.today()).keys_of("锦绣园")) == ["place-0", "place-2"]

    def test_finds_what_was_named_since(self, live: Live, store: Path) -> None:
        rows = Rows()
        rows.thing("place", "place-1", name="和睦园", level="estate")
        with open_store(store) as other:
            other.commit(rows.changes())
        live.refresh()
        names = live.newest.names(graph.today())
        assert names.keys_of("和睦") == ["place-1"]
        assert names.keys_of("锦绣花园") == ["place-0"]  # nearly so, as nothing is called so any more
        assert "search" not in names.known.__dict__  # as above

    def test_finds_what_was_named_by_one_commit_after_another(self, live: Live, store: Path) -> None:
        more = Rows(), Rows()
        more[0].thing("place", "place-1", name="和睦园", level="estate")
        more[1].thing("place", "place-2", name="和睦花园", level="estate")
        more[1].tie("part_of", "place-2", "place-community")
        for rows in more:
            with open_store(store) as other:
                other.commit(rows.changes())
            live.refresh()
        names = live.newest.names(graph.today())
        assert names.keys_of("和睦") == ["place-1", "place-2"]
        assert names.keys_of("锦绣") == ["place-0", "post-head", "person-one"]
        assert "search" not in names.known.__dict__  # as above

    def test_looks_at_all_names_where_a_place_ended(self, live: Live, store: Path) -> None:
        rows = Rows()
        rows.thing("place", "place-1", name="锦绣花园", level="estate", until=date(2024, 10, 1))
        with open_store(store) as other:
            other.commit(rows.changes())
        live.refresh()
        assert live.newest.names(graph.today()).keys_of("锦绣花园") == ["place-0"]

    def test_is_as_ever_where_nothing_lies_at_rest(self, live: Live, store: Path) -> None:
        expected = live.newest.names(graph.today()).keys_of("锦绣")
        for one in store.with_name("linli.db.cache").glob(f"{beside.PREFIX}*"):
            one.unlink()
        assert live.newest.names(graph.today()).keys_of("锦绣") == expected

    def test_of_who_is_bound_to_a_part_is_among_their_part_alone(self, live: Live) -> None:
        assert live.newest.names(graph.today()).keys_of("锦绣花园") == ["place-1"]
        seen = live.seen_by(Account("演示账号", Role.READER, place="place-0")).newest
        assert seen.names(graph.today()).keys_of("锦绣花园") == ["place-0"]  # the nearest that they see
