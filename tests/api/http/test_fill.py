"""A blank form sent with its map comes back filled, and a map that cannot be is a problem in words."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest

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


def came_back(client: TestClient, **cells: Any) -> bytes:
    """A filled form in which somebody wrote something else."""
    book = openpyxl.load_workbook(io.BytesIO(send(client, query=f"?within={place(client)}&on=2024-11-01").content))
    for name, value in cells.items():
        book.worksheets[0][name] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def place(client: TestClient) -> str:
    rows = client.get("/v1/things?kind=place&q=槐荫院").json()["rows"]
    return str(next(row["key"] for row in rows if row["name"] == "槐荫院"))


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
