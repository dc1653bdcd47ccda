"""A part of a page is made once, and names nobody by itself: each who opens it is shown the names that they may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from datetime import date

import pytest
from fastapi import FastAPI

from api.console.asked import Asked
from api.serving import Live, Served
from tests.api.http.conftest import TestClient

ON = "on=2024-11-01&lang=zh"
_NAMED = re.compile(r'href="/things/(person-[^"?]+)[^>]*>([^<]*)<')


def named(client: TestClient) -> dict[str, str]:
    """Return who is named in the tree of the front page, by key."""
    text = client.get(f"/?{ON}").text
    return dict(_NAMED.findall(text[text.index('id="places"') :]))


class TestTree:
    def test_everybody_in_it_has_their_name(self, http: TestClient) -> None:
        found = named(http)
        assert len(found) > 10
        assert [name for name in found.values() if not name.startswith("演示")] == []

    def test_who_opens_it_next_is_shown_the_names_that_they_may_see(
        self, http: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = named(http)
        monkeypatch.setattr(Asked, "called", lambda *_: "某<某")
        assert named(http) == dict.fromkeys(before, "某&lt;某")

    def test_what_is_kept_names_nobody(self, app: FastAPI, http: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        kept: list[str] = []
        part = Served.part

        def seen(self: Served, asked: Hashable, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
            pieces = part(self, asked, make)
            kept.extend(pieces)
            return pieces

        monkeypatch.setattr(Served, "part", seen)
        named(http)
        live: Live = app.state.live
        people = live.newest.network(date(2024, 11, 1)).people
        assert people is not None
        text = "".join(kept)
        assert "person-" in text
        assert [name for name in people.all()["name"].drop_nulls().to_list() if name in text] == []
