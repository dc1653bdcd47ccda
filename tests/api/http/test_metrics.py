"""What a service says of itself to whoever watches it: numbers alone, in the format that Prometheus reads."""

from __future__ import annotations

import asyncio
import re

import pytest
from starlette.types import Message

from api.counting import Counted, Counting
from tests.api.http.conftest import TestClient

_LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? [0-9.]+\Z')


def read(text: str) -> dict[str, float]:
    """Return the samples of a text, by name and labels; each line is a remark or one of them."""
    assert text.endswith("\n")
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    assert [line for line in lines if not _LINE.match(line)] == []
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


class TestMetrics:
    def test_they_count_what_was_answered(self, http: TestClient) -> None:
        before = read(http.get("/v1/metrics").text)
        http.get("/v1/healthz")
        http.get("/v1/healthz")
        http.get("/v1/nothing/演示街道")
        after = read(http.get("/v1/metrics").text)
        more = {name: after[name] - before.get(name, 0) for name in after if name.startswith("linli_requests_total")}
        assert {name: count for name, count in more.items() if count} == {
            'linli_requests_total{method="GET",status="2xx"}': 3,  # and the metrics before
            'linli_requests_total{method="GET",status="4xx"}': 1,
        }

    def test_each_has_its_sort_and_what_it_is_in_the_language_of_who_asks(self, http: TestClient) -> None:
        http.get("/v1/healthz")
        for lang, said in (("zh", "现在用的是第几次更新"), ("en", "The revision that is served")):
            text = http.get("/v1/metrics", headers={"Accept-Language": lang}).text
            assert f"# HELP linli_revision {said}\n# TYPE linli_revision gauge\nlinli_revision 1\n" in text
            names = {name.partition("{")[0] for name in read(text)}
            assert {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")} == names

    def test_it_is_the_text_that_is_read_by_machines_and_is_kept_by_nobody(self, http: TestClient) -> None:
        response = http.get("/v1/metrics")
        assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"


def _asked(method: str, status: int | None) -> Counted:
    counted = Counted()

    async def answering(*given: object) -> None:
        *_, send = given
        assert counted.at_work == 1
        if status is None:
            raise RuntimeError
        await send({"type": "http.response.start", "status": status})  # type: ignore[operator]

    async def sent(message: Message) -> None:
        assert message

    async def received() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(Counting(answering, counted)({"type": "http", "method": method}, received, sent))
    return counted


class TestCounting:
    def test_a_method_that_nobody_knows_makes_no_line_of_its_own(self) -> None:
        assert dict(_asked("演示", 405).answered) == {("other", "4xx"): 1}

    def test_one_that_was_never_answered_is_no_longer_at_work(self) -> None:
        with pytest.raises(RuntimeError):
            _asked("GET", None)
