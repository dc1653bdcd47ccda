"""Orders on a page: what became of them, and a new one where there is a gap."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.forms import forms, send, text_of

ON = "on=2024-11-01&lang=zh"


def _gap(http: TestClient) -> tuple[str, str]:
    row = http.get("/v1/coverage?on=2024-11-01&state=gap&limit=1").json()["rows"][0]
    return row["norm"], row["subject"]["id"]


def test_says_what_to_do_where_nothing_was_ordered(http: TestClient) -> None:
    assert "没有下达过整改" in http.get(f"/orders?{ON}").text


def test_an_address_fills_the_form(http: TestClient) -> None:
    norm, subject = _gap(http)
    (form,) = forms(http.get(f"/orders?{ON}&norm={norm}&subject={subject}").text)
    assert form.fields["subject"] not in ("", subject)


@pytest.mark.slow
def test_is_given_once_and_told(yanshan: Path, tmp_path: Path, behind: Behind) -> None:
    http = behind(Path(shutil.copy(yanshan, tmp_path / "yanshan.db")))
    norm, subject = _gap(http)
    (form,) = forms(http.get(f"/orders?{ON}&norm={norm}&subject={subject}").text)
    status, html = send(http, form, norm=norm, due="2024-10-01")
    assert status == 422
    assert 'role="alert"' in html
    status, html = send(http, form, norm=norm, due="2024-12-01")
    assert status == 200, text_of(html)
    assert "2024-12-01" in text_of(html)
    status, html = send(http, form, norm=norm, due="2024-12-01", expected="")
    assert status == 422, text_of(html)
