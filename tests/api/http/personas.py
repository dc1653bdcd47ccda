"""Somebody who is signed in, without signing in: how they come in is tested apart from what they then see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from fastapi import FastAPI

from api.access import Account
from api.access.arriving import Access, Arrival
from tests.api.http.conftest import TestClient


@contextmanager
def client_as(app: FastAPI, account: Account) -> Iterator[TestClient]:
    """Yield a client of the service, to which every request is this account's; what watches the store does not run."""
    with patch.object(Access, "arrival", lambda *_: Arrival(account)):
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=True, follow_redirects=False)
