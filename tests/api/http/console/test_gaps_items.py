"""逐项: items by places with how many give each, and a cell leads to what it rests on."""

from __future__ import annotations

import re
from html import unescape

from tests.api.http.conftest import TestClient

ON = "on=2024-11-01&lang=zh"


def test_lays_out_items_by_places_and_explains_a_cell(http: TestClient) -> None:
    page = http.get(f"/gaps/items?{ON}").text
    (cell, *_) = re.findall(r'<a class="state-gap" href="([^"]+)"[^>]*>空白</a>', page)
    assert http.get(unescape(cell)).status_code == 200
    assert 'href="/gaps/items' in http.get(f"/gaps?{ON}").text


def test_comes_as_a_file(http: TestClient) -> None:
    assert "空白" in http.get(f"/gaps/items?{ON}&as=csv").content.decode("utf-8-sig")


def test_where_nothing_is_asked_so_it_says_what_to_do(http: TestClient) -> None:
    assert "换一个区域" in http.get(f"/gaps/items?{ON}&norm=nothing").text


def test_any_question_shows_first_what_is_to_be_done(http: TestClient) -> None:
    page = http.get(f"/questions/coverage?{ON}&state=met&state=gap&state=unknown").text
    states = re.findall(r'<td data-label="结果" class="short">(缺口|不明|已达标)</td>', page)
    assert states == sorted(states, key=("缺口", "不明", "已达标").index)
    assert states[0] == "缺口"
