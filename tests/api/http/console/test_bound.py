"""A planner who is bound to a place: the way up ends there."""

from __future__ import annotations

import re

import pytest

from api.access import Account, Role
from tests.api.http.conftest import TestClient


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
