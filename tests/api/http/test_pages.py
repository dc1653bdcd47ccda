"""Lists come in pages: put together they are the whole, and a cursor is good for its own list alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from graph.stores import open_store
from loaders.run import load
from tests.api.http.conftest import Serve, TestClient

ON = "on=2024-11-01"
LISTS = {
    "/v1/coverage?state=all&load=true&" + ON: 7,
    "/v1/audit?" + ON: 3,
    "/v1/reconcile?" + ON: 2,
    "/v1/things?" + ON: 400,
    "/v1/things?kind=post&" + ON: 20,
    "/v1/things?q=演示&" + ON: 30,
    "/v1/revisions?": 1,
}


def pages(client: TestClient, path: str, limit: int) -> list[dict[str, Any]]:
    found, cursor = [], ""
    while True:
        response = client.get(f"{path}&limit={limit}{cursor}")
        assert response.status_code == 200, response.text
        found.append(response.json())
        if found[-1]["next"] is None:
            return found
        cursor = f"&cursor={found[-1]['next']}"


@pytest.mark.slow
@pytest.mark.parametrize("path", LISTS)
def test_pages_put_together_are_the_whole(http: TestClient, path: str) -> None:
    whole = http.get(f"{path}&limit=10000").json()
    found = pages(http, path, LISTS[path])
    assert whole["next"] is None
    assert len(found) > 1 or path.startswith("/v1/revisions")
    for name, value in whole.items():
        if name == "next":
            continue
        if isinstance(value, list):
            assert [one for page in found for one in page[name]] == value
        else:
            assert all(page[name] == value for page in found)


class TestCursor:
    def test_the_day_of_the_first_page_stays(self, http: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        first = http.get("/v1/coverage?limit=1").json()
        monkeypatch.setattr("graph.today", lambda: None)  # whatever day it is now
        assert http.get(f"/v1/coverage?limit=1&cursor={first['next']}").json()["on"] == first["on"]

    def test_the_limit_may_change_from_page_to_page(self, http: TestClient) -> None:
        first = http.get(f"/v1/things?{ON}&limit=5").json()
        second = http.get(f"/v1/things?{ON}&limit=7&cursor={first['next']}").json()
        both = http.get(f"/v1/things?{ON}&limit=12").json()
        assert first["rows"] + second["rows"] == both["rows"]

    @pytest.mark.parametrize(
        "other",
        ["/v1/audit?" + ON, "/v1/things?kind=post&" + ON, "/v1/things?on=2024-11-02", "/v1/things?revision=1&" + ON],
    )
    def test_one_of_another_list_is_refused(self, http: TestClient, other: str) -> None:
        cursor = http.get(f"/v1/things?{ON}&limit=5").json()["next"]
        response = http.get(f"{other}&cursor={cursor}")
        assert (response.status_code, response.json()["code"]) == (422, "http_cursor_foreign")

    @pytest.mark.parametrize("garbled", ["x", "AAAA", "日", "%00", "a" * 3000])
    def test_one_that_is_garbled_is_refused(self, http: TestClient, garbled: str) -> None:
        response = http.get(f"/v1/things?cursor={garbled}")
        assert (response.status_code, response.json()["code"]) == (422, "http_cursor")

    def test_one_with_a_sign_changed_is_refused(self, http: TestClient) -> None:
        cursor = http.get(f"/v1/things?{ON}&limit=5").json()["next"]
        for at in range(0, len(cursor), 7):
            changed = cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :]
            assert http.get(f"/v1/things?{ON}&cursor={changed}").status_code == 422

    @pytest.mark.slow
    def test_one_of_a_revision_that_is_over_is_told_so(self, yanshan: Path, serve: Serve, tmp_path: Path) -> None:
        client = moved(yanshan, serve, tmp_path)
        path = f"/v1/things?{ON}&limit=5"
        cursor, pinned = client.get(path).json()["next"], client.get(f"{path}&revision=1").json()["next"]
        commit(tmp_path)
        client.app.state.live.refresh()  # type: ignore[attr-defined]
        response = client.get(f"{path}&cursor={cursor}&lang=en")
        assert (response.status_code, response.json()["code"]) == (410, "http_cursor_outdated")
        assert response.json()["detail"] == "The first page was of revision 1, now it is revision 2"
        assert client.get(f"{path}&revision=1&cursor={pinned}").status_code == 200


def moved(store: Path, serve: Serve, folder: Path) -> TestClient:
    shutil.copy(store, folder / "linli.db")
    return serve(folder / "linli.db", refresh=60, look=60)


def commit(folder: Path) -> None:
    table = folder / "区域.csv"
    table.write_text("名称,层级\n演示新区,社区\n", encoding="utf-8")
    with open_store(folder / "linli.db") as store:
        assert not load("workbook", [table], store, by="test").failed
