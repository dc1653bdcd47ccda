"""Two communities, and a reader of one: no address tells a key or name of the other."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from fastapi import FastAPI

from api.access import Role
from tests.api.http.asked_everywhere import addresses
from tests.api.http.personas import client_as
from tests.api.http.test_bound import app_over, of_east, told
from tests.casefile.notation import Written

__all__ = ["app_over", "told"]
_ELSEWHERE = ("乙街道/西社区", "西居委", "西要灯")


#: Lists that tell all there is: enough to find out, at once, that nothing is cut.
_LISTS = ("/v1/things", "/v1/changes?from=0", "/v1/things?q=西", "/search?q=西")


def leaks(app: FastAPI, told: Written, asked: Iterable[str]) -> dict[str, list[str]]:
    """Return, by address, which keys and names of the other community it tells."""
    keys = {told.names.key(one): one.rpartition("/")[2] for one in _ELSEWHERE}
    with client_as(app, of_east(told, Role.READER)) as client:
        texts = {address: client.get(address).text for address in asked}
    found = {one: [word for word in (*keys, *keys.values()) if word in text] for one, text in texts.items()}
    return {one: words for one, words in found.items() if words}


def test_a_reader_of_one_is_told_nothing_of_the_other(app_over: FastAPI, told: Written) -> None:
    assert leaks(app_over, told, _LISTS) == {}


@pytest.mark.slow
def test_no_address_tells_anything_of_the_other(app_over: FastAPI, told: Written) -> None:
    assert leaks(app_over, told, addresses(app_over, [])) == {}
