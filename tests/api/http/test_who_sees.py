"""Who raised a need, and its door, over HTTP: told to nobody, whatever is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.http.conftest import Behind
from tests.api.test_who_sees import AGREED, DOOR, LIGHT, LINES, RAISER
from tests.stores import stored


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
