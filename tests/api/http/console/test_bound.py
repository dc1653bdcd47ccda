"""A planner who is bound to a place: the way up ends there."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI

from api.access import Account, Role
from tests.api.http.conftest import TestClient
from tests.api.http.personas import client_as


def test_the_way_up_leads_no_further_than_their_place(http: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    text = http.get("/gaps?on=2024-11-01&lang=zh&level=courtyard").text
    place = re.search(r'href="/gaps\?[^"]*within=(place-\w+)', text.partition('class="matrix"')[2])
    assert place is not None
    account = Account("演示统筹", Role.PLANNER, place=place[1])
    monkeypatch.setattr("api.console.asked.account_of", lambda _: account)
    crumbs = http.get("/gaps?on=2024-11-01&lang=zh").text.partition('class="crumbs"')[2].partition("</nav>")[0]
    assert "全部" not in crumbs
    assert "<a " not in crumbs
    assert 'aria-current="page"' in crumbs


def test_whose_place_is_not_there_is_told_so_and_whom_to_ask(app: FastAPI) -> None:
    account = Account("演示统筹", Role.PLANNER, place="place-5222ni5m42r262ec")
    with client_as(app, account) as client:
        found = client.get("/gaps?lang=zh")
    assert found.status_code == 403
    assert "账号的区域" in found.text
    assert "请管理员" in found.text
