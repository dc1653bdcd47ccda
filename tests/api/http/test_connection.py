"""Connections that say nothing, say it slowly, or say what is no request; HEAD; cursors that lie."""

from __future__ import annotations

import json
import socket
from base64 import urlsafe_b64encode
from binascii import crc32
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn

from api.connection import Connection
from api.routes.paging import Position, read_position
from tests.api.http.conftest import TestClient

Ask = Callable[[bytes], bytes]


class AtNoon(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> AtNoon:
        return cls(2024, 11, 1, 12, tzinfo=tz)


class Hasty(Connection):
    head = body = silence = 0.2


async def plain(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Read a body and say how long it is."""
    while scope["type"] == "http" and (await receive()).get("more_body"):
        pass
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Sends bytes to a server that waits for little, and returns all that comes until it closes."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(plain, http=Hasty, ws="none", lifespan="off", log_level="critical", timeout_keep_alive=0)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()

    def asked(data: bytes) -> bytes:
        with socket.create_connection(listening.getsockname(), timeout=10) as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    yield asked
    server.should_exit = True
    thread.join()


class TestConnection:
    @pytest.mark.parametrize("data", [b"", b"GET /v1/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"])
    def test_one_that_says_nothing_more_is_closed(self, ask: Ask, data: bytes) -> None:
        assert ask(data).startswith(b"HTTP/1.1 200" if data else b"")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "data", [b"GET /v1/hea", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n123"]
    )
    def test_a_head_or_a_body_that_does_not_come_is_told_and_closed(self, ask: Ask, data: bytes) -> None:
        said = ask(data)
        assert said.startswith(b"HTTP/1.1 408")
        assert json.loads(said.partition(b"\r\n\r\n")[2])["code"] == "http_too_slow"

    @pytest.mark.parametrize(
        "data", ["GET /v1/things?q=演示 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), b"\x16\x03\x01\r\n\r\n"]
    )
    def test_what_is_no_request_is_a_problem(self, ask: Ask, data: bytes, caplog: pytest.LogCaptureFixture) -> None:
        said = ask(data)
        assert said.startswith(b"HTTP/1.1 400")
        assert json.loads(said.partition(b"\r\n\r\n")[2])["code"] == "http_unreadable"
        assert [one.getMessage()[:12] for one in caplog.records] == ["收到一个读不懂的请求（不"]


class TestHead:
    @pytest.mark.slow
    def test_works_on_every_address_that_can_be_read(self, http: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        """A workbook says when it was written, and is as long as that packs: all are of one moment here."""
        moment = SimpleNamespace(datetime=AtNoon, timezone=SimpleNamespace(utc=UTC))
        monkeypatch.setattr("openpyxl.writer.excel.datetime", moment)
        monkeypatch.setattr("openpyxl.packaging.core.datetime", moment)
        paths = http.get("/openapi.json").json()["paths"]
        for path in [
            "/docs",
            "/openapi.json",
            *(path for path, how in paths.items() if "get" in how and "{" not in path),
        ]:
            got, head = http.get(path), http.head(path)
            assert (head.status_code, head.content) == (got.status_code, b""), path
            assert head.headers.get("content-type") == got.headers.get("content-type"), path
            if path != "/v1/metrics":  # counts the request before
                assert head.headers.get("content-length") == got.headers.get("content-length"), path


def lying(*said: Any) -> str:
    text = json.dumps(said).encode()
    return urlsafe_b64encode(text + crc32(text).to_bytes(4, "big")).decode()


class TestCursors:
    @pytest.mark.parametrize(
        "cursor",
        [
            lying(),
            lying(1, 2, 3, "2024-11-01", 4),
            lying("/v1/things", "a", None, "2024-11-01", 0),
            lying("/v1/things", "a", "1-a", 20241101, 0),
            *(lying("/v1/things", "a", "1-a", "2024-11-01", first) for first in (-1, 1.5, True, "0", 2**70)),
            "[" * 4000,
            "演示",
        ],
    )
    def test_one_that_lies_is_a_problem(self, http: TestClient, cursor: str) -> None:
        response = http.get("/v1/things", params={"cursor": cursor})
        assert response.status_code == 422
        assert response.json()["code"].startswith("bad_cursor") or "cursor" in response.json()["code"]

    def test_one_whose_position_alone_lies_is_a_problem(self, http: TestClient) -> None:
        first = http.get("/v1/things", params={"limit": 1}).json()["next"]
        at = read_position(first)
        for wrong in (-5, 2**63):
            cursor = Position(at.path, at.asked, at.mark, at.on, wrong).written()
            assert http.get("/v1/things", params={"cursor": cursor}).status_code == 422
