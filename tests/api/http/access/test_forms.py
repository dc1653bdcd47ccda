"""No page of another site writes with somebody's cookie (SEMANTICS V14)."""

from __future__ import annotations

import re
from html import unescape
from typing import ClassVar

import pytest

from tests.api.http.access.conftest import Served
from tests.api.http.access.test_may import writing
from tests.api.http.conftest import TestClient


@pytest.fixture
def signed_in(served: Served) -> TestClient:
    return served.signed_in("admin")


def code(client: TestClient, **sent: object) -> str:
    response = client.post("/v1/needs?dry_run=true", **sent)
    return str(response.json()["code"])


class TestToken:
    @pytest.mark.slow
    def test_without_one_nothing_is_written_anywhere(self, served: Served, signed_in: TestClient) -> None:
        for method, path in [*writing(served), ("POST", "/logout")]:
            for sent in ({}, {"data": {"form_token": "x" * 43}}, {"headers": {"X-Form-Token": "y"}}):
                assert signed_in.request(method, path, **sent).status_code == 403, path
        assert signed_in.get("/v1/revisions").status_code == 200  # nobody was signed out

    def test_with_it_a_request_is_let_through(self, served: Served, signed_in: TestClient) -> None:
        token = served.form_token(signed_in)
        assert code(signed_in, json={}, headers={"X-Form-Token": token}) == "http_missing"
        assert code(signed_in, json={}) == "http_form_token"

    def test_that_of_another_session_is_none(self, served: Served, signed_in: TestClient) -> None:
        other = served.form_token(served.signed_in("staff"))
        assert code(signed_in, json={}, headers={"X-Form-Token": other}) == "http_form_token"

    def test_in_a_form_with_files_it_stands_first(self, served: Served, signed_in: TestClient) -> None:
        token = served.form_token(signed_in)
        first, second = f"--x\r\n{field(token)}", "\r\n--x\r\n" + field("", "other") + "\r\n--x--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        assert code(signed_in, content=(first + second).encode(), headers=kind) == "http_media"
        late = "--x\r\n" + field("", "other") + "\r\n" + first + "\r\n--x--\r\n"
        assert code(signed_in, content=late.encode(), headers=kind) == "http_form_token"

    @pytest.mark.slow
    def test_two_in_one_form_are_none(self, served: Served, signed_in: TestClient) -> None:
        token = served.form_token(signed_in)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = f"form_token={token}&form_token={token}".encode()
        assert code(signed_in, content=body, headers=kind) == "http_form_token"

    def test_a_form_of_more_fields_than_any_has_cannot_be_read(self, signed_in: TestClient) -> None:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert code(signed_in, content=b"a=1&" * 10_001, headers=kind) == "http_unreadable"

    def test_the_body_is_still_there_for_who_takes_the_form(self, served: Served, signed_in: TestClient) -> None:
        token = served.form_token(signed_in)
        files = {"form_token": (None, token), "file": ("a.csv", b"x" * 100_000)}
        response = signed_in.post("/v1/imports?dry_run=true", files=files)
        assert response.json()["code"] == "http_in_form"  # `form_token` is no part of that form: it was read whole

    def test_a_program_with_a_token_needs_none(self, served: Served) -> None:
        assert code(served.program("admin"), json={}) == "http_missing"

    def test_a_page_of_another_site_is_refused_before(self, served: Served, signed_in: TestClient) -> None:
        headers = {"X-Form-Token": served.form_token(signed_in), "Origin": "https://evil.example"}
        assert code(signed_in, json={}, headers=headers) == "http_origin"
        sent = served.client().post("/login", data={}, headers={"Sec-Fetch-Site": "cross-site"})
        assert sent.status_code == 403


def field(value: str, name: str = "form_token") -> str:
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'


class TestGivenBack:
    """What somebody typed whose session ended meanwhile is not lost: it is on the page that tells so."""

    TYPED: ClassVar = {"name": '演示灯不亮"<b>', "place": "甲小区", "note": ""}

    def again(self, page: str) -> dict[str, str]:
        found = re.findall(
            r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.partition('action="/needs/new')[2]
        )
        return {name: unescape(value) for name, value in found}

    def test_who_was_signed_out_sends_it_again(self, served: Served) -> None:
        client = served.client()
        out = client.post("/needs/new?lang=zh", data=self.TYPED | {"form_token": "x"})
        assert (out.status_code, self.again(out.text)) == (401, self.TYPED)
        assert 'target="_blank">先登录' in out.text
        served.signed_in("staff", client)
        anew = client.post("/needs/new?lang=zh", data=self.again(out.text))
        assert (anew.status_code, self.again(anew.text)) == (
            403,
            self.TYPED | {"form_token": served.form_token(client)},
        )
        assert (
            "甲小区" in client.post("/needs/new?lang=zh", data=self.again(anew.text)).text
        )  # the form itself, which asks for more

    def test_what_was_typed_is_told_in_the_words_of_the_form(self, served: Served) -> None:
        chosen = {"category": "cleaning", "channel": "wish_wall", "expected": "7", "about": "post-aaaaaaaaaaaaaaaa"}
        page = served.client().post("/needs/new?lang=zh", data=self.TYPED | chosen).text
        told = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
        assert told == {
            "需要什么": "演示灯不亮&#34;&lt;b&gt;",
            "在哪里": "甲小区",
            "类别": "清扫",
            "从哪里来的": "心愿墙",
            "涉及谁": "已经选定，照旧",
        }
        work = {"thing": "甲小区", "into": "place-aaaaaaaaaaaaaaaa", "day": "2024-11-01", "digest": "a" * 16}
        page = served.client().post("/adjust/merge?lang=zh", data=work).text
        assert dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page)) == {
            "对象": "甲小区",
            "并入哪一个": "已经选定，照旧",
            "从哪一天起": "2024-11-01",
        }
        page = served.client().post("/needs/XQ-1?lang=zh", data={"step": "dispatch", "to_name": "甲站"}).text
        assert dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))["要办的"] == "派单"

    def test_files_are_not_and_who_sent_them_is_told_so_and_led_back(self, served: Served) -> None:
        client = served.client()
        sent = client.post("/plans?lang=zh", files={"file": ("演示.csv", b"x", "text/csv")})
        assert sent.headers["location"] == "/login?next=%2Fplans%3Flang%3Dzh&lang=zh&unsent=1"
        assert "刚才送的（包括选的文件）没有收下" in client.get(sent.headers["location"]).text
        back = client.post("/fill/back?lang=zh", files={"file": ("演示.xlsx", b"x")}).headers["location"]
        assert back.startswith("/login?next=%2Ffill%3F")
        assert "没有收下" not in client.get("/login?lang=zh").text

    def test_no_password_is_given_back_nor_a_long_form(self, served: Served) -> None:
        for typed in ({"name": "演示", "new_password": "演示密码甲乙丙丁"}, {"name": "演" * 5000}):
            assert served.client().post("/needs/new", data=typed).status_code == 303
