"""The Neo4j store where the world is unkind: no server, no password, no room, somebody else's database."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.errors import (
    ForeignStore,
    NewerStore,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreRefused,
    StoreUnreachable,
)
from graph.stores import open_store
from graph.stores.neo4j import server
from graph.stores.neo4j.store import Neo4jStore
from tests.graph.stores.files import SOME
from tests.graph.stores.written import changes, contents, places, row
from tests.neo4j.home import new_home
from tests.neo4j.server import Server


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    """A password in the environment, of no server."""
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim")
    return "geheim"


def run(on: Server, statement: str) -> list[list[object]]:
    """Do something to the database past the store, as another program would."""
    with on.driver() as driver, driver.session() as session:
        return [record.values() for record in session.run(statement)]


class TestAddress:
    @pytest.mark.parametrize(
        ("address", "code"),
        [
            ("http://localhost:7474", "store_scheme"),
            ("postgres://localhost", "store_scheme"),
            ("bolt://neo4j:geheim@localhost", "store_address_password"),
            ("bolt://", "store_address"),
            ("bolt://localhost:abc", "store_address"),
            ("bolt://localhost:99999", "store_address"),
            ("bolt://[::1", "store_address"),
            ("bolt://localhost/neo4j", "store_address"),
            ("neo4j://localhost?policy=x", "store_address"),
        ],
    )
    def test_that_is_none_is_refused(self, password: str, address: str, code: str) -> None:
        with pytest.raises(StoreError) as error:
            open_store(address)
        assert error.value.code == code
        for lang in ("zh", "en"):
            assert password not in f"{error.value.message(lang)}{error.value.suggestion(lang)}{error.value.params}"
            assert error.value.suggestion(lang) or code == "store_scheme"

    def test_needs_a_password_in_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
        with pytest.raises(StoreRefused) as error:
            open_store("bolt://localhost")
        assert (error.value.code, error.value.params) == ("store_no_password", {"store": "bolt://localhost:7687"})

    @pytest.mark.usefixtures("password")
    @pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
    def test_where_nobody_listens_does_not_answer(self, scheme: str) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
            with pytest.raises(StoreUnreachable) as error:
                open_store(f"{scheme}://127.0.0.1:{port}")
        assert error.value.params == {"store": f"{scheme}://127.0.0.1:{port}"}

    @pytest.mark.slow
    def test_loads_no_driver_where_there_is_none(self) -> None:
        script = (
            "import sys, graph, graph.stores, loaders.sources\n"
            "graph.stores.open_store(':memory:'), loaders.sources.all_sources()\n"
            "sys.exit('neo4j' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.neo4j
class TestServer:
    def test_that_does_not_know_us_refuses(self, neo4j: Server, password: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEO4J_PASSWORD", password)
        with pytest.raises(StoreRefused) as error:
            Neo4jStore(neo4j.url)
        assert (error.value.code, error.value.params) == ("store_refused", {"store": neo4j.url})

    def test_without_the_database_says_so(self, neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
        with pytest.raises(StoreMissing) as error:
            Neo4jStore(neo4j.url)
        assert (error.value.code, error.value.params["database"]) == ("store_database", "nowhere")

    def test_that_wants_no_encryption_does_not_answer_encrypted(self, neo4j: Server) -> None:
        with pytest.raises(StoreUnreachable):
            Neo4jStore(neo4j.url.replace("bolt://", "bolt+s://"))

    def test_that_is_too_old_is_refused(self, neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(server, "OLDEST", (2000, 1))
        with pytest.raises(StoreRefused) as error:
            Neo4jStore(neo4j.url)
        assert error.value.code == "store_too_old"
        assert error.value.params["found"].startswith("Neo4j/")
        assert run(neo4j, "MATCH (n) RETURN n") == []

    def test_is_reached_by_the_other_scheme_too(self, neo4j: Server) -> None:
        with Neo4jStore(neo4j.url.replace("bolt://", "neo4j://")) as store:
            assert store.commit(SOME).number == 1

    def test_without_memory_says_so_at_once(self, neo4j: Server) -> None:
        with Neo4jStore(neo4j.url) as store:
            with pytest.raises(StoreFull) as error:
                store.query("UNWIND range(1, 20000000) AS i WITH collect('演示' + i) AS all_ RETURN size(all_)")
            assert error.value.code == "store_memory"
            assert store.commit(SOME).number == 1

    @pytest.mark.slow
    def test_without_memory_for_a_transaction_keeps_nothing_of_it(self, neo4j: Server) -> None:
        many = changes(*(row("place", f"{number}", note="满" * 400) for number in range(80_000)))
        with Neo4jStore(neo4j.url, rows=1_000_000) as store:
            made = store.commit(SOME)
            before = contents(store.tables())
            with pytest.raises(StoreFull) as error:
                store.commit(many)
            assert error.value.code == "store_memory"
            assert (store.revision(), contents(store.tables())) == (made, before)
            assert store.commit(changes(*places("c"))).number == 2


@pytest.mark.neo4j
class TestDatabase:
    def constraints(self, of: Server) -> list[list[object]]:
        return run(of, "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")

    def test_of_somebody_else_is_left_as_it_is(self, neo4j: Server) -> None:
        run(neo4j, "CREATE (:Film {title: '演示'})")
        before = self.constraints(neo4j)
        with pytest.raises(ForeignStore) as error:
            Neo4jStore(neo4j.url)
        assert error.value.code == "foreign_database"
        assert run(neo4j, "MATCH (n) RETURN labels(n), properties(n)") == [[["Film"], {"title": "演示"}]]
        assert self.constraints(neo4j) == before

    def test_that_is_empty_is_made_only_where_that_is_wanted(self, neo4j: Server) -> None:
        with pytest.raises(StoreMissing) as error:
            open_store(neo4j.url, create=False)
        assert error.value.code == "store_database_empty"
        assert run(neo4j, "MATCH (n) RETURN n") == []

    def test_of_a_newer_linli_is_refused(self, neo4j: Server) -> None:
        Neo4jStore(neo4j.url).close()
        run(neo4j, "MATCH (l:Linli) SET l.version = 99")
        with pytest.raises(NewerStore) as error:
            Neo4jStore(neo4j.url)
        assert error.value.params == {"store": neo4j.url, "found": 99, "known": 1}

    def test_with_columns_of_a_newer_linli_is_refused(self, neo4j: Server) -> None:
        Neo4jStore(neo4j.url).close()
        run(neo4j, """MATCH (l:Linli) SET l.kinds = '-', l.layout = '{"place": {"colour": "text"}}'""")
        with pytest.raises(NewerStore) as error:
            Neo4jStore(neo4j.url)
        assert (error.value.code, error.value.params["columns"]) == ("newer_store_columns", "place.colour")

    def test_of_an_older_linli_is_brought_up_to_date(self, neo4j: Server) -> None:
        with Neo4jStore(neo4j.url) as store:
            store.commit(SOME)
        kept = run(neo4j, "MATCH (l:Linli) RETURN l.kinds, l.layout")
        run(neo4j, """MATCH (l:Linli) SET l.kinds = 'old', l.layout = '{"place": {"name": "text"}}'""")
        run(neo4j, "DROP CONSTRAINT linli_team_key")
        with Neo4jStore(neo4j.url) as store:
            assert store.revision().number == 1
        assert run(neo4j, "MATCH (l:Linli) RETURN l.kinds, l.layout") == kept
        assert ["linli_team_key"] in self.constraints(neo4j)

    def test_whose_maker_died_is_finished(self, neo4j: Server) -> None:
        run(neo4j, "CREATE (:Linli {product: 'linli', version: 1, revision: 0})")
        with Neo4jStore(neo4j.url) as store:
            assert store.commit(SOME).number == 1

    def test_is_made_once_by_many_at_once(self, neo4j: Server) -> None:
        for [name] in self.constraints(neo4j):
            run(neo4j, f"DROP CONSTRAINT {name}")

        def work(_: int) -> int:
            with Neo4jStore(neo4j.url) as store:
                return store.revision().number

        with ThreadPoolExecutor(3) as pool:
            assert list(pool.map(work, range(3))) == [0, 0, 0]
        assert run(neo4j, "MATCH (n) RETURN labels(n)[0] AS name ORDER BY name") == [["Linli"], ["Turn"], ["Undone"]]
        assert ["linli_team_key"] in self.constraints(neo4j)

    def test_with_a_value_that_cannot_be_is_damaged(self, neo4j: Server) -> None:
        with Neo4jStore(neo4j.url) as store:
            store.commit(SOME)
            run(neo4j, "MATCH (n:Place) SET n.households = 'viele'")
            with pytest.raises(StoreDamaged) as error:
                store.tables()
        assert error.value.params == {"table": "place"}

    def test_with_nodes_of_somebody_beside_ours_is_read(self, neo4j: Server) -> None:
        with Neo4jStore(neo4j.url) as store:
            store.commit(SOME)
            before = contents(store.tables())
            run(neo4j, "CREATE (:Place {name: '草稿'})<-[:PART_OF]-(:Note)")
            assert contents(store.tables()) == before


@pytest.mark.neo4j
class TestSomebodyElse:
    @pytest.fixture
    def two(self, neo4j: Server) -> Iterator[tuple[Neo4jStore, Neo4jStore]]:
        """Two stores on one database, as two programs have them."""
        with Neo4jStore(neo4j.url) as one, Neo4jStore(neo4j.url) as other:
            one.commit(SOME)
            yield one, other

    def test_who_writes_keeps_us_from_writing_and_not_from_reading(self, two: tuple[Neo4jStore, Neo4jStore]) -> None:
        one, other = two
        with one._writing():  # noqa: SLF001 - as a commit of another program does
            assert other.tables()["place"].height == 2
            with pytest.raises(StoreLocked):
                other.commit(changes(*places("c")))
        assert other.commit(changes(*places("c"))).number == 2

    def test_who_waits_for_a_turn_gets_it(self, two: tuple[Neo4jStore, Neo4jStore]) -> None:
        one, other = two
        for number in range(3):
            one.commit(changes(row("place", f"one-{number}")))
            other.commit(changes(row("place", f"other-{number}")))
        assert one.revision() == other.revision()
        assert other.revision().number == 7

    def test_who_reads_may_not_write(self, two: tuple[Neo4jStore, Neo4jStore]) -> None:
        for text in ("CREATE (:Place)", "MATC (n) RETURN n", "RETURN $nothing"):
            with pytest.raises(StoreError) as error:
                two[0].query(text)
            assert error.value.code == "store_query"

    def test_who_asks_in_cypher_gets_values_of_python(self, two: tuple[Neo4jStore, Neo4jStore]) -> None:
        text = (
            "MATCH (p:Place) RETURN p.key AS key, [date('2024-11-01')] AS days, {day: date($day)} AS inner ORDER BY key"
        )
        rows = two[0].query(text, {"day": "2024-11-02"})
        assert [one["key"] for one in rows] == ["place-a", "place-b"]
        assert (str(rows[0]["days"]), str(rows[0]["inner"])) == (
            "[datetime.date(2024, 11, 1)]",
            "{'day': datetime.date(2024, 11, 2)}",
        )


@pytest.mark.neo4j
@pytest.mark.slow
class TestServerThatGoes:
    @pytest.fixture
    def own(self, running_neo4j: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
        """A server that may be stopped; the environment is that of the other one."""
        del running_neo4j
        with new_home(tmp_path_factory.mktemp("goes")) as home, Server(home) as own:
            yield own

    def test_is_told_and_found_again_and_may_be_read_only(self, own: Server) -> None:
        with Neo4jStore(own.url) as store:
            made, before = store.commit(SOME), contents(store.tables())
            own.kill()
            uses: list[Callable[[], object]] = [
                store.tables,
                store.revision,
                lambda: store.commit(changes(*places("c"))),
                lambda: store.query("RETURN 1 AS one"),
            ]
            for use in uses:
                with pytest.raises(StoreUnreachable):
                    use()
            own.start()
            assert (store.revision(), contents(store.tables())) == (made, before)
            assert store.commit(changes(*places("c"))).number == 2
        own.stop()
        own.start("server.databases.read_only=neo4j\n")
        with Neo4jStore(own.url) as store:
            assert store.revision().number == 2
            with pytest.raises(StoreFull) as error:
                store.commit(changes(*places("d")))
            assert error.value.code == "store_server_read_only"
