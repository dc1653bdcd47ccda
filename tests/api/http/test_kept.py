"""What a service keeps over a commit is what it would work out anew: every page says the same of both."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from api.serving import Live
from graph.changes import ChangeSet
from graph.kinds import all_kinds
from graph.network.remarks import remarks_of
from graph.stores import open_store
from tests.api.http.asked_everywhere import addresses
from tests.api.http.conftest import Serve, TestClient

#: What tells the time, or carries a token of its own; documents are asked for in ``graph/network/test_remarks.py``.
_OTHERWISE = (
    "/v1",
    "/docs",
    "/assets",
    "/login",
    "/logout",
    "/import",
    "/lists",
    "/users",
    "/jobs",
    "/plans",
    "/match/plan",
)
_ON = "on=2024-11-01"


def other_remarks(path: Path) -> ChangeSet:
    """Put everything that may have a remark with another one."""
    with open_store(path) as store:
        tables = store.tables()
    kinds = [one.kind for one in all_kinds() if remarks_of(one.kind) and tables[one.kind].height]
    return ChangeSet(
        {
            kind: tables[kind].with_columns(pl.lit("演示：另一句").alias(name) for name in remarks_of(kind))
            for kind in kinds
        }
    )


def said(client: TestClient, path: str) -> tuple[int, str]:
    found = client.get(f"{path}{'&' if '?' in path else '?'}{_ON}", headers={"Accept-Language": "zh"})
    return found.status_code, found.text


class TestKept:
    @pytest.mark.slow
    def test_every_page_after_a_remark_is_that_of_a_new_service(
        self, yanshan: Path, serve: Serve, tmp_path: Path
    ) -> None:
        path = Path(shutil.copy(yanshan, tmp_path / "linli.db"))
        client = serve(path, refresh=60, look=60)
        live: Live = client.app.state.live  # type: ignore[attr-defined]
        network = live.newest.network(date(2024, 11, 1))
        keys = [network.key(network.rows.block[kind][0]) for kind in ("place", "need")]
        asked = [one for one in addresses(client.app, keys) if not one.startswith(_OTHERWISE)]  # type: ignore[arg-type]
        asked = [one for one in asked if "as=" not in one and "within=" not in one]
        for one in asked:
            said(client, one)
        with open_store(path) as store:
            store.commit(other_remarks(path))
        live.refresh()
        kept = {one: said(client, one) for one in asked}
        anew = serve(path, refresh=60, look=60)
        assert [one for one in asked if kept[one] != said(anew, one)] == []
        assert "另一句" in kept[f"/things/{keys[0]}"][1]
