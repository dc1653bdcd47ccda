"""Who raised a need, and its door, over HTTP: told to nobody, whatever is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from api.beforehand import asked
from api.serving import Served
from graph.network.touching import Touched
from tests.api.http.conftest import Behind, Serve
from tests.api.test_who_sees import AGREED, DOOR, LIGHT, LINES, RAISER
from tests.stores import stored

NEED = Touched(frozenset({"need"}), frozenset({"need"}), frozenset())


@pytest.mark.parametrize("address", [f"things/{LIGHT}", f"things/{LIGHT}/history", "things", "match", "changes"])
def test_is_told_to_nobody(behind: Behind, tmp_path: Path, address: str) -> None:
    path = stored(tmp_path / "linli.db", f"{LINES}\n    {AGREED}")
    asked = {"match": {}, "changes": {"from": "0"}, "things": {"kind": "need", "personal": "true"}}
    told = behind(path).get(f"/v1/{address}", params=asked.get(address, {"personal": "true"}))
    assert told.status_code == 200
    found = told.json()
    rows = [*found.get("ties", ()), *found.get("rows", ())]
    assert "raises" not in {one.get("tie", one.get("kind")) for one in rows}
    needs = [one for one in rows if "need" in str(one)]
    assert not [one for one in needs if DOOR in str(one) or RAISER in str(one)]


@pytest.mark.slow
def test_no_need_is_called_by_its_door_however_its_name_was_found(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    http = serve(store=stored(tmp_path / "linli.db", LINES))
    live = http.app.state.live  # type: ignore[attr-defined]
    newest: Served = live.newest
    assert list(asked(newest))  # as a service does before somebody asks
    later = newest.after(newest.network(graph.today()), newest.revision, NEED)
    later.warm(newest, 60)  # as it does after a commit
    for served in (newest, later):
        monkeypatch.setattr(live, "_served", served)
        monkeypatch.setattr(live, "_latest", served)
        found = http.get("/search", params={"q": "XQ-9", "lang": "zh"}).text
        assert "need（XQ-9）" in found
        assert f"{DOOR}滴水" not in found
