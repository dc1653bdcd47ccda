"""`POST /v1/orders`: a gap given to somebody over HTTP."""

from __future__ import annotations

from pathlib import Path

from graph.stores import open_store
from tests.api.http.conftest import Behind
from tests.api.test_orders import LINES, NORM
from tests.graph.steps.played import Played
from tests.stores import changes


def test_is_written_and_then_asked_for(behind: Behind, tmp_path: Path) -> None:
    path, played = tmp_path / "linli.db", Played(LINES)
    with open_store(path) as store:
        store.commit(changes(played.tables))
    client = behind(path)
    sent = {"norm": NORM, "subject": played.names.key("甲社区"), "due": "2024-11-30"}
    tried = client.post("/v1/orders", params={"on": "2024-11-01", "dry_run": True}, json=sent)
    assert (tried.status_code, tried.json()["revision"]) == (200, None)
    made = client.post("/v1/orders", params={"on": "2024-11-01"}, json=sent)
    assert (made.status_code, made.json()["revision"]) == (201, 2)
    [row] = client.get("/v1/orders", params={"on": "2024-11-01"}).json()["rows"]
    assert (row["order"], row["state"]) == (made.json()["order"], "open")
    again = client.post("/v1/orders", params={"on": "2024-11-01"}, json=sent)
    assert (again.status_code, again.json()["code"]) == (422, "order_there")
