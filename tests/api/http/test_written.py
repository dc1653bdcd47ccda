"""A document is written once, holds nobody's name meanwhile, and is after a commit what a new service says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from api.serving import Live
from graph.errors import StoreError
from graph.stores import open_store
from graph.tables import Tables
from tests.api.http.conftest import Serve, TestClient
from tests.benchmarks.steady import changes_of, requests_of

ON = "on=2024-11-01"
DOCUMENTS = ("/v1/needs?limit=20", "/v1/coverage?limit=20", "/v1/things?q=演示&limit=5", "/v1/terms?limit=20")


def live_of(client: TestClient) -> Live:
    live: Live = client.app.state.live  # type: ignore[attr-defined]
    return live


def with_day(path: str) -> str:
    return f"{path}&{ON}"


class TestAgain:
    @pytest.mark.parametrize("path", DOCUMENTS)
    def test_it_is_the_same_and_not_written_again(
        self, http: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
    ) -> None:
        first = http.get(with_day(path))
        monkeypatch.setattr("api.routes.written.Blanks.cut", lambda _: 1 / 0)
        again = http.get(with_day(path))
        assert (again.status_code, again.content) == (200, first.content)
        assert dict(again.headers) == dict(first.headers)
        tag = {"If-None-Match": first.headers["etag"]}
        assert http.get(with_day(path), headers=tag).status_code == 304

    def test_where_names_cannot_be_read_whoever_answers_says_so(
        self, http: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = with_day("/v1/terms?limit=20")
        assert http.get(path).status_code == 200

        def gone(*_: object) -> None:
            raise StoreError("store_unreadable")

        monkeypatch.setattr("api.routes.written._filled", gone)
        assert http.get(path).status_code == 503

    def test_pages_follow_each_other_whoever_asked_for_the_first(self, http: TestClient) -> None:
        path = with_day("/v1/needs?limit=1")
        first, again = http.get(path).json(), http.get(path).json()
        assert again["next"] == first["next"]
        assert http.get(f"{path}&cursor={again['next']}").json()["rows"] != first["rows"]

    def test_what_is_refused_is_refused_again(self, http: TestClient) -> None:
        assert [http.get(with_day(f"/v1/things?q=演示&kind={kind}")).status_code for kind in ("post", "x", "x")] == [
            200,
            422,
            422,
        ]

    def test_what_was_kept_holds_no_name_of_anybody(self, http: TestClient, yanshan: Path) -> None:
        for path in DOCUMENTS:
            assert http.get(with_day(path)).status_code == 200
        with open_store(yanshan) as store:
            names = set(store.personal("person")["name"].drop_nulls())
        documents = live_of(http).newest.documents
        kept = [slot.held.blanks for slot in documents._written._found.values() if slot.done]  # noqa: SLF001
        assert any(one.people for one in kept if one is not None)
        assert names
        assert [name for one in kept if one is not None for name in names if one.mention([name])] == []

    def test_what_is_personal_is_written_anew_each_time(self, http: TestClient) -> None:
        path = with_day("/v1/things?q=演示&limit=3&personal=true")
        before = len(live_of(http).newest.documents._written)  # noqa: SLF001
        assert http.get(path).content == http.get(path).content
        assert len(live_of(http).newest.documents._written) == before  # noqa: SLF001


def asked(tables: Tables) -> list[str]:
    """Return some of each kind of request, and the things and the first places that are changed."""
    every = list(dict.fromkeys(requests_of(tables)))
    steps = [f"/v1/things/{key}?{ON}" for key in tables["step"]["key"].head(1)]
    needs = [f"/v1/{what}{key}&{ON}" for key in tables["need"]["key"].head(1) for what in ("escalate?start=",)]
    changed = tables["place"].filter(level="building")["key"].head(2).to_list()
    around = [f"/v1/things/{one}?{ON}" for one in changed] + [f"/v1/coverage?within={one}&{ON}" for one in changed]
    return [*every[::9], *steps, *needs, *around, f"/v1/things?limit=5&{ON}", f"/v1/needs?limit=5&{ON}"]


@pytest.mark.slow
def test_after_commits_every_document_is_that_of_a_new_service(
    sample_store: Callable[[str], Path], serve: Serve, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_store("suzhoulu"), tmp_path / "linli.db"))
    client = serve(path, refresh=60, look=60)
    with open_store(path) as store:
        tables = store.tables()
        paths = asked(tables)
        for changes in islice(changes_of(tables), 3):
            for one in paths:
                assert client.get(one).status_code == 200, one
            store.commit(changes)
            live_of(client).refresh()
            anew = serve(path, refresh=60, look=60)
            assert [one for one in paths if client.get(one).content != anew.get(one).content] == []
