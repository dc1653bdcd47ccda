"""What every response says to browsers, and that nothing of a request gets among it."""

from __future__ import annotations

import pytest

from tests.api.http.access.conftest import Served, login
from tests.api.http.conftest import TestClient


@pytest.mark.parametrize("path", ["/login", "/", "/nothing", "/v1/healthz", "/v1/things", "/openapi.json", "/docs/x"])
def test_no_page_runs_a_script_that_stands_in_it(http: TestClient, path: str) -> None:
    policy = http.get(path).headers["content-security-policy"].split("; ")
    assert "script-src 'self'" in policy
    assert {"default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= set(policy)


def test_but_for_the_description_of_the_service(http: TestClient) -> None:
    assert "script-src 'self' 'unsafe-inline'" in http.get("/docs").headers["content-security-policy"]


@pytest.mark.parametrize("client", ["nobody", "reader"])
def test_a_refusal_has_them_too(served: Served, client: str) -> None:
    asking = served.client() if client == "nobody" else served.program(client)
    for response in (asking.get("/v1/log"), asking.post("/log"), asking.get("/nothing")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["x-frame-options"] == "DENY"
        assert response.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/%0d%0aX-Evil:%201", "/v1/things/%0d%0aX-Evil:%201", "/x?next=%0d%0aX-Evil:%201"])
def test_nothing_of_an_address_becomes_a_header(served: Served, path: str) -> None:
    for client in (served.client(), served.program("admin")):
        response = client.get(path)
        assert "x-evil" not in response.headers
        assert "\r" not in response.headers.get("location", "")


def test_what_somebody_types_is_a_text_on_the_page(served: Served) -> None:
    evil = '"><script>alert(1)</script>'
    page = login(served.client(), evil, "x", next=f"/{evil}").text
    assert "<script>alert" not in page
    page = served.client().get("/login", params={"next": f"/{evil}", "lang": evil}).text
    assert "<script>alert" not in page
