"""The graph over HTTP: the files that ``linli export`` writes, in the scope of whoever asks."""

from __future__ import annotations

from html import unescape
from http import HTTPStatus
from pathlib import Path
from time import sleep

import pytest
from fastapi import FastAPI
from httpx import Response

from api.access import Role
from api.routes.graphs import GRAPHS
from tests.api.conftest import Linli
from tests.api.http.conftest import TestClient
from tests.api.http.personas import client_as
from tests.api.http.test_bound import of_east
from tests.api.http.test_scope_small import ELSEWHERE, app_over, told
from tests.casefile.notation import Written

__all__ = ["app_over", "told"]
ON = "2024-11-01"


def fetched(client: TestClient, address: str) -> Response:
    """Return the file of an address, however long it takes to be made."""
    response: Response = client.get(address)
    while response.status_code == HTTPStatus.ACCEPTED:
        sleep(0.05)
        response = client.get(f"{response.headers['location']}/result")
    return response


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_one_is_the_file_that_the_terminal_writes(
    http: TestClient, yanshan: Path, linli: Linli, tmp_path: Path, name: str
) -> None:
    file = tmp_path / f"x.{GRAPHS[name].ending}"
    ran = linli("export", name, "--store", str(yanshan), "--on", ON, "-o", str(file), "--lang", "zh")
    response = fetched(http, f"/v1/exports/{name}?on={ON}&lang=zh")
    assert (ran.code, response.status_code) == (0, 200), (ran.err, response.text)
    assert response.content == file.read_bytes()
    assert response.headers["content-type"] == GRAPHS[name].media
    assert f'filename="linli.{GRAPHS[name].ending}"' in response.headers["content-disposition"]


@pytest.mark.parametrize("more", ["format=pdf", "personal=true", "month=2024-10"])
def test_what_only_forms_take_is_refused(http: TestClient, more: str) -> None:
    refused = http.get(f"/v1/exports/graphml?{more}")
    assert (refused.status_code, refused.json()["code"]) == (422, "form_option")
    assert more.partition("=")[0] in refused.json()["detail"]


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_who_is_bound_to_a_place_has_what_is_there_and_nothing_of_another(
    app_over: FastAPI, told: Written, name: str
) -> None:
    with client_as(app_over, of_east(told, Role.READER)) as client:
        text = unescape(fetched(client, f"/v1/exports/{name}").text)
    assert ("东社区" in text) is (name != "geojson")  # nothing there has a point
    assert [one for one in ELSEWHERE if told.names.key(one) in text or one.rpartition("/")[2] in text] == []
