"""A partner's own page: what it was asked and could do, without door or id; it answers there, and nowhere else."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import graph
from api.access import Account, Role
from api.access.arriving import Access, Arrival
from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.forms import forms, send, text_of

ON = "on=2024-11-01&lang=zh"
PARTNER = "演示惠民医院"


@pytest.fixture
def partner(store: Path, behind: Behind, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A client, all of whose requests are the partner's."""
    key = graph.open(store, on=date(2024, 11, 1)).tables()["organisation"].filter(name=PARTNER)["key"][0]
    arrival = Arrival(Account("演示联络员", Role.READER, partner=key))
    monkeypatch.setattr(Access, "arrival", lambda *_: arrival)
    return behind(store)


class TestPage:
    def test_shows_what_was_asked_and_neither_door_nor_id(self, http: TestClient) -> None:
        html = http.get(f"/partner?{ON}&of={PARTNER}").text
        said = text_of(html)
        assert "听一次健康讲座" in said
        assert "问过你们的 1" in said
        assert "need-" not in html
        assert "单元" not in said
        assert forms(html) == []

    def test_comes_as_a_workbook(self, http: TestClient) -> None:
        response = http.get(f"/partner?{ON}&of={PARTNER}&as=xlsx")
        assert "spreadsheetml" in response.headers["content-type"]

    def test_the_office_can_have_the_workbook_that_is_filled_in(self, http: TestClient) -> None:
        html = http.get(f"/partner?{ON}&of={PARTNER}").text
        (way,) = re.findall(r'<a href="(/v1/lists/partners/[^"]*)" download>下载给它填的表</a>', html)
        book = load_workbook(BytesIO(http.get(unescape(way)).content))
        heads = [one.value for sheet in book for row in sheet.iter_rows() for one in row]
        assert {"认领", "签字人", "不认领"} <= set(heads)

    def test_says_whose_it_may_be(self, http: TestClient) -> None:
        assert "写一个单位" in http.get(f"/partner?{ON}").text

    def test_the_office_takes_steps_elsewhere(self, http: TestClient) -> None:
        assert "由单位自己的账户来办" in http.post(f"/partner?{ON}", data={"step": "claim"}).text


@pytest.mark.slow
class TestAccount:
    def test_claims_what_it_was_asked_and_says_that_it_is_done(self, partner: TestClient) -> None:
        html = partner.get(f"/partner?{ON}").text
        assert 'href="/needs' not in html
        form = forms(html, step="claim")[0]
        status, html = send(partner, form)
        assert status == 200, text_of(html)
        assert "已认领“听一次健康讲座”" in text_of(html)
        form = forms(html, step="done")[0]
        status, html = send(partner, form)
        assert (status, "已记下“听一次健康讲座”做完了" in text_of(html)) == (200, True)

    def test_declines(self, partner: TestClient) -> None:
        form = forms(partner.get(f"/partner?{ON}").text, step="decline")[0]
        status, html = send(partner, form, reason="那天有义诊")
        assert status == 200
        assert "已记下不认领" in text_of(html)

    def test_is_told_no_more_where_it_cannot_be(self, partner: TestClient) -> None:
        form = forms(partner.get(f"/partner?{ON}").text, step="claim")[0]
        assert send(partner, form)[0] == 200
        status, html = send(partner, form)
        assert status == 422
        assert "这一项现在不能这样办" in html
        status, html = send(partner, form, line="1-00000000")
        assert "这一项现在不能这样办" in html
