"""Two communities, and a reader of one: no address tells a key or name of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from fastapi import FastAPI

from api.access import Role
from api.serving import Live
from api.serving.served import Recent
from graph.scoping.cut import HOW, Cut
from tests.api.http.asked_everywhere import addresses
from tests.api.http.personas import client_as
from tests.api.http.test_bound import app_over, of_east, told
from tests.api.http.test_scope import SURE, asking
from tests.casefile.notation import Written
from tests.networks import Drawn

__all__ = ["app_over", "told"]
ELSEWHERE = ("乙街道/西社区", "西居委", "西要灯")


#: Lists that tell all there is: enough to find out, at once, that nothing is cut.
_LISTS = ("/v1/things", "/v1/changes?from=0", "/v1/things?q=西", "/search?q=西")


def leaks(app: FastAPI, told: Written, asked: Iterable[str]) -> dict[str, list[str]]:
    """Return, by address, which keys and names of the other community it tells."""
    keys = {told.names.key(one): one.rpartition("/")[2] for one in ELSEWHERE}
    with client_as(app, of_east(told, Role.READER)) as client:
        texts = {address: client.get(address).text for address in asked}
    found = {one: [word for word in (*keys, *keys.values()) if word in text] for one, text in texts.items()}
    return {one: words for one, words in found.items() if words}


def test_a_reader_of_one_is_told_nothing_of_the_other(app_over: FastAPI, told: Written) -> None:
    assert leaks(app_over, told, _LISTS) == {}


@pytest.mark.slow
def test_no_address_tells_anything_of_the_other(app_over: FastAPI, told: Written) -> None:
    assert leaks(app_over, told, addresses(app_over, [])) == {}


#: The cut as somebody might skip it: whole, for the rows that are told, and for what is told of a row around.
_SKIPPED: dict[str, tuple[type, str, Callable[..., Any]]] = {
    "whole": (Live, "seen_by", lambda live, _: live),
    "rows": (Cut, "rows", lambda _, __, frame: frame),
    "columns": (Cut, "_as_seen", lambda _, __, found: found.drop(HOW)),
}


@pytest.mark.parametrize("skipped", [None, *(pytest.param(one, marks=pytest.mark.slow) for one in _SKIPPED)])
def test_a_cut_that_is_skipped_would_be_found(
    app_over: FastAPI, told: Written, monkeypatch: pytest.MonkeyPatch, skipped: str | None
) -> None:
    addresses = [*SURE, f"/v1/things/{told.names.key('乙街道')}"]
    with asking(app_over, Drawn(told.tables), of_east(told, Role.READER)) as asked:
        if skipped is not None:
            monkeypatch.setattr(app_over.state.live, "_seen", Recent(1))
            monkeypatch.setattr(*_SKIPPED[skipped])
        found = [one for one in addresses if asked.leaks(one)]
    assert found == {None: [], "columns": addresses[2:]}.get(skipped, addresses)
