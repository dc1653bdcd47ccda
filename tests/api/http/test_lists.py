"""Lists over HTTP: workbooks out, and back in as any file is."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.routes.lists import WORKBOOK
from graph.stores import open_store
from tests.api.http.conftest import Behind, TestClient
from tests.loaders.lists.around import Sheet

ON = "on=2024-11-01"


@pytest.fixture
def client(yanshan: Path, behind: Behind, tmp_path: Path) -> TestClient:
    """A client of a service over a store of its own."""
    return behind(Path(shutil.copy(yanshan, tmp_path / "linli.db")))


@pytest.fixture(scope="module")
def giver(yanshan: Path) -> str:
    """Somebody who gives."""
    with open_store(yanshan, create=False) as store:
        return str(
            store.tables()["gives"].filter(store.tables()["gives"]["source"].str.starts_with("team"))["source"][0]
        )


def changed(content: bytes, **values: Any) -> bytes:
    """Change the first row of the first list of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    one = Sheet(book.worksheets[0])
    one.put(one.header + 1, **values)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.slow
class TestLists:
    def test_each_is_a_workbook_that_is_not_kept(self, client: TestClient, giver: str) -> None:
        for path in ("lists", "lists/claims", f"lists/partners/{giver}"):
            response = client.get(f"/v1/{path}?{ON}")
            assert (response.status_code, response.headers["content-type"]) == (200, WORKBOOK), path
            assert response.headers["cache-control"] == "no-store"
            assert "filename*=UTF-8''" in response.headers["content-disposition"]
            sent = {"file": ("清单.xlsx", response.content)}
            back = client.post("/v1/imports", files=sent).json()
            assert (back["errors"], back["revision"]) == (0, 1), path

    def test_what_was_changed_is_checked_and_then_written(self, client: TestClient) -> None:
        sent = {"file": ("清单.xlsx", changed(client.get(f"/v1/lists?{ON}").content, 数量=7))}
        tried = client.post("/v1/imports?dry_run=true", files=sent).json()
        assert (tried["changed"], tried["revision"]) == (1, 1)
        assert client.post("/v1/imports?by=演示统筹员", files=sent).status_code == 201
        assert client.get("/v1/revisions").json()["rows"][-1]["by"] == "演示统筹员"

    def test_what_cannot_be_taken_is_a_report_with_its_cell(self, client: TestClient) -> None:
        sent = {"file": ("清单.xlsx", changed(client.get(f"/v1/lists?{ON}").content, 数量="几个"))}
        response = client.post("/v1/imports", files=sent)
        issue = response.json()["issues"][0]
        assert (response.status_code, issue["sheet"], issue["cell"]) == (422, "需求清单", "H6")

    def test_whoever_gives_nothing_has_no_workbook(self, client: TestClient) -> None:
        missing = client.get("/v1/lists/partners/team-aaaaaaaaaaaaaaaa")
        assert (missing.status_code, missing.json()["code"]) == (404, "no_such_thing")
        place = client.get("/v1/things?kind=place").json()["rows"][0]["key"]
        refused = client.get(f"/v1/lists/partners/{place}")
        assert (refused.status_code, refused.json()["code"]) == (404, "lists_no_partner")
