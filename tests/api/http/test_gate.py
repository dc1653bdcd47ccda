"""Who may ask: this machine by its own names, and to write no page of another site."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.gate import Gate
from api.serving import Slots
from api.settings import Settings
from tests.api.http.conftest import Serve, TestClient


class TestHost:
    @pytest.mark.parametrize(
        "host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:80", "[::1]", "[::1]:8000"]
    )
    def test_this_machine_is_answered(self, http: TestClient, host: str) -> None:
        assert http.get("/v1/healthz", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "::1"])
    @pytest.mark.parametrize("path", ["/v1/healthz", "/docs", "/openapi.json", "/v1/nothing"])
    def test_another_name_is_refused(self, http: TestClient, host: str, path: str) -> None:
        response = http.get(path, headers={"Host": host})
        assert (response.status_code, response.json()["code"]) == (421, "http_host")


class TestOrigin:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": "http://localhost:9999"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        ],
    )
    def test_a_page_of_another_site_may_not_write(self, http: TestClient, headers: dict[str, str]) -> None:
        response = http.post("/v1/imports?dry_run=true", files={"file": ("a.csv", b"")}, headers=headers)
        assert (response.status_code, response.json()["code"]) == (403, "http_origin")

    @pytest.mark.parametrize(
        "headers",
        [{}, {"Origin": "http://localhost"}, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}],
    )
    def test_our_own_pages_and_programs_may(self, http: TestClient, headers: dict[str, str]) -> None:
        response = http.post("/v1/imports?dry_run=true", files={"file": ("a.csv", b"x")}, headers=headers)
        assert response.status_code != 403

    def test_no_other_site_may_read(self, http: TestClient) -> None:
        asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "GET"}
        for response in (http.get("/v1/healthz", headers=asked), http.options("/v1/healthz", headers=asked)):
            assert not [name for name in response.headers if name.startswith("access-control")]
            assert response.headers["cross-origin-resource-policy"] == "same-origin"
            assert response.headers["x-content-type-options"] == "nosniff"
            assert response.headers["x-frame-options"] == "DENY"


class TestUpload:
    @pytest.fixture
    def small(self, yanshan: Path, serve: Serve) -> TestClient:
        """A service that takes a megabyte."""
        return serve(yanshan, upload=2**20)

    @pytest.mark.slow
    def test_more_than_may_be_is_refused_by_its_length(self, small: TestClient) -> None:
        response = small.post("/v1/imports?lang=en", files={"file": ("a.csv", b"x" * 2**20)})
        assert (response.status_code, response.headers["connection"]) == (413, "close")
        assert response.json()["detail"] == "More than 1 MB was sent; none of it was taken"

    @pytest.mark.slow
    def test_it_is_counted_where_no_length_is_told(self, small: TestClient) -> None:
        sent = 0

        def chunks() -> Iterator[bytes]:
            nonlocal sent
            yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
            for _ in range(64):
                sent += 2**16
                yield b"x" * 2**16

        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        response = small.post("/v1/imports", content=chunks(), headers=headers)
        assert (response.status_code, response.json()["code"]) == (413, "http_too_large")


class TestCrowd:
    def test_who_comes_when_as_many_are_inside_as_may_be_is_told_to_come_again(self) -> None:
        found = asyncio.run(_crowded())
        assert found == [(503, b"2"), (200, None), (200, None)]


async def _crowded() -> list[tuple[int, bytes | None]]:
    """Return how a second request, one that watches, and one after all are answered, where one may be inside."""
    inside, go = asyncio.Event(), asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/slow":
            inside.set()
            await go.wait()
        await Response("")(scope, receive, send)

    settings = Settings(crowd=1)
    gate, served = Gate(app, settings, Slots(1)), SimpleNamespace(state=SimpleNamespace(settings=settings))

    async def asked(path: str) -> tuple[int, bytes | None]:
        told: list[Message] = []

        async def send(message: Message) -> None:
            told.append(message)

        async def receive() -> Message:
            return {"type": "http.request"}

        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "headers": [(b"host", b"localhost")],
            "app": served,
        }
        await gate(scope, receive, send)
        return told[0]["status"], dict(told[0]["headers"]).get(b"retry-after")

    first = asyncio.create_task(asked("/slow"))
    await inside.wait()
    found = [await asked("/"), await asked("/v1/healthz")]
    go.set()
    await first
    return [*found, await asked("/")]
