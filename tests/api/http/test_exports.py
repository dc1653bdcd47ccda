"""Forms over HTTP and on their page: the same files, refused with what there is, in the scope of whoever asks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import openpyxl
import pytest

from api.routes.graphs import GRAPHS
from graph.errors import NotFound
from graph.forms.paper import Paper
from graph.forms.register import FORMS
from graph.forms.writers import WRITERS
from tests.api.http.conftest import Behind, TestClient
from tests.stores import stored

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
    assert [name for name in (*FORMS, *GRAPHS) if f"{name}（" not in missing.json()["hint"]] == []
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


LINES = """
place 乙街道 street
place 乙街道/东社区 community
place 乙街道/西社区 community
place 乙街道/西社区/一网格 grid
"""


@pytest.fixture
def street(behind: Behind, tmp_path: Path) -> TestClient:
    """A service over a street of two communities."""
    return behind(stored(tmp_path / "linli.db", LINES))


class TestLong:
    """What is drawn of several communities is begun, and had when it is over."""

    def test_it_is_begun_told_and_had_when_it_is_over(
        self, street: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("api.routes.exports.PATIENCE", 0)
        begun = street.get(f"/v1/exports/grids?{ON}&lang=zh")
        assert (begun.status_code, begun.headers["retry-after"]) == (202, "2"), begun.text
        address = begun.headers["location"]
        assert begun.json()["status"] == address == f"/v1/jobs/{begun.json()['id']}"
        assert (begun.json()["state"], begun.json()["title"]) == ("running", "网格底图")
        assert street.get(f"{address}/result").status_code in (200, 202)
        done = _over(street, address)
        assert (done["state"], done["problem"]) == ("done", None)
        file = street.get(done["result"])
        assert (file.status_code, file.headers["content-type"]) == (200, WRITERS["pdf"].media)
        assert file.content.startswith(b"%PDF-")
        again = street.get(f"/v1/exports/grids?{ON}&lang=zh")
        assert (again.status_code, again.content) == (200, file.content)

    def test_that_it_failed_is_told_with_why(self, street: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        begins = Event()

        def fails(*_: object) -> Paper:
            begins.wait()
            raise NotFound("no_such_thing", ref="a", on="2024-11-01")

        monkeypatch.setattr("api.routes.exports.PATIENCE", 0)
        monkeypatch.setattr("api.routes.exports.paper_of", fails)
        begun = street.get(f"/v1/exports/chain?{ON}")
        begins.set()
        failed = _over(street, begun.json()["status"])
        assert (failed["state"], failed["result"], failed["problem"]["code"]) == ("failed", None, "no_such_thing")
        assert street.get(f"{failed['status']}/result").status_code == 404

    def test_what_was_never_begun_is_not_there(self, http: TestClient) -> None:
        assert http.get("/v1/jobs/none").status_code == http.get("/v1/jobs/none/result").status_code == 404


def _over(client: TestClient, address: str) -> dict[str, Any]:
    """Look at a job until it is over."""
    for _ in range(600):
        found: dict[str, Any] = client.get(address).json()
        if found["state"] != "running":
            return found
        sleep(0.1)
    pytest.fail("it is still at work")
