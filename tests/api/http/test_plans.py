"""Plans over HTTP: the same documents as in a terminal, nothing written, and of a part the part alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from graph.stores import open_store
from tests.api.conftest import Linli
from tests.api.http.conftest import Behind, TestClient
from tests.api.test_plans import SMALL, written
from tests.graph.adjusting.played import Played
from tests.graph.planning.laid_out import NETWORK
from tests.stores import stored

SEAT = "甲社区/一网格//网格员"
LINES: list[dict[str, Any]] = [
    {"work": "vacate", "day": "2024-11-08", "reason": "轮岗", "said": {"seat": SEAT}},
    {"work": "appoint", "reason": "轮岗", "said": {"seat": SEAT, "name": "演示新"}},
]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A store with a small community."""
    return stored(tmp_path / "linli.db", NETWORK, Played)


@pytest.fixture
def client(where: Path, behind: Behind) -> TestClient:
    """A client of a service over it."""
    return behind(where)


class TestLook:
    @pytest.mark.slow
    def test_tells_what_the_command_tells_and_writes_nothing(
        self, client: TestClient, where: Path, linli: Linli, tmp_path: Path
    ) -> None:
        found = client.post("/v1/plans/look", json={"name": "plan.csv", "lines": LINES})
        assert found.status_code == 200, found.text
        told = linli("plan", "look", written(tmp_path, SMALL), "--store", str(where), "--json").json
        keys = [one["id"] for one in (*told["made"], *found.json()["made"]) if one["id"].startswith("person-")]
        assert _without(found.json(), keys) == _without(told, keys)
        with open_store(where) as store:
            assert store.revision().number == 1

    @pytest.mark.slow
    def test_a_refused_line_says_where_in_the_body(self, client: TestClient) -> None:
        sent = {"lines": [LINES[0], {"work": "vacate", "said": {"seat": "甲社区//没有"}}]}
        found = client.post("/v1/plans/look?lang=en", json=sent).json()
        assert (found["refused"], found["lines"][1]["cell"]) == (1, "lines[1].said.seat")
        assert found["lines"][1]["code"] == "not_found"

    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            ({"lines": []}, 422),
            ({"lines": [{"work": "promote", "said": {}}]}, 422),
            ({"lines": [{**LINES[0], "day": "soon"}]}, 422),
            ({"lines": LINES, "apply": True}, 422),
        ],
    )
    def test_what_is_no_plan_is_refused(self, client: TestClient, sent: Any, status: int) -> None:
        assert client.post("/v1/plans/look", json=sent).status_code == status


class TestCompare:
    @pytest.mark.slow
    def test_lays_two_beside_each_other(self, client: TestClient) -> None:
        sent = {"first": {"lines": LINES}, "second": {"lines": LINES[:1]}}
        found = client.post("/v1/plans/compare", json=sent).json()
        gaps = found["compared"]["totals"]["gaps"]
        assert gaps["first"] == gaps["without"] < gaps["second"]
        assert {row["only"] for row in found["compared"]["only"]} == {"second"}


@pytest.mark.slow
class TestApply:
    def test_carries_it_out_as_the_command_does(
        self, client: TestClient, where: Path, linli: Linli, tmp_path: Path
    ) -> None:
        own = shutil.copy(where, tmp_path / "own.db")
        found = client.post("/v1/plans/apply", json={"name": "plan.csv", "lines": LINES})
        assert found.status_code == 201, found.text
        told = linli("plan", "apply", written(tmp_path, SMALL), "--store", str(own), "--json").json
        keys = [one["id"] for one in (*told["made"], *found.json()["made"]) if one["id"].startswith("person-")]
        assert _without(found.json(), keys) == _without(told, keys)
        assert [one["revision"] for one in found.json()["written"]] == [2, 3]
        assert (found.json()["as_foretold"], found.json()["dry_run"]) == (True, False)

    def test_tried_it_writes_nothing_and_its_digest_holds_what_is_written_to_it(
        self, client: TestClient, where: Path
    ) -> None:
        tried = client.post("/v1/plans/apply?dry_run=true", json={"lines": LINES})
        assert (tried.status_code, tried.json()["written"], tried.json()["dry_run"]) == (200, [], True)
        other = client.post("/v1/plans/apply?foretold=0000", json={"lines": LINES})
        assert (other.status_code, other.json()["code"]) == (409, "foretold_otherwise")
        stale = client.post("/v1/plans/apply?expected=0", json={"lines": LINES})
        assert (stale.status_code, stale.json()["code"]) == (409, "stale_revision")
        assert _revision(where) == 1
        digest = tried.json()["digest"]
        assert client.post(f"/v1/plans/apply?expected=1&foretold={digest}", json={"lines": LINES}).status_code == 201

    def test_a_part_of_it_is_carried_out_on_the_days_of_the_whole(self, client: TestClient) -> None:
        assert client.post("/v1/plans/apply?to=1", json={"lines": LINES}).json()["written"][0]["revision"] == 2
        rest = client.post("/v1/plans/apply?from=2", json={"lines": LINES}).json()
        assert rest["written"] == [{"line": 2, "day": "2024-11-08", "revision": 3}]
        assert client.post("/v1/plans/apply?from=9", json={"lines": LINES}).json()["code"] == "plan_no_line"

    def test_with_a_line_that_cannot_be_done_none_is(self, client: TestClient, where: Path) -> None:
        sent = {"lines": [LINES[0], {"work": "vacate", "said": {"seat": "甲社区//没有"}}]}
        refused = client.post("/v1/plans/apply", json=sent)
        assert (refused.status_code, refused.json()["code"], _revision(where)) == (422, "plan_refused", 1)


def _revision(where: Path) -> int:
    with open_store(where) as store:
        return store.revision().number


def _without(document: dict[str, Any], keys: list[str]) -> str:
    text = str(document)
    for key in keys:
        text = text.replace(key, "person")
    return text
