"""A tag names a revision and all that a document rests on; who has it is told so, and nothing is worked out again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.answers.register import QUESTIONS
from tests.api.http.conftest import Serve, TestClient
from tests.api.http.test_pages import commit
from tests.api.test_rules_folder import NORM

ON = "on=2024-11-01"
TAGGED = [f"/v1/coverage?{ON}", f"/v1/audit?{ON}", "/v1/things?q=演示", "/v1/kinds", "/v1/rules", "/v1/revisions"]

PAGED = [name for name, question in QUESTIONS.items() if question.pages and question.start is None]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a rule of one's own."""
    (tmp_path / "own" / "norms").mkdir(parents=True)
    (tmp_path / "own" / "norms" / "mine.yaml").write_text(NORM, encoding="utf-8")
    return tmp_path / "own"


@pytest.fixture(scope="session")
def place(http: TestClient) -> str:
    """A building."""
    rows = http.get(f"/v1/things?kind=place&{ON}&limit=10000").json()["rows"]
    found: str = next(one["key"] for one in rows if one["path"].endswith("号楼"))
    return found


class TestTag:
    @pytest.mark.parametrize("path", TAGGED)
    def test_who_has_it_gets_no_body(self, http: TestClient, path: str) -> None:
        first = http.get(path)
        tag = first.headers["etag"]
        assert tag.startswith('"1-')
        for said in (tag, f'"x", {tag}', f"W/{tag}", "*"):
            again = http.get(path, headers={"If-None-Match": said})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert http.get(path, headers={"If-None-Match": '"1-0000"'}).content == first.content

    def test_nothing_is_worked_out_for_who_has_it(self, http: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        tag = http.get(f"/v1/audit?{ON}").headers["etag"]
        monkeypatch.setattr("graph.questions.audit", lambda *_: 1 / 0)
        assert http.get(f"/v1/audit?{ON}", headers={"If-None-Match": tag}).status_code == 304

    @pytest.mark.slow
    def test_it_differs_wherever_the_document_may(self, http: TestClient) -> None:
        paths = [
            *(f"/v1/coverage?{ON}", "/v1/coverage?on=2024-11-02", f"/v1/coverage?{ON}&state=all"),
            *(f"/v1/coverage?{ON}&load=true", f"/v1/coverage?{ON}&pack=national", f"/v1/coverage?{ON}&limit=1"),
            *(f"/v1/audit?{ON}", "/v1/things", "/v1/things?kind=post", "/v1/things?q=演示"),
        ]
        tags = [http.get(path).headers["etag"] for path in paths]
        assert len(set(tags)) == len(tags)

    @pytest.mark.slow
    def test_it_changes_with_the_revision(self, yanshan: Path, serve: Serve, tmp_path: Path) -> None:
        shutil.copy(yanshan, tmp_path / "linli.db")
        client = serve(tmp_path / "linli.db", refresh=60, look=60)
        before = client.get(f"/v1/audit?{ON}").headers["etag"]
        commit(tmp_path)
        client.app.state.live.refresh()  # type: ignore[attr-defined]
        after = client.get(f"/v1/audit?{ON}", headers={"If-None-Match": before})
        assert (after.status_code, after.headers["etag"][:3]) == (200, '"2-')
        past = client.get(f"/v1/audit?{ON}&revision=1").json()
        assert past == http_body(client, f"/v1/audit?{ON}&revision=1")

    @pytest.mark.slow
    def test_other_rules_give_another(self, yanshan: Path, http: TestClient, serve: Serve, own: Path) -> None:
        other = serve(yanshan, rules=own)
        for path in (f"/v1/coverage?{ON}", f"/v1/things?{ON}", "/v1/rules"):
            assert other.get(path).headers["etag"] != http.get(path).headers["etag"]

    @pytest.mark.slow
    def test_a_store_of_the_same_number_has_another(self, yanshan: Path, serve: Serve, tmp_path: Path) -> None:
        commit(tmp_path)
        other = serve(tmp_path / "linli.db").get("/v1/revisions").headers["etag"]
        assert other != serve(yanshan).get("/v1/revisions").headers["etag"]


class TestAnswer:
    """Answers are kept for who asks the same again, and only the same."""

    @pytest.mark.parametrize(
        ("question", "said", "found"),
        [
            ("coverage", "load=true", lambda one: one["options"]["load"]),
            ("coverage", "state=met", lambda one: one["options"]["states"]),
            ("coverage", "pack=national", lambda one: one["options"]["packs"]),
            ("coverage", "norm=业主委员会", lambda one: one["options"]["norms"]),
            *((question, "on=2024-11-02", lambda one: one["on"]) for question in PAGED),
            *((question, "within=", lambda one: one["within"]) for question in PAGED),
        ],
    )
    def test_is_to_what_was_asked(
        self, http: TestClient, place: str, question: str, said: str, found: Callable[[Any], Any]
    ) -> None:
        other = said + place if said == "within=" else said
        one = http.get(f"/v1/{question}?{ON}").json()
        another = http.get(f"/v1/{question}?{other}" + ("" if said.startswith("on=") else f"&{ON}")).json()
        assert found(one) != found(another)


def http_body(client: TestClient, path: str) -> object:
    return client.get(path).json()


class TestKeeping:
    @pytest.mark.parametrize("path", ["/v1/things", "/v1/healthz"])
    def test_people_and_health_are_not_kept(self, http: TestClient, path: str) -> None:
        assert http.get(path).headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("path", [f"/v1/coverage?{ON}", "/v1/rules"])
    def test_answers_stay_with_who_asked_and_are_asked_again(self, http: TestClient, path: str) -> None:
        assert http.get(path).headers["cache-control"] == "private, no-cache"
