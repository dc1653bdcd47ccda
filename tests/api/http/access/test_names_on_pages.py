"""Whom the pages of a planner name to a reader: nobody but who holds a public post."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from graph.stores import open_store
from graph.viewing.public import public_holders
from tests.api.http.access.conftest import Served

DAY = date(2024, 11, 1)
_ON = "on=2024-11-01&lang=zh"
PAGES = (
    "/gaps",
    "/gaps/list?state=gap",
    "/gaps/changes?compare=2024-06-01",
    "/figures",
    "/dead-ends",
    "/rules",
    "/bulletin",
)

#: So many of the links of a page are followed: the others lead to alike ones.
_FOLLOWED = 5


def pages(served: Served, user: str) -> str:
    """Return what a user reads on all pages, and on the paths and explanations to which they lead."""
    client = served.program(user)
    text = ""
    for page in PAGES:
        found = client.get(f"{page}{'&' if '?' in page else '?'}{_ON}")
        assert found.status_code == 200, page
        text += found.text
    for address in ("/gaps/one", "/path"):
        for link in list(dict.fromkeys(re.findall(rf'href="({address}\?[^"]*)"', text)))[:_FOLLOWED]:
            text += client.get(unescape(link)).text
    return text


def private(store: Path) -> set[str]:
    """Return the names of those in the ledger who hold no public post."""
    with open_store(store) as opened:
        names = dict(opened.personal("person").select("key", "name").drop_nulls().iter_rows())
        public = public_holders(opened.tables(), DAY, list(names))
    return set(names.values()) - {names[key] for key in public}


@pytest.mark.slow
def test_a_reader_meets_no_name_of_anybody_without_a_public_post(served: Served, yanshan: Path) -> None:
    hidden = private(yanshan)
    assert len(hidden) == 28
    text = pages(served, "reader")
    assert {name for name in hidden if name in text} == set()


@pytest.mark.slow
def test_a_planner_meets_them(served: Served, yanshan: Path) -> None:
    text = pages(served, "planner")
    assert any(name in text for name in private(yanshan))
