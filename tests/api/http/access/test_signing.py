"""Signing in and out: what is wrong is told alike, tries are counted, a session is new each time (SEMANTICS V15)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from tests.api.http.access.conftest import PASSWORD, Served, login
from tests.api.http.conftest import TestClient

WRONG = "not the password"
FIVE, QUARTER, HALF_A_DAY = 5, 15 * 60, 12 * 3600


def tried(client: TestClient, name: str, password: str = WRONG, **more: str) -> tuple[int, str]:
    response = login(client, name, password, **more)
    text = re.sub(r'name="form_token" value="[^"]*"', "", response.text)
    return response.status_code, text.replace(f'value="{name}"', "")


class TestSignIn:
    def test_it_leads_to_no_page_that_would_lead_back_to_it(self, served: Served) -> None:
        page = served.client().get("/login?lang=zh").text
        assert "我们的对接" not in page
        assert "/partner" not in page

    def test_it_leads_where_one_wanted_to_go(self, served: Served) -> None:
        client = served.client()
        asked = client.get("/docs?x=%E6%BC%94&y=1")
        assert asked.headers["location"] == "/login?next=%2Fdocs%3Fx%3D%25E6%25BC%2594%26y%3D1"
        form = client.get(asked.headers["location"])
        to = re.search(r'name="next" value="([^"]*)"', form.text)
        assert to is not None
        sent = login(client, "reader", next=to[1].replace("&amp;", "&"))
        assert (sent.status_code, sent.headers["location"]) == (303, "/docs?x=%E6%BC%94&y=1")
        assert client.get("/docs").status_code == 200

    @pytest.mark.parametrize(
        "to",
        [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/%0d%0aSet-Cookie: a=b\r\nX: y",
            "javascript:alert(1)",
            "/a\r\nLocation: https://evil.example",
            " //evil.example",
            "",
        ],
    )
    def test_it_leads_to_no_other_site(self, served: Served, to: str) -> None:
        sent = login(served.client(), "reader", next=to)
        assert (sent.status_code, sent.headers["location"]) == (303, "/")
        assert [name for name in sent.headers if name in ("x", "set-cookie")] == ["set-cookie"]

    def test_whatever_is_wrong_the_answer_is_the_same(self, served: Served) -> None:
        answers = {tried(served.client(), name) for name in ("admin", "nobody", "gone", "x OR 1=1 --", "日")}
        assert len(answers) == 1
        assert {status for status, _ in answers} == {401}

    def test_and_so_is_the_work(self, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        done: list[str] = []
        verify = PasswordHasher.verify

        def counted(self: PasswordHasher, kept: str, password: str) -> bool:
            done.append(kept.rpartition("$")[0].rpartition("$")[0])
            return verify(self, kept, password)

        monkeypatch.setattr(PasswordHasher, "verify", counted)
        for name in ("admin", "nobody", "gone"):
            tried(served.client(), name)
        assert done == [done[0]] * 3

    def test_a_wrong_password_is_in_no_page_and_no_log(self, served: Served) -> None:
        secret = "GanzGeheim-演示"  # noqa: S105 - of nobody
        assert secret not in tried(served.client(), "admin", secret)[1]
        assert secret not in served.log.path.read_text(encoding="utf-8") if served.log.path.exists() else True

    def test_it_is_written_down(self, served: Served) -> None:
        served.signed_in("planner")
        assert '"who": "planner", "where": "http", "what": "sign in"' in served.log.path.read_text(encoding="utf-8")

    def test_a_long_body_is_not_read(self, served: Served) -> None:
        client = served.client()
        assert client.post("/login", data={"name": "a" * 20_000, "password": "b"}).status_code == 413

        def endless() -> object:
            yield b"name="
            raise AssertionError

        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert client.post("/login", content=endless(), headers=kind).status_code == 413


class TestForm:
    def test_without_what_the_browser_was_given_nobody_is_signed_in(self, served: Served) -> None:
        client = served.client()
        for sent in ({}, {"form_token": ""}, {"form_token": "x" * 43}):
            said = {"name": "reader", "password": PASSWORD, **sent}
            assert client.post("/login", data=said).status_code == 403
            assert served.file.rows("SELECT * FROM sessions") == []
        assert login(client, "reader").status_code == 303

    def test_what_another_browser_was_given_is_nothing(self, served: Served) -> None:
        other = served.client()
        other.get("/login")
        client = served.client()
        client.get("/login")
        assert login(client, "reader", form_token=str(other.cookies.get("linli-form"))).status_code == 403

    def test_it_is_for_no_script_and_no_other_site(self, served: Served) -> None:
        flags = served.client().get("/login").headers["set-cookie"].lower()
        assert "httponly" in flags
        assert "samesite=strict" in flags


class TestAttempts:
    @pytest.mark.slow
    @pytest.mark.parametrize("name", ["staff", "nobody"])
    def test_after_five_of_a_name_there_is_a_while_without(self, served: Served, name: str) -> None:
        client = served.client()
        assert {tried(client, name)[0] for _ in range(FIVE)} == {401}
        response = login(client, name)
        assert (response.status_code, response.headers["retry-after"]) == (429, "900")
        served.clock.at += QUARTER - 1
        assert tried(client, name)[0] == 429
        served.clock.at += 1
        assert tried(client, name)[0] == 401

    @pytest.mark.slow
    def test_twenty_from_an_address_are_enough_whatever_the_names(self, served: Served) -> None:
        client = served.client()
        assert [tried(client, f"n{number}")[0] for number in range(21)] == [401] * 20 + [429]

    @pytest.mark.slow
    def test_who_came_in_is_counted_no_more(self, served: Served) -> None:
        client = served.client()
        for _ in range(3):
            assert {tried(client, "staff")[0] for _ in range(FIVE - 1)} == {401}
            served.signed_in("staff", client)

    def test_what_is_kept_of_an_attempt_is_no_name(self, served: Served) -> None:
        tried(served.client(), "typed-a-password-here")
        assert "typed-a-password-here" not in str(served.file.rows("SELECT * FROM attempts"))


class TestSession:
    def test_the_cookie_is_for_no_script_and_no_other_site(self, served: Served) -> None:
        sent = login(served.client(), "reader")
        flags = {part.strip().lower() for part in sent.headers["set-cookie"].split(";")[1:]}
        assert flags == {"httponly", "samesite=lax", "path=/", f"max-age={HALF_A_DAY}"}

    def test_behind_tls_it_is_for_tls_alone(self, served: Served) -> None:
        plain = served.app.state.settings
        served.app.state.settings = replace(plain, secure=True)
        try:
            sent = login(served.client(), "reader")
        finally:
            served.app.state.settings = plain
        assert sent.headers["set-cookie"].startswith("__Host-linli=")
        assert "; Secure" in sent.headers["set-cookie"]
        assert "domain" not in sent.headers["set-cookie"].lower()

    def test_a_cookie_that_somebody_was_given_before_opens_nothing(self, served: Served) -> None:
        client = served.client()
        client.cookies.set("linli", "fixed", domain="localhost.local", path="/")
        served.signed_in("admin", client)
        mine = client.cookies.get("linli", domain="localhost.local")
        assert mine not in (None, "fixed")
        other = served.client()
        other.cookies.set("linli", "fixed")
        assert other.get("/v1/revisions").status_code == 401

    def test_signing_in_again_ends_the_one_before(self, served: Served) -> None:
        client = served.signed_in("reader")
        before = str(client.cookies.get("linli"))
        served.signed_in("admin", client)
        other = served.client()
        other.cookies.set("linli", before)
        assert other.get("/v1/revisions").status_code == 401
        assert client.get("/v1/revisions").status_code == 200

    def test_it_ends_after_half_a_day(self, served: Served) -> None:
        client = served.signed_in("reader")
        served.clock.at += HALF_A_DAY - 1
        assert client.get("/v1/revisions").status_code == 200
        served.clock.at += 1
        assert client.get("/v1/revisions").status_code == 401

    def test_signing_out_ends_it_whoever_has_the_cookie(self, served: Served) -> None:
        client = served.signed_in("reader")
        copied = served.client()
        copied.cookies.set("linli", str(client.cookies.get("linli")))
        assert copied.get("/v1/revisions").status_code == 200
        sent = client.post("/logout", data={"form_token": served.form_token(client)})
        assert (sent.status_code, sent.headers["location"]) == (303, "/login")
        assert copied.get("/v1/revisions").status_code == 401

    @pytest.mark.parametrize(
        "body",
        [b"--y\r\nbroken", b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nx\r\n--x--\r\n'],
    )
    def test_a_form_that_cannot_be_read_is_told_as_a_page(self, served: Served, body: bytes) -> None:
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        sent = served.client().post("/login", content=body, headers=kind)
        assert sent.status_code in (400, 422)
        assert sent.headers["content-type"].startswith("text/html")

    def test_another_password_ends_it(self, served: Served) -> None:
        from api.access.tokens import new_token
        from api.access.users import change_password

        client, program = served.signed_in("reader"), served.program("reader")
        change_password(served.file, "reader", PASSWORD, lambda _: None)
        served.tokens["reader"] = new_token(served.file, "reader", 300, lambda _: None)  # the other tests ask with it
        assert [one.get("/v1/revisions").status_code for one in (client, program)] == [401, 401]
