"""Forms over HTTP and on their page: the same files, refused with what there is, in the scope of whoever asks."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from graph.forms.register import FORMS
from graph.forms.writers import WRITERS
from tests.api.http.conftest import TestClient

ON = "on=2024-11-01"


def _said(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    return str([row for sheet in book for row in sheet.iter_rows(values_only=True)])


def test_a_form_comes_as_a_file(http: TestClient) -> None:
    response = http.get(f"/v1/exports/roster?{ON}&lang=zh")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == WRITERS["xlsx"].media
    assert "%E8%8A%B1%E5%90%8D%E5%86%8C.xlsx" in response.headers["content-disposition"]
    assert "内部工作资料" in _said(response.content)


def test_what_there_is_not_is_refused_with_what_there_is(http: TestClient) -> None:
    missing = http.get("/v1/exports/daily?lang=zh")
    assert (missing.status_code, missing.json()["code"]) == (404, "no_such_form")
    assert [name for name in FORMS if name not in missing.json()["hint"]] == []
    for address, code in (
        ("month?format=docx", "no_such_writer"),
        ("gaps?month=2024-10", "form_option"),
        ("certificate", "form_needs"),
        ("gaps?colour=red", "http_unknown"),
    ):
        response = http.get(f"/v1/exports/{address}")
        assert (response.status_code, response.json()["code"]) == (422, code), address


def test_a_place_narrows_it(http: TestClient) -> None:
    places = http.get("/v1/things?kind=place&q=海棠院&on=2024-11-01").json()["rows"]
    place = next(one["key"] for one in places if one["path"].endswith("海棠院"))
    whole, part = (http.get(f"/v1/exports/roster?{ON}{more}").content for more in ("", f"&within={place}"))
    assert "石榴院" in _said(whole)
    assert "石榴院" not in _said(part)


class TestPage:
    def test_lists_every_form_with_what_it_is_for(self, http: TestClient) -> None:
        page = http.get(f"/forms?{ON}&lang=zh").text
        for form in FORMS.values():
            assert f'action="/forms/{form.name}"' in page
            assert form.said("zh") in page

    @pytest.mark.parametrize("form", ["structure", "wall"])
    def test_gives_the_file(self, http: TestClient, form: str) -> None:
        response = http.get(f"/forms/{form}?{ON}&lang=zh&as=xlsx")
        assert response.headers["content-type"] == WRITERS["xlsx"].media
        assert ("内部工作资料" in _said(response.content)) is not FORMS[form].wall

    def test_tells_what_is_wrong_as_a_page(self, http: TestClient) -> None:
        response = http.get("/forms/daily?lang=zh")
        assert response.status_code == 404
        assert "没有“daily”这种表格" in response.text


@pytest.mark.slow
def test_what_is_drawn_comes_as_paper_alone(http: TestClient) -> None:
    [place] = [
        one["key"]
        for one in http.get("/v1/things?kind=place&q=演示社区&on=2024-11-01").json()["rows"]
        if one["path"].endswith("演示社区")
    ][:1]
    drawn = http.get(f"/v1/exports/grids?{ON}&within={place}")
    assert (drawn.status_code, drawn.headers["content-type"]) == (200, WRITERS["pdf"].media)
    assert drawn.content.startswith(b"%PDF-")
    refused = http.get(f"/v1/exports/grids?format=xlsx&{ON}&lang=zh")
    assert (refused.status_code, refused.json()["code"]) == (422, "no_such_writer")
    assert refused.json()["hint"] == "可以写成：`pdf`"
