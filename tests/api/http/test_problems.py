"""Errors over HTTP: a status for every class, one sentence in either language, and nothing of the insides."""

from __future__ import annotations

import inspect
import logging
from importlib import import_module

import pytest

import api.errors
import graph.errors
from api.errors import STATUS, status_of
from graph.errors import LinliError
from graph.words import LANGUAGES, words
from tests.api.http.conftest import Serve, TestClient

ERRORS = [
    found
    for module in (graph.errors, api.errors)
    for _, found in inspect.getmembers(module, inspect.isclass)
    if issubclass(found, LinliError) and found.__module__ == module.__name__
]
MEMBERS = ["type", "title", "status", "detail", "instance", "code", "rule", "params", "hint", "lang"]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
class TestEveryError:
    def test_has_a_status(self, error: type[LinliError]) -> None:
        assert error in STATUS
        assert 400 <= status_of(error()) < 600

    def test_has_a_title_and_a_sentence_in_both_languages(self, error: type[LinliError]) -> None:
        for lang in LANGUAGES:
            assert f"problem.{error.default_code}" in words(lang)
            assert f"error.{error.default_code}" in words(lang)

    def test_is_in_the_tree_that_its_module_draws(self, error: type[LinliError]) -> None:
        assert error.__name__ in (inspect.getmodule(error).__doc__ or "")


class TestProblem:
    @pytest.mark.parametrize(
        ("path", "status", "code"),
        [
            ("/v1/nothing", 404, "http_not_found"),
            ("/nothing", 404, "http_not_found"),
            ("/v1/coverage/", 404, "http_not_found"),
            ("/v1/escalate", 422, "http_missing"),
            ("/v1/escalate?start=place-x", 404, "no_such_thing"),
            ("/v1/escalate?start=person-x&chain=x", 404, "no_such_thing"),
            ("/v1/coverage?within=%E9%94%A6%E7%BB%A3%E5%9B%AD", 404, "no_such_thing"),
            ("/v1/coverage?on=2024-13-01", 422, "http_value"),
            ("/v1/coverage?on=", 422, "http_left_empty"),
            ("/v1/coverage?within=", 422, "http_left_empty"),
            ("/v1/coverage?limit=", 422, "http_left_empty"),
            ("/v1/changes?from=&to=1", 422, "http_left_empty"),
            ("/v1/things?cursor=", 422, "http_left_empty"),
            ("/v1/match?need=%20", 422, "http_left_empty"),
            ("/v1/coverage?state=gp", 422, "http_value"),
            ("/v1/coverage?pack=natonal", 404, "no_such_pack"),
            ("/v1/coverage?load=perhaps", 422, "http_value"),
            ("/v1/coverage?limit=0", 422, "http_value"),
            ("/v1/coverage?limit=10001", 422, "http_value"),
            ("/v1/coverage?limit=many", 422, "http_value"),
            ("/v1/coverage?revision=-1", 422, "http_value"),
            ("/v1/coverage?revision=9", 404, "no_such_revision"),
            ("/v1/coverage?packs=national", 422, "http_unknown"),
            ("/v1/coverage?limit=1&limit=2", 422, "http_twice"),
            ("/v1/coverage?cursor=x", 422, "http_cursor"),
            ("/v1/coverage?lang=fr", 422, "http_value"),
            ("/v1/changes?from=1&to=0", 422, "changes_backwards"),
            ("/v1/things?kind=plce", 422, "http_value"),
            ("/v1/things?kind=part_of", 422, "http_value"),
            ("/v1/things/place-x", 404, "no_such_thing"),
            ("/v1/things/place-aaaaaaaaaaaaaaaa/history", 404, "no_such_key"),
            ("/v1/kinds?kind=plce", 404, "no_such_kind"),
            ("/v1/rules?pack=x", 404, "no_such_pack"),
            ("/v1/rules?profile=x", 404, "not_found"),
            ("/docs/assets/x.js", 404, "http_not_found"),
        ],
    )
    def test_says_what_is_wrong(self, http: TestClient, path: str, status: int, code: str | None) -> None:
        response = http.get(path)
        assert response.status_code == status
        if code is not None:
            assert response.headers["content-type"] == "application/problem+json"
            assert response.headers["cache-control"] == "no-store"
            said = response.json()
            assert list(said) == MEMBERS
            assert (said["status"], said["code"], said["lang"]) == (status, code, "zh")
            assert said["type"].startswith("urn:linli:problem:")
            assert "{" not in said["detail"]

    @pytest.mark.parametrize(
        ("asked", "accept", "lang"),
        [
            ("", None, "zh"),
            ("", "en-GB,en;q=0.9", "en"),
            ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
            ("", "fr,en;q=0.5,zh;q=0.4", "en"),
            ("", "fr, *;q=0.1", "zh"),
            ("", "en;q=wrong", "zh"),
            ("&lang=en", "zh", "en"),
            ("&lang=zh", "en", "zh"),
        ],
    )
    def test_speaks_the_language_of_who_asks(self, http: TestClient, asked: str, accept: str | None, lang: str) -> None:
        headers = {} if accept is None else {"Accept-Language": accept}
        response = http.get(f"/v1/coverage?on=x{asked}", headers=headers)
        assert (response.json()["lang"], response.headers["content-language"]) == (lang, lang)
        detail = {"zh": "参数 `on` 的值看不懂：`x`", "en": "The parameter `on` cannot be read: `x`"}
        assert response.json()["detail"] == detail[lang]

    def test_a_method_that_is_not_taken_is_answered_with_those_that_are(self, http: TestClient) -> None:
        response = http.delete("/v1/coverage", headers={"Accept-Language": "en"})
        assert (response.status_code, response.headers["allow"]) == (405, "GET")
        assert response.json()["hint"] == "It takes: GET"

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("/v1/changes?from=x", "日期，如 2024-11-01，或第几次更新，如 3"),
            ("/v1/changes?to=9999-12-31", "1900 至 2199 年之间的日期"),
            ("/v1/monthly?first=9999-12-31", "1900 至 2199 年之间的日期"),
            ("/v1/monthly?last=x", "日期，如 2024-11-01"),
        ],
    )
    def test_what_is_no_day_is_answered_with_all_that_would_do(
        self, http: TestClient, path: str, expected: str
    ) -> None:
        said = http.get(path).json()
        assert expected in f"{said['detail']} {said['hint']}"

    def test_an_unknown_parameter_is_answered_with_a_near_one(self, http: TestClient) -> None:
        assert http.get("/v1/coverage?witin=x&lang=en").json()["hint"] == "There are: `within`"


class TestUnforeseen:
    @pytest.mark.slow
    def test_nothing_of_the_insides_is_told_or_logged(
        self, yanshan: object, serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fails(*_: object, **__: object) -> None:
            raise ValueError("演示钱一 13800000000")

        client = serve(yanshan)
        monkeypatch.setattr(import_module("graph.questions.audit"), "audit", fails)
        with caplog.at_level(logging.ERROR):
            response = client.get("/v1/audit?lang=en")
        reference = response.json()["params"]["reference"]
        assert response.status_code == 500
        assert response.json()["detail"] == f"Something went wrong in the program, reference {reference}"
        assert reference in caplog.text
        assert "ValueError" in caplog.text
        assert "api/routes/questions.py" in caplog.text
        for secret in ("演示钱一", "13800000000"):
            assert secret not in response.text
            assert secret not in caplog.text
