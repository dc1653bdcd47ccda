"""A form of a page keeps what else its address says: the language, the day, the place and the revision."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.api.http.conftest import TestClient

_SAID = {"on": "2024-11-01", "within": "槐荫院", "lang": "en", "revision": "1"}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.mark.parametrize(
    "path", ["/", "/needs", "/match", "/search", "/orders", "/questions/coverage", "/path", "/adjust", "/figures"]
)
def test_narrowing_a_page_changes_nothing_else_of_it(http: TestClient, path: str) -> None:
    main = http.get(path, params={**_SAID, "page": "1", "said": "x"}).text.partition("<main")[2]
    forms = [one for one in main.split("<form ")[1:] if 'method="get"' in one.partition(">")[0]]
    kept = [{name: unescape(value) for name, value in _HIDDEN.findall(one.partition("</form>")[0])} for one in forms]
    assert kept
    assert kept == [_SAID] * len(forms)


def test_the_day_above_keeps_what_is_asked_below(http: TestClient) -> None:
    text = http.get("/needs?category=cleaning&state=open&page=2&lang=zh&on=2024-11-01").text
    bar = text.partition('<form class="bar"')[2].partition("</form>")[0]
    assert _HIDDEN.findall(bar) == [("category", "cleaning"), ("state", "open"), ("lang", "zh")]


@pytest.mark.parametrize("path", ["/path", "/questions/coverage", "/questions/escalate"])
def test_what_is_personal_is_asked_for_by_who_ticks_it_alone(http: TestClient, path: str) -> None:
    (field,) = re.findall(r'<input type="checkbox" name="personal"[^>]*>', http.get(f"{path}?on=2024-11-01").text)
    assert "checked" not in field
    (field,) = re.findall(r'<input type="checkbox" name="personal"[^>]*>', http.get(f"{path}?personal=1").text)
    assert "checked" in field


def test_two_ways_from_the_front_page_are_not_called_alike(http: TestClient) -> None:
    main = http.get("/?lang=zh&on=2024-11-01").text.partition("<main")[2]
    ways = re.findall(r'<a href="([^"]+)">(看全部[^<]*)</a>', main)
    assert len(ways) == len(dict(ways)) == len({called for _, called in ways}) == 2
