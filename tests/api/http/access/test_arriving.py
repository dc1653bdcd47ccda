"""Whose a request is: with users nobody comes in unknown, whatever the address (SEMANTICS V12)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import quote

import pytest

from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.users import add_user
from tests.api.http.access.conftest import Served
from tests.api.http.busy import health_while_busy
from tests.api.http.conftest import Serve, TestClient

DAY = 86_400


class TestNobody:
    @pytest.mark.slow
    def test_no_address_answers_who_has_not_signed_in(self, served: Served) -> None:
        client = served.client()
        paths = served.app.openapi()["paths"]
        asked = [(method.upper(), path) for path, methods in paths.items() for method in methods]
        asked += [(method, path) for path in ("/v1/nothing", "/openapi.json") for method in ("GET", "POST", "DELETE")]
        assert len(asked) > 30
        for method, path in asked:
            if path != "/v1/healthz":
                response = client.request(method, path.replace("{id}", "place-a"))
                assert (response.status_code, response.json()["code"]) == (401, "http_sign_in"), (method, path)
                assert response.headers["www-authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        "path", ["/", "/docs", "/docs/assets/x.js", "/nothing", "/logout", "/login/", "/loginx", "/V1/log"]
    )
    def test_pages_lead_to_where_one_signs_in(self, served: Served, path: str) -> None:
        response = served.client().get(path)
        assert (response.status_code, response.headers["location"][:12]) == (303, "/login?next=")
        response = served.client().post(path)
        page = path if path.startswith("/docs") else "/"
        unsent = "&unsent=1" if page != "/" else ""
        assert (response.status_code, response.headers["location"]) == (
            303,
            f"/login?next={quote(page, safe='')}{unsent}",
        )

    def test_what_is_there_is_not_told_from_what_is_not(self, served: Served) -> None:
        client = served.client()
        there, nowhere = client.get("/v1/things"), client.get("/v1/thongs")
        said = [{**one.json(), "instance": ""} for one in (there, nowhere)]
        assert said[0] == said[1]

    def test_health_is_told_without_a_revision(self, served: Served) -> None:
        assert served.client().get("/v1/healthz").json()["revision"] is None
        assert served.program("reader").get("/v1/healthz").json()["revision"] == 1

    def test_health_is_told_while_every_thread_is_busy(self, served: Served) -> None:
        assert asyncio.run(health_while_busy(served.app)) == 200
        shown = {"Authorization": f"Bearer {served.tokens['reader']}"}
        assert asyncio.run(health_while_busy(served.app, **shown)) == 200

    @pytest.mark.parametrize("shown", ["Bearer", "Bearer ", "Bearer linli_x", "Basic eDp5", "linli_x", "Bearer 日"])
    def test_a_token_that_is_nobodys_is_refused(self, served: Served, shown: str) -> None:
        response = served.client().get("/v1/things", headers={"Authorization": shown.encode()})
        assert response.status_code == 401

    def test_a_bad_token_does_not_fall_back_to_the_cookie(self, served: Served) -> None:
        client = served.signed_in("admin")
        assert client.get("/v1/log").status_code == 200
        assert client.get("/v1/log", headers={"Authorization": "Bearer linli_x"}).status_code == 401


class TestToken:
    def test_it_says_whose_it_is_until_its_end(self, served: Served) -> None:
        client = served.program("reader")
        assert client.get("/v1/healthz").status_code == 200
        assert client.get("/v1/revisions").status_code == 200
        served.clock.at += 300 * DAY
        assert client.get("/v1/revisions").status_code == 401

    def test_of_who_was_shut_out_it_is_nobodys(self, served: Served) -> None:
        assert served.program("gone").get("/v1/revisions").status_code == 401

    def test_what_is_kept_of_it_opens_nothing(self, served: Served) -> None:
        kept = [row[0] for row in served.file.rows("SELECT digest FROM tokens")]
        for one in kept:
            assert served.client(Authorization=f"Bearer {one}").get("/v1/revisions").status_code == 401

    def test_no_secret_is_in_the_file(self, served: Served) -> None:
        client = served.signed_in("admin")
        content = b"".join(one.read_bytes() for one in served.file.path.parent.glob("linli.db.access*"))
        for secret in (*served.tokens.values(), client.cookies["linli"], "演示密码甲乙丙丁戊己"):
            assert secret.encode() not in content


class TestWithoutUsers:
    def test_whoever_is_at_this_machine_is_the_owner(self, http: TestClient) -> None:
        assert http.get("/v1/log").status_code == 200

    def test_the_page_to_sign_in_tells_how_to_make_the_first(self, http: TestClient) -> None:
        assert "linli user add" in http.get("/login").text
        assert http.post("/login", data={"name": "a", "password": "b"}).status_code == 200

    @pytest.mark.slow
    def test_a_service_that_runs_asks_from_the_first_user_on(self, yanshan: Path, serve: Serve, tmp_path: Path) -> None:
        store = tmp_path / "linli.db"
        store.write_bytes(yanshan.read_bytes())
        client = serve(store)
        assert client.get("/v1/revisions").status_code == 200
        with AccessFile(access_path(store), create=True) as file:
            assert client.get("/v1/revisions").status_code == 200  # nobody yet
            add_user(file, Account("甲", Role.ADMIN), None, lambda _: None)
            assert client.get("/v1/revisions").status_code == 401
        for one in tmp_path.glob("linli.db.access*"):
            one.unlink()
        response = client.get("/v1/revisions")
        assert (response.status_code, response.json()["code"]) == (503, "store_replaced")
        assert client.get("/v1/healthz").status_code == 200
