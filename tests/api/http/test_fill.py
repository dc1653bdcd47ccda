"""A blank form sent with its map comes back filled, and a map that cannot be is a problem in words."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl

from api.routes.lists import WORKBOOK
from tests.api.http.conftest import TestClient

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


def place(client: TestClient) -> str:
    rows = client.get("/v1/things?kind=place&q=槐荫院").json()["rows"]
    return str(next(row["key"] for row in rows if row["name"] == "槐荫院"))


class TestPage:
    def test_it_returns_the_form_or_a_first_map(self, http: TestClient) -> None:
        address = f"/fill?within={place(http)}&on=2024-11-01"
        token = re.findall(r'name="([^"]*token[^"]*)" value="([^"]*)"', http.get(address).text)
        files = {"file": ("表.xlsx", blank()), "map": ("表.yaml", MAP.encode())}
        response = http.post(address, files=files, data=dict(token))
        assert (response.status_code, response.headers["content-type"]) == (200, WORKBOOK)
        drafted = http.post(address, files={"file": files["file"]}, data=dict(token))
        assert "count kind=place level=building" in drafted.text


class TestFill:
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
