"""An address at which nothing is: a page for people, a problem for programs, and a way to no other site."""

from __future__ import annotations

import re

import pytest

from tests.api.http.conftest import TestClient

_PEOPLE = {"Accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("POST", "/gaps", 405)])
def test_somebody_at_a_browser_is_shown_the_way_back(http: TestClient, method: str, path: str, status: int) -> None:
    response = http.request(method, f"{path}?lang=zh", headers=_PEOPLE)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    assert ">回到首页</a>" in response.text
    assert http.request(method, path).headers["content-type"] == "application/problem+json"


def test_a_program_is_told_so_even_where_it_takes_pages(http: TestClient) -> None:
    assert http.get("/v1/nothing", headers=_PEOPLE).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["//other.example/", "/%5Cother.example", "/%09/other.example", "/\\/other.example"])
def test_no_address_makes_a_way_to_another_site(http: TestClient, path: str) -> None:
    response = http.get(f"{str(http.base_url).rstrip('/')}{path}", headers=_PEOPLE)
    assert response.status_code == 404
    ways = re.findall(r'(?:href|action)="([^"]*)"', response.text)
    assert any("other.example" in way for way in ways), "the other language is a way to the same address"
    assert [way for way in ways if not re.match(r"/(?![/\\\s])|#|data:,", way)] == []
