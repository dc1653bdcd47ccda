"""What each role may, and as whom it writes (SEMANTICS V13)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.access import Account, Role
from api.access.may import may
from graph.viewing.chain import head_of
from tests.api.http.access.conftest import ROLES, Served

WRITERS = {"staff", "admin"}
#: What is sent there is told, and nothing is written.
LOOKING = ("/v1/plans/look", "/v1/plans/compare")


def writing(served: Served) -> list[tuple[str, str]]:
    return [
        (method.upper(), path.replace("{id}", "need-a"))
        for path, methods in served.app.openapi()["paths"].items()
        for method in methods
        if method != "get" and path not in LOOKING
    ]


class TestRoles:
    @pytest.mark.parametrize("name", ["reader", "planner", "partner"])
    def test_who_only_reads_writes_nowhere(self, served: Served, name: str) -> None:
        client, asked = served.program(name), writing(served)
        assert len(asked) > 5
        for method, path in asked:
            response = client.request(method, path)
            assert (response.status_code, response.json()["code"]) == (403, "http_not_allowed"), path

    @pytest.mark.parametrize("path", [*LOOKING, "/plans", "/plans/a-b/discard"])
    def test_a_planner_looks_at_plans_and_a_reader_does_not(self, path: str) -> None:
        found = {name for name, role in ROLES.items() if may(Account(name, role), "POST", path)}
        assert found == {"planner", *WRITERS}
        assert not may(Account("a", Role.ADMIN, partner="organisation-a"), "POST", path)
        assert not may(Account("a", Role.PLANNER), "POST", "/plans/a-b/apply")

    @pytest.mark.parametrize("name", sorted(WRITERS))
    def test_who_writes_is_let_through(self, served: Served, name: str) -> None:
        response = served.program(name).post("/v1/needs?dry_run=true", json={})
        assert (response.status_code, response.json()["code"]) == (422, "http_missing")

    @pytest.mark.parametrize("path", ["/v1/log", "/v1/doctor", "/v1/users", "/v1/users/x", "/log", "/users", "/forget"])
    def test_users_log_and_doctor_are_an_admins(self, path: str) -> None:
        found = {name for name, role in ROLES.items() if may(Account(name, role), "GET", path)}
        assert found == {"admin"}
        assert not may(Account("a", Role.READER, partner="organisation-a"), "GET", path)
        assert not may(Account("a", Role.ADMIN, place="place-a"), "GET", path)

    def test_metrics_are_for_everybody_of_the_office_who_is_bound_to_no_place(self) -> None:
        for role in Role:
            assert may(Account("a", role), "GET", "/v1/metrics")
            assert not may(Account("a", role, place="place-a"), "GET", "/v1/metrics")
        assert not may(Account("a", Role.READER, partner="organisation-a"), "GET", "/v1/metrics")

    def test_a_partner_asks_a_program_for_its_own_workbook_alone(self) -> None:
        partner, reader = Account("a", Role.READER, partner="organisation-a"), Account("b", Role.READER)
        for path in ("/v1/coverage", "/v1/needs/need-a/steps", "/v1/changes", "/v1/things", "/v1/lists"):
            assert (may(partner, "GET", path), may(reader, "GET", path)) == (False, True), path
        assert may(partner, "GET", "/v1/lists/partners/organisation-a")

    def test_on_the_page_of_partners_a_partner_writes_and_no_other_reader(self) -> None:
        partner, reader = Account("a", Role.READER, partner="organisation-a"), Account("b", Role.READER)
        for path in ("/partner", "/partner/claim"):
            assert (may(partner, "POST", path), may(reader, "POST", path)) == (True, False)
        assert not may(partner, "POST", "/partners")
        assert not may(partner, "POST", "/v1/match/steps")

    def test_the_log_refuses_others_and_tells_them_in_words(self, served: Served) -> None:
        for name in ("reader", "planner", "staff", "partner"):
            response = served.program(name).get("/v1/log")
            assert (response.status_code, response.json()["code"]) == (403, "http_not_allowed")

    @pytest.mark.parametrize(
        "header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method", "X-Original-URL", "X-Rewrite-URL"]
    )
    def test_no_header_makes_another_request_of_one(self, served: Served, header: str) -> None:
        client = served.program("reader")
        for value in ("POST", "/v1/log"):
            assert client.get("/v1/needs", headers={header: value}).status_code in (404, 405, 200)
        assert served.program("staff").post("/v1/log", headers={header: "GET"}).status_code == 403


class TestByWhom:
    def test_what_is_written_is_told_as_by_the_user(self, served: Served) -> None:
        client = served.program("staff")
        place = client.get("/v1/things?kind=place&limit=1").json()["rows"][0]["key"]
        need = {"name": "演示", "place": place, "channel": "来访"}
        asked = client.post("/v1/needs?dry_run=true&by=staff", json=need)
        assert asked.status_code in (200, 422)
        refused = client.post("/v1/needs?dry_run=true&by=admin", json=need)
        assert (refused.status_code, refused.json()["code"]) == (422, "http_by")


class TestSees:
    def test_a_reader_is_shown_no_name_that_is_not_open(self, served: Served) -> None:
        path = "/v1/things?kind=person&limit=10000"
        names = {name: served.program(name).get(path).text for name in ("reader", "planner", "staff")}
        assert names["planner"] == names["staff"]
        assert names["reader"] != names["planner"]

    def test_a_name_that_one_may_not_see_finds_nobody(self, served: Served) -> None:
        path = "/v1/things?kind=person&limit=10000"
        seen = {name: named(served.program(name).get(path).json()) for name in ("reader", "planner")}
        hidden = [key for key, name in seen["planner"].items() if seen["reader"].get(key) != name]
        assert hidden
        for key in hidden[:3]:
            asked = f"/v1/things?kind=person&q={seen['planner'][key]}"
            assert key in named(served.program("planner").get(asked).json())
            assert key not in named(served.program("reader").get(asked).json())

    @pytest.mark.parametrize("name", ["reader", "planner"])
    def test_who_never_sees_what_is_personal_is_told_so_where_they_ask_for_it(self, served: Served, name: str) -> None:
        client = served.program(name)
        person = client.get("/v1/things?kind=person&limit=1").json()["rows"][0]["key"]
        for path in (
            f"/v1/things/{person}?personal=true",
            f"/v1/things/{person}/history?personal=true",
            "/v1/things?kind=person&personal=true",
            "/v1/changes?personal=true",
            "/v1/exports/roster?personal=true",
            f"/v1/escalate?start={person}&personal=true",
        ):
            response = client.get(path)
            assert (response.status_code, response.json()["code"]) == (403, "http_personal"), path
        page = served.signed_in(name).get(f"/things/{person}?personal=1")
        assert (page.status_code, "<html" in page.text) == (200, True)

    @pytest.mark.slow
    def test_what_is_personal_is_for_staff_who_ask_and_told_with_their_name(self, served: Served) -> None:
        people = [*named(served.program("staff").get("/v1/things?kind=person&limit=10000").json())]
        for name in ("reader", "planner"):
            before = served.log.path.read_bytes() if served.log.path.exists() else b""
            for key in people[:20]:
                assert served.program(name).get(f"/v1/things/{key}?personal=true").status_code == 403
            assert (served.log.path.read_bytes() if served.log.path.exists() else b"") == before
        shown = [key for key in people[:20] if told(served, "staff", key)]
        last = json.loads(served.log.path.read_bytes().splitlines()[-1])
        assert (last["who"], last["where"], last["keys"]) == ("staff", "http", [shown[-1]])

    def test_after_such_a_look_the_end_of_the_log_is_kept(self, served: Served) -> None:
        served.log.told("somebody", "terminal", "linli show")
        served.program("reader").get("/v1/revisions")
        assert served.file.rows("SELECT digest, size FROM heads") == [head_of(served.log.path)]

    def test_an_end_that_is_gone_is_told_however_long_the_log_grows(self, served: Served) -> None:
        served.log.told("somebody", "terminal", "linli show")
        admin = served.program("admin")
        assert admin.get("/v1/log").json()["cut"] is False
        before = served.log.path.read_bytes()
        served.log.path.write_bytes(b"".join(before.splitlines(keepends=True)[:-1]))
        for _ in range(5):
            served.log.told("somebody else", "terminal", "linli show")
            admin.get("/v1/revisions")
        told = admin.get("/v1/log").json()
        assert (told["cut"], told["whole"], told["broken"]) == (True, False, None)
        served.log.path.write_bytes(before)
        assert admin.get("/v1/log").json()["whole"] is True

    def test_two_who_share_a_browser_do_not_share_what_it_kept(self, served: Served) -> None:
        path = "/v1/things?kind=person&limit=10000"
        tag = served.program("planner").get(path).headers["etag"]
        assert served.program("planner").get(path, headers={"If-None-Match": tag}).status_code == 304
        response = served.program("reader").get(path, headers={"If-None-Match": tag})
        assert response.status_code == 200
        assert "cookie" in response.headers["vary"].lower()


def named(document: dict[str, Any]) -> dict[str, str]:
    return {row["key"]: row["name"] for row in document["rows"]}


def told(served: Served, name: str, key: str) -> bool:
    """Return whether asking for what is personal of somebody shows more than not asking."""
    client = served.program(name)
    asked = [client.get(f"/v1/things/{key}{more}").json() for more in ("", "?personal=true")]
    return bool(asked[0] != asked[1])
