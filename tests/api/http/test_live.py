"""A store that others write to, lose and bring back, under a service that goes on answering."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from graph.changes import ChangeSet
from graph.stores import open_store
from tests.api.http.conftest import Behind, Serve, TestClient
from tests.casefile.gathered import Rows

#: What a service promises: so long after a commit, in seconds, it answers from it. Twice that is waited for.
PROMISED = 2.0
_COMMITS = 12
_WRITER = """
import sys
from graph.stores import open_store
from tests.api.http.test_live import revision
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    sys.stdin.read()
    for number in range(2, 2 + int(sys.argv[2])):
        store.commit(revision(number))
"""


def revision(number: int) -> ChangeSet:
    """A commit by which so many estates, and so many posts, lie in one community."""
    rows = Rows()
    if number == 1:
        rows.thing("place", "place-community", name="甲社区", level="community", profile="suzhoulu")
    rows.thing("place", f"place-{number:03}", name=f"{number}号园", level="estate")
    rows.tie("part_of", f"place-{number:03}", "place-community")
    rows.thing("post", f"post-{number:03}", role="grid_worker", name=f"{number}号岗")
    rows.tie("answers_for", f"post-{number:03}", f"place-{number:03}")
    return rows.changes()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of one revision."""
    with open_store(tmp_path / "linli.db") as made:
        made.commit(revision(1))
    return tmp_path / "linli.db"


def until(met: Callable[[], bool], patience: float = 2 * PROMISED) -> bool:
    """Return whether something came true before patience ran out."""
    end = monotonic() + patience
    while not met():
        if monotonic() > end:
            return False
        sleep(0.02)
    return True


def served(client: TestClient) -> int:
    found: int = client.get("/v1/healthz").json()["revision"]
    return found


class TestAnotherWriter:
    def test_a_commit_is_seen_within_the_time_promised(self, store: Path, behind: Behind) -> None:
        client = behind(store)
        assert served(client) == 1
        with open_store(store) as other:
            other.commit(revision(2))
        assert until(lambda: served(client) == 2)
        assert client.get("/v1/things?kind=place").json()["totals"] == {"things": 3}

    @pytest.mark.slow
    def test_a_commit_to_a_file_is_seen_long_before_the_store_is_looked_at_closely(
        self, store: Path, behind: Behind
    ) -> None:
        client = behind(store, refresh=600)
        with open_store(store) as other:
            other.commit(revision(2))
        assert until(lambda: served(client) == 2)

    @pytest.mark.slow
    def test_two_services_over_one_store_both_follow_it(self, store: Path, serve: Serve) -> None:
        clients = [serve(store), serve(store)]
        with open_store(store) as other:
            other.commit(revision(2))
        assert until(lambda: [served(one) for one in clients] == [2, 2], 10 * PROMISED)

    @pytest.mark.slow
    def test_every_answer_is_of_one_revision_and_whole(self, store: Path, serve: Serve) -> None:
        client, over = serve(store, refresh=0.02), Event()

        def asking() -> list[tuple[int, int, int]]:
            found = []
            while not over.is_set():
                things = client.get("/v1/things?limit=10000").json()
                kinds = [one["kind"] for one in things["rows"]]
                found.append((things["revision"], kinds.count("place"), kinds.count("post")))
                answer = client.get("/v1/coverage?state=all&pack=profile:suzhoulu").json()
                estates = sum(answer["totals"]["norms"]["suzhoulu-party-branch"].values())
                found.append((answer["revision"], estates + 1, estates))
            return found

        with ThreadPoolExecutor(4) as pool:
            command = [sys.executable, "-c", _WRITER, str(store), str(_COMMITS)]
            with subprocess.Popen(
                command, cwd=Path(__file__).parents[3], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            ) as writer:
                assert writer.stdout is not None
                assert writer.stdout.readline() == b"ready\n"
                asked = [pool.submit(asking) for _ in range(4)]
                writer.communicate()
            newest = until(lambda: served(client) == 1 + _COMMITS)
            over.set()
            found = [one for each in asked for one in each.result()]
        assert (writer.returncode, newest) == (0, True)
        assert [one for one in found if one[1:] != (one[0] + 1, one[0])] == []
        assert len({number for number, _, _ in found}) > 1

    @pytest.mark.slow
    def test_a_request_keeps_the_revision_that_it_began_with(self, store: Path, behind: Behind) -> None:
        live = behind(store, refresh=60, look=60).app.state.live  # type: ignore[attr-defined]
        began = live.newest
        with open_store(store) as other:
            other.commit(revision(2))
        live.refresh()
        assert (began.revision.number, live.newest.revision.number) == (1, 2)
        sizes = [one.network(date(2024, 11, 1)).rows.block["place"] for one in (began, live.newest)]
        assert sizes == [(0, 2), (0, 3)]

    @pytest.mark.slow
    def test_the_past_can_be_asked_of(self, store: Path, serve: Serve) -> None:
        client = serve(store, refresh=60, look=60)
        with open_store(store) as other:
            other.commit(revision(2))
        client.app.state.live.refresh()  # type: ignore[attr-defined]
        for number, places in ((0, 0), (1, 2), (2, 3)):
            found = client.get(f"/v1/things?kind=place&revision={number}").json()
            assert (found["revision"], found["totals"]["things"]) == (number, places)


class TestTrouble:
    @pytest.mark.slow
    def test_a_store_that_is_gone_is_told_until_it_is_back(self, store: Path, serve: Serve) -> None:
        client = serve(store, refresh=0.05)
        away = store.rename(store.with_name("away.db"))
        for name in ("-wal", "-shm"):
            store.with_name(store.name + name).unlink(missing_ok=True)
        assert until(lambda: client.get("/v1/healthz").status_code == 503)
        for path in ("/v1/healthz", "/v1/coverage", "/v1/things", "/v1/revisions", "/v1/things/place-001/history"):
            response = client.get(f"{path}?lang=en")
            assert (response.status_code, response.json()["code"]) == (503, "store_missing")
        assert client.get("/v1/kinds").status_code == 503
        away.rename(store)
        assert until(lambda: client.get("/v1/healthz").status_code == 200)
        assert client.get("/v1/things?kind=place").json()["totals"] == {"things": 2}

    @pytest.mark.slow
    def test_another_store_in_its_place_is_served(self, store: Path, serve: Serve, tmp_path: Path) -> None:
        client = serve(store, refresh=0.05)
        with open_store(tmp_path / "other.db") as other:
            other.commit(revision(1))
            other.commit(revision(5))
        (tmp_path / "other.db").replace(store)
        assert until(lambda: client.get("/v1/things?kind=place").json().get("totals") == {"things": 3})

    def test_another_store_beside_the_log_of_the_one_before_is_told_and_not_mixed_with_it(
        self, store: Path, behind: Behind, tmp_path: Path
    ) -> None:
        client = behind(store, refresh=60, look=60)
        live = client.app.state.live  # type: ignore[attr-defined]
        live.store.commit(revision(2))
        live.refresh()
        with open_store(tmp_path / "other.db") as other:
            other.commit(revision(1))
        (tmp_path / "other.db").replace(store)
        for _ in range(2):
            live.refresh()
            response = client.get("/v1/things?kind=place")
            assert (response.status_code, response.json()["code"]) == (503, "store_log_left")
        for name in ("-wal", "-shm"):
            store.with_name(store.name + name).unlink()
        live.refresh()
        assert client.get("/v1/things?kind=place").json()["revision"] == 1

    @pytest.mark.slow
    def test_what_is_no_store_is_told(self, store: Path, serve: Serve) -> None:
        client = serve(store, refresh=0.05)
        store.unlink()
        store.write_text("not a store " * 20, encoding="utf-8")
        assert until(lambda: client.get("/v1/healthz").json().get("code") == "foreign_store")

    def test_there_is_no_service_without_a_store(self, serve: Serve, tmp_path: Path) -> None:
        from graph.errors import StoreMissing

        with pytest.raises(StoreMissing):
            serve(tmp_path / "no.db")
        assert list(tmp_path.iterdir()) == []
