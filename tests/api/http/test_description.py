"""The API's description holds: whatever it allows is answered, as it says, and never with a failure of ours."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.describing.prose import code_of, operations, sentence
from api.routes import routers
from api.routes.parameters import asked_with
from graph.answers.register import QUESTIONS
from graph.words import caption, words
from tests.api.http.conftest import Serve, TestClient

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]

#: The others take tenths of a second.
SLOW = {
    "/v1/audit",
    "/v1/doctor",
    "/v1/kinds",
    "/v1/coverage",
    "/v1/escalate",
    "/v1/changes",
    "/v1/reconcile",
    "/v1/things/{id}/history",
    "/v1/things/{id}",
    "/v1/match",
    "/v1/exports/{form}",
    "/v1/lists",
    "/v1/lists/claims",
    "/v1/lists/partners/{id}",
}


def _described_routes() -> list[APIRoute]:
    return [route for router in routers() for route in router.routes if isinstance(route, APIRoute)]


PATHS = [
    pytest.param(route.path, marks=[pytest.mark.slow] if route.path in SLOW else [])
    for route in _described_routes()
    if "GET" in (route.methods or ())
]


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_whatever_is_asked_is_answered_as_described(app: FastAPI, http: TestClient, path: str) -> None:
    operation = schemathesis.openapi.from_dict(app.openapi())[path]["GET"]

    @given(operation.as_strategy())
    @settings(
        max_examples=10,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        sent = case.as_transport_kwargs(base_url="http://localhost")
        response = http.request(sent["method"], sent["url"], params=sent["params"], headers=sent["headers"])
        case.validate_response(response, checks=CHECKS)

    ask()


class TestMaking:
    def test_nothing_is_described_until_somebody_asks_and_then_once(self, serve: Serve, yanshan: Path) -> None:
        with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as threads:
            made: list[Any] = []

            def slowly(**told: Any) -> Any:
                made.append(told)
                sleep(0.02)  # in which the other asks
                return {"paths": {}, "components": {"schemas": {}}}

            patch.setattr("api.description.get_openapi", slowly)
            client = serve(yanshan)
            assert client.get("/v1/things?knd=place").json()["code"] == "http_unknown"
            assert client.get("/docs").status_code == 200
            assert made == []
            one, other = threads.map(client.get, ["/openapi.json"] * 2)
            assert one.json() == other.json()
            assert len(made) == 1

    def test_an_address_takes_the_parameters_that_it_is_described_with(self, app: FastAPI) -> None:
        for route in _described_routes():
            for method in route.methods or ():
                told = app.openapi()["paths"][route.path][method.lower()].get("parameters", ())
                described = {one["name"]: "array" in str(one["schema"]) for one in told if one["in"] == "query"}
                assert asked_with(route.dependant) == described, route.path

    def test_whatever_is_referred_to_is_there_and_nothing_else(self, app: FastAPI) -> None:
        told = app.openapi()
        referred = set(re.findall(r"'#/components/schemas/(\w+)'", str(told)))
        assert referred == set(told["components"]["schemas"])


class TestModels:
    def test_a_field_of_a_kind_is_told_in_chinese_first(self, app: FastAPI) -> None:
        field = app.openapi()["components"]["schemas"]["PlaceFields"]["properties"]["short_name"]
        assert (field["title"], field["description"]) == ("简称 · Short name", "平时怎么叫。 · What people call it.")

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_the_rows_of_a_question_are_those_of_its_frame(self, app: FastAPI, question: str) -> None:
        row = app.openapi()["components"]["schemas"][f"{question.capitalize()}Row"]
        always, further = list(QUESTIONS[question].rows.columns), list(QUESTIONS[question].rows.further())
        assert list(row["properties"]) == [*always, *further]  # further: of types of norm, where one was asked
        assert row["required"] == always


class TestProse:
    def test_each_address_and_parameter_is_told_in_chinese_first(self, app: FastAPI) -> None:
        told = app.openapi()
        assert told["info"]["description"].startswith("一个地方的组织、职务、区域和资源连成一张网")
        assert [code for code, one in operations(told) if f"docs.{code}" not in words("zh")] == []
        parameters = [(code, one) for code, each in operations(told) for one in each.get("parameters", ())]
        assert [(code, one["name"]) for code, one in parameters if code_of(code, one["name"]) is None] == []
        chain = next(one for code, one in parameters if (code, one["name"]) == ("get.escalate", "chain"))
        assert chain["description"] == "只走这条链，如 `party` · Walk this chain only, such as `party`"

    def test_each_field_of_each_body_and_each_column_is_told_in_chinese_first(self, app: FastAPI) -> None:
        models = app.openapi()["components"]["schemas"]
        told = {(model, name): one for model in models for name, one in models[model].get("properties", {}).items()}
        both = re.compile(r"[^·]*[\u4e00-\u9fff][^·]* · .*[A-Za-z]")
        assert [at for at, one in told.items() if not both.match(one.get("description", ""))] == []
        assert told["NeedSent", "name"]["description"].startswith("名称 · What is needed, in a few words")
        assert told["CoverageRow", "short"]["description"] == "缺多少 · How much is missing, as a band"

    def test_no_field_has_words_that_nothing_is_called_by(self, app: FastAPI) -> None:
        models = app.openapi()["components"]["schemas"]
        names = {name for model in models.values() for name in model.get("properties", ())}
        said = [code.rpartition(".")[2] for code in words("zh") if code.startswith("docs.field.")]
        assert [name for name in said if name not in names] == []

    @pytest.mark.parametrize("question", list(QUESTIONS))
    def test_the_english_of_a_question_is_what_it_declares(self, question: str) -> None:
        declared = QUESTIONS[question]
        assert caption(f"docs.get.{question}", "en") == declared.said
        for option in (one for one in declared.options if one.shown):
            code = code_of(f"get.{question}", option.word)
            assert code is not None, option.word
            assert sentence(code, "en") == option.said
