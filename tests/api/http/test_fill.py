"""A blank form sent with its map comes back filled, and a map that cannot be is a problem in words."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi import FastAPI

from api.access import Role
from api.routes.lists import WORKBOOK
from tests.api.http.conftest import Behind, TestClient
from tests.api.http.personas import client_as
from tests.api.http.test_bound import app_over, of_east, told
from tests.casefile.notation import Written

__all__ = ["app_over", "told"]

MAP = "cells: [{cell: B1, label: 区域, field: name}, {cell: B2, label: 楼栋数, measure: 楼栋数}]"


def blank() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["区域"])
    book.worksheets[0].append(["楼栋数"])
    book.save(out)
    return out.getvalue()


def send(client: TestClient, said: str = MAP, query: str = "", file: bytes | None = None) -> Any:
    sent = {"file": ("表.xlsx", file or blank()), "map": ("表.yaml", said.encode())}
    return client.post(f"/v1/fill{query}", files=sent)


def came_back(client: TestClient, within: str | None = None, said: str = MAP, **cells: Any) -> bytes:
    """A filled form in which somebody wrote something else."""
    filled = send(client, said, f"?within={within or place(client)}&on=2024-11-01").content
    book = openpyxl.load_workbook(io.BytesIO(filled))
    for name, value in cells.items():
        book.worksheets[0][name] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def place(client: TestClient) -> str:
    rows = client.get("/v1/things?kind=place&q=槐荫院").json()["rows"]
    return str(next(row["key"] for row in rows if row["name"] == "槐荫院"))


def revision(client: TestClient) -> int:
    return int(client.get("/v1/revisions").json()["rows"][-1]["number"])


class TestWhatIsNoForm:
    """Whoever sent the wrong file is still where one is sent."""

    @pytest.mark.parametrize("path", ["/fill", "/fill/back"])
    @pytest.mark.parametrize(
        ("name", "file", "said", "told"),
        [("表.csv", b"1,2", MAP, "文件名须以 .xlsx 结尾"), ("表.xlsx", None, "a: b", "没有这一项")],
    )
    def test_is_told_there(
        self, http: TestClient, path: str, name: str, file: bytes | None, said: str, told: str
    ) -> None:
        files = {"file": (name, file or blank()), "map": ("表.yaml", said.encode())}
        response = http.post(f"{path}?lang=zh&within={place(http)}", files=files)
        assert response.status_code == 422
        assert told in response.text
        assert response.text.count('<input type="file" name="file"') == 2

    def test_a_form_that_came_back_without_its_map_is_told_so(self, http: TestClient) -> None:
        response = http.post("/fill/back?lang=zh", files={"file": ("表.xlsx", blank())})
        assert response.status_code == 422
        assert "“表样”还没有填、没有选" in response.text
        assert response.text.count('<input type="file" name="file"') == 2


@pytest.mark.slow
class TestPage:
    def test_it_returns_the_form_or_a_first_map(self, http: TestClient) -> None:
        address = f"/fill?within={place(http)}&on=2024-11-01"
        token = re.findall(r'name="([^"]*token[^"]*)" value="([^"]*)"', http.get(address).text)
        files = {"file": ("表.xlsx", blank()), "map": ("表.yaml", MAP.encode())}
        response = http.post(address, files=files, data=dict(token))
        assert (response.status_code, response.headers["content-type"]) == (200, WORKBOOK)
        drafted = http.post(address, files={"file": files["file"]}, data=dict(token))
        assert "count kind=place level=building" in drafted.text

    def test_it_tells_what_differs_in_one_that_came_back(self, http: TestClient) -> None:
        address = f"/fill/back?within={place(http)}"
        token = re.findall(r'name="([^"]*token[^"]*)" value="([^"]*)"', http.get("/fill").text)
        files = {"file": ("表.xlsx", came_back(http, B2=6)), "map": ("表.yaml", MAP.encode())}
        page = http.post(address, files=files, data=dict(token)).text
        assert "2 格里有 1 格不同" in page
        assert "改了 B2 楼栋数：当时填 5，现在写 6，台账 5" in page


class TestBack:
    @pytest.mark.slow
    def test_only_what_differs_is_told_with_whom_to_ask(self, http: TestClient) -> None:
        sent = {"file": ("表.xlsx", came_back(http, B2=6)), "map": ("表.yaml", MAP.encode())}
        response = http.post(f"/v1/fill/back?within={place(http)}&lang=en", files=sent)
        assert response.status_code == 200, response.text
        found = response.json()
        assert (found["on"], found["cells"], found["filled_from"]) == ("2024-11-01", 2, found["revision"])
        [one] = found["differences"]
        told = {name: one[name] for name in ("cell", "state", "was", "now", "ledger", "figure")}
        assert told == {"cell": "B2", "state": "changed", "was": 5, "now": 6, "ledger": 5, "figure": 6}
        assert (one["about"]["name"].endswith("槐荫院"), one["whom"] is not None) == (True, True)

    def test_what_was_not_filled_here_is_refused(self, http: TestClient) -> None:
        sent = {"file": ("表.xlsx", blank()), "map": ("表.yaml", MAP.encode())}
        response = http.post(f"/v1/fill/back?within={place(http)}", files=sent)
        assert (response.status_code, response.json()["code"]) == (422, "fill_no_origin")


@pytest.fixture
def writable(behind: Behind, yanshan: Path, tmp_path: Path) -> TestClient:
    """A service over a copy of the sample."""
    return behind(Path(shutil.copy(yanshan, tmp_path / "copy.linli")))


class TestRecord:
    @pytest.mark.slow
    def test_numbers_are_tried_recorded_and_known_then(self, writable: TestClient) -> None:
        sent = {"file": ("表.xlsx", came_back(writable, B2=6)), "map": ("表.yaml", MAP.encode())}
        address, newest = f"/v1/fill/record?within={place(writable)}&lang=zh", revision(writable)
        tried = writable.post(f"{address}&dry_run=true", files=sent)
        assert (tried.status_code, tried.json()["report"]["added"], tried.json()["figures"]) == (200, 1, 1)
        assert [one["what"] for one in tried.json()["report"]["changes"]] == ["founded"]
        assert revision(writable) == newest
        stale = writable.post(f"{address}&expected={newest - 1}", files=sent)
        assert (stale.status_code, stale.json()["code"]) == (409, "stale_revision")
        made = writable.post(f"{address}&expected={newest}&by=演示记录员", files=sent)
        assert (made.status_code, made.json()["report"]["revision"]) == (201, newest + 1), made.text
        assert writable.get("/v1/revisions").json()["rows"][-1]["by"] == "演示记录员"
        again = writable.post(address, files=sent)
        assert (again.status_code, again.json()["report"]["unchanged"], revision(writable)) == (200, 1, newest + 1)

    def test_a_form_without_a_number_that_differs_records_nothing(self, http: TestClient) -> None:
        sent = {"file": ("表.xlsx", came_back(http)), "map": ("表.yaml", MAP.encode())}
        response = http.post(f"/v1/fill/record?within={place(http)}", files=sent)
        assert (response.status_code, response.json()["report"], response.json()["figures"]) == (200, None, 0)

    def test_the_page_shows_them_and_records_what_was_shown_once(self, writable: TestClient) -> None:
        sent = {"file": ("表.xlsx", came_back(writable, B2=6)), "map": ("表.yaml", MAP.encode())}
        newest = revision(writable)
        page = writable.post(f"/fill/back?within={place(writable)}&lang=zh", files=sent).text
        assert "其中 1 个数可以记作公开数" in page
        [(address, fields)] = re.findall(
            r'<form method="post" action="([^"]*/record[^"]*)">(.*?)</form>', page, re.DOTALL
        )
        digest = {"digest": re.findall(r'name="digest" value="(\w+)"', fields)[0]}
        assert revision(writable) == newest
        done = writable.post(address.replace("&amp;", "&"), data=digest)
        assert done.headers["location"].startswith(f"/changes/{newest + 1}")
        assert "记下公开数 1 个" in writable.get(done.headers["location"]).text
        assert writable.post(address.replace("&amp;", "&"), data=digest).status_code == 404


class TestBoundToAPart:
    @pytest.mark.slow
    def test_who_writes_there_records_as_themselves_and_nothing_elsewhere(
        self, app_over: FastAPI, told: Written
    ) -> None:
        east, west = (told.names.key(f"乙街道/{one}") for one in ("东社区", "西社区"))
        said = "cells: [{cell: B2, label: 楼栋数, measure: 楼栋数}]"
        with client_as(app_over, of_east(told)) as client:
            sent = {"file": ("表.xlsx", came_back(client, east, said, B2=6)), "map": ("表.yaml", said.encode())}
            made = client.post(f"/v1/fill/record?within={east}", files=sent)
            assert (made.status_code, made.json()["report"]["added"]) == (201, 1), made.text
            assert client.post(f"/v1/fill/record?within={west}", files=sent).status_code == 404
            assert client.post(f"/v1/fill/record?within={east}&by=演示乙", files=sent).json()["code"] == "http_by"
        assert app_over.state.live.store.revision().by == "演示账号"
        with client_as(app_over, of_east(told, Role.PLANNER)) as client:
            assert client.post(f"/v1/fill/record?within={east}", files=sent).status_code == 403


class TestFill:
    @pytest.mark.slow
    def test_it_comes_back_filled(self, http: TestClient) -> None:
        response = send(http, query=f"?within={place(http)}&on=2024-11-01")
        assert (response.status_code, response.headers["content-type"]) == (200, WORKBOOK)
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        assert [row[1] for row in book.worksheets[0].iter_rows(values_only=True)] == ["槐荫院", 5]
        assert "依据" in book.sheetnames

    def test_without_a_place_it_is_refused(self, http: TestClient) -> None:
        response = send(http)
        assert (response.status_code, response.json()["code"]) == (422, "fill_within")

    def test_a_map_that_cannot_be_is_told_with_its_line(self, http: TestClient) -> None:
        response = send(http, "cells:\n  - {cell: B1}", "?within=place-mp7bl3kyrtx6kqok")
        assert (response.status_code, response.json()["params"]["line"]) == (422, 2)

    def test_what_is_no_workbook_is_refused(self, http: TestClient) -> None:
        assert send(http, file=b"no workbook").status_code == 422
