"""`POST /v1/needs/resolve`: what was decided becomes a meeting and a project."""

from __future__ import annotations

from pathlib import Path

from graph.stores import open_store
from tests.api.http.conftest import Behind
from tests.graph.life.test_resolving import DECIDED, LINES
from tests.graph.steps.played import Played
from tests.stores import changes


def test_is_written_and_cannot_be_again(behind: Behind, tmp_path: Path) -> None:
    path, played = tmp_path / "linli.db", Played(LINES)
    with open_store(path) as store:
        store.commit(changes(played.tables))
    client = behind(path)
    sent = {"needs": [played.names.key("车没处停")], "decided": DECIDED, "funding": "车位收费"}
    tried = client.post("/v1/needs/resolve", params={"on": "2024-11-01", "dry_run": True}, json=sent)
    assert (tried.status_code, tried.json()["revision"]) == (200, None)
    made = client.post("/v1/needs/resolve", params={"on": "2024-11-01"}, json=sent)
    assert (made.status_code, made.json()["revision"], made.json()["funding"]) == (201, 2, "车位收费")
    again = client.post("/v1/needs/resolve", params={"on": "2024-11-01"}, json=sent)
    assert (again.status_code, again.json()["code"]) == (409, "step_none_left")
