"""Whoever reads English finds no word of ours in Chinese on a page; names, and what a ledger says, stay as they are."""

from __future__ import annotations

import re

import pytest

from api.console.register import PAGES
from graph.words import words
from tests.api.http.conftest import TestClient

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HEADS = re.compile(r"<(th|h1|h2|h3|label|legend|summary|button|option|caption|dt)\b[^>]*>(.*?)</\1>", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]+>")
#: Words of ours in Chinese that are whole, so that a cell may say them.
OURS = {said for said in words("zh").values() if _CHINESE.search(said) and "{" not in said}
FURTHER = ("/match/claims?list=offers", "/match/claims?list=claims", "/needs?as_list=1", "/needs/new", "/changes/1")


@pytest.mark.parametrize("path", [*(page.path for page in PAGES), "/match/claims", *FURTHER])
def test_a_page_says_nothing_of_ours_in_chinese(http: TestClient, path: str) -> None:
    html = http.get(f"{path}{'&' if '?' in path else '?'}on=2024-11-01&lang=en").text
    cells = {
        " ".join(_ELEMENT.sub(" ", cell).split()) for cell in re.findall(r"<td\b[^>]*>(.*?)</td>", html, re.DOTALL)
    }
    heads = {" ".join(_ELEMENT.sub(" ", text).split()) for _, text in _HEADS.findall(html)}
    assert (cells | heads) & OURS == set()


def test_who_could_help_is_told_in_english(http: TestClient) -> None:
    html = http.get("/match/claims?on=2024-11-01&lang=en").text
    assert re.search(r"of [^<(]+\((very well|well|possible|not ranked|to be verified), from 11/\d+\)", html)
    assert not re.search(r"（(很合适|合适|可以考虑|不排名)", html)
