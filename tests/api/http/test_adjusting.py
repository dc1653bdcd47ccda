"""The weekly work over HTTP: tried, written, refused; and a revision undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.stores import open_store
from tests.api.conftest import Linli
from tests.api.http.conftest import Behind, TestClient
from tests.api.test_adjusting import LINES, revision
from tests.api.test_adjusting import SEAT as SEAT_NAMED
from tests.graph.adjusting.played import Played
from tests.stores import stored

ON = "on=2024-11-01&by=演示"
VACATE = "/v1/adjustments/vacate"
SEAT = {"seat": "post-x"}


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A store with a small community."""
    return stored(tmp_path / "linli.db", LINES.replace("post 网格员 ", "post 网格员 key=x "), Played)


@pytest.fixture
def client(where: Path, behind: Behind) -> TestClient:
    """A client of a service over it."""
    return behind(where)


class TestWeeklyWork:
    def test_a_telephone_in_why_is_hidden_in_what_is_answered(self, client: TestClient) -> None:
        tried = client.post(f"{VACATE}?{ON}&dry_run=true", json=SEAT | {"reason": "电话13812345678"})
        assert (tried.status_code, tried.json()["reason"], "13812345678" in tried.text) == (
            200,
            "电话138****5678",
            False,
        )

    @pytest.mark.slow
    def test_a_try_writes_nothing_and_tells_what_the_command_tells(
        self, client: TestClient, where: Path, linli: Linli
    ) -> None:
        tried = client.post(f"{VACATE}?{ON}&dry_run=true", json=SEAT)
        assert (tried.status_code, revision(where)) == (200, 1)
        command = ("vacate", SEAT_NAMED, "--on", "2024-11-01", "--by", "演示", "--dry-run", "--json")
        assert linli(*command, "--store", str(where)).json == tried.json()

    @pytest.mark.slow
    def test_an_old_name_is_found_everywhere_and_told_with_its_last_day(
        self, client: TestClient, where: Path, linli: Linli
    ) -> None:
        asked = {"q": "一网格", "kind": "place", "on": "2024-11-05", "lang": "zh"}
        (grid,) = client.get("/v1/things", params=asked).json()["rows"]
        assert grid["formerly"] == []
        named = client.post(f"/v1/adjustments/rename?{ON}", json={"thing": grid["key"], "name": "幸福网格"})
        assert named.status_code == 201
        (found,) = client.get("/v1/things", params=asked).json()["rows"]
        assert (found["key"], found["name"]) == (grid["key"], "幸福网格")
        assert found["formerly"] == [{"name": "一网格", "until": "2024-11-01"}]
        told = "（曾用名“一网格”，至2024-10-31）"
        assert told in client.get("/search", params=asked).text
        assert told in linli("find", "一网格", "--on", "2024-11-05", "--store", str(where)).out
        shown = linli("show", "一网格", "--on", "2024-11-05", "--store", str(where)).out
        assert "幸福网格" in shown.splitlines()[0]
        assert shown.splitlines()[1].strip() == told
        whole = client.get(f"/v1/things/{grid['key']}", params={"on": "2024-11-05"}).json()
        assert whole["formerly"] == found["formerly"]
        page = client.get(f"/things/{grid['key']}", params={"on": "2024-11-05", "lang": "zh"})
        assert told in page.text

    @pytest.mark.slow
    def test_what_was_looked_at_is_written_and_told_as_it_was(self, client: TestClient, where: Path) -> None:
        tried: dict[str, Any] = client.post(f"{VACATE}?{ON}&dry_run=true", json=SEAT).json()
        done = client.post(f"{VACATE}?{ON}&foretold={tried['digest']}&expected={tried['base']}", json=SEAT)
        assert done.status_code == 201
        assert done.json() == {**tried, "dry_run": False, "revision": 2}
        assert revision(where) == 2

    @pytest.mark.slow
    def test_what_would_do_otherwise_than_was_shown_is_refused(self, client: TestClient, where: Path) -> None:
        refused = client.post(f"{VACATE}?{ON}&foretold=0000", json=SEAT)
        assert (refused.status_code, refused.json()["code"]) == (409, "foretold_otherwise")
        assert revision(where) == 1

    @pytest.mark.slow
    def test_what_is_so_already_is_nothing_new(self, client: TestClient, where: Path) -> None:
        assert client.post(f"{VACATE}?{ON}", json=SEAT).status_code == 201
        again = client.post(f"{VACATE}?{ON}", json=SEAT)
        assert (again.status_code, again.json()["changes"], revision(where)) == (200, [], 2)

    @pytest.mark.parametrize(
        ("work", "said", "status"),
        [
            ("vacate", {}, 422),
            ("vacate", {"seat": "post-none"}, 404),
            ("vacate", {"seat": "post-x", "person": "person-1"}, 422),
            ("absent", {"person": "person-none", "reason": "病假"}, 422),
            ("rename", {"thing": "post-x", "name": "\u202e"}, 422),
        ],
    )
    def test_what_cannot_be_is_a_problem(
        self, client: TestClient, where: Path, work: str, said: dict[str, Any], status: int
    ) -> None:
        found = client.post(f"/v1/adjustments/{work}?{ON}", json=said)
        assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
        assert revision(where) == 1


class TestUndo:
    @pytest.mark.slow
    def test_a_revision_is_tried_undone_and_the_ledger_as_it_was(self, client: TestClient, where: Path) -> None:
        with open_store(where) as store:
            before = store.tables()["post"]
        client.post(f"{VACATE}?{ON}", json=SEAT)
        tried = client.post("/v1/revisions/2/undo?dry_run=true")
        assert (tried.status_code, revision(where)) == (200, 2)
        done = client.post("/v1/revisions/2/undo?expected=2")
        assert (done.status_code, done.json()["to"], revision(where)) == (201, 3, 3)
        assert done.json()["rows"] == tried.json()["rows"]
        with open_store(where) as store:
            assert store.tables()["post"].sort("key").equals(before.sort("key"))

    @pytest.mark.parametrize(("path", "status"), [("9/undo", 404), ("1/undo?expected=7", 409), ("0/undo", 422)])
    def test_what_cannot_be_undone_is_a_problem(self, client: TestClient, path: str, status: int) -> None:
        assert client.post(f"/v1/revisions/{path}").status_code == status
