"""Somebody who is signed in, without signing in: how they come in is tested apart from what they then see."""

from __future__ import annotations

import warnings

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from api.access import Account
from api.access.arriving import Access, Arrival

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient


class Known:
    """Stands for the users of a service where whoever asks is known."""

    file = None

    def __init__(self, account: Account, users: Access) -> None:
        self._arrival, self.log = Arrival(account), users.log

    def arrival(self, *_: object) -> Arrival:
        """Return whose every request is."""
        return self._arrival

    def keep_head(self) -> None:
        """Keep nothing."""

    def close(self) -> None:
        """Close nothing."""


class As:
    """The service, asked by an account whoever asks."""

    def __init__(self, app: FastAPI, account: Account) -> None:
        self._app, self._known = app, Known(account, app.state.access)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the guard of the service find the account."""
        before = self._app.state.access
        self._app.state.access = self._known
        try:
            await self._app(scope, receive, send)
        finally:
            self._app.state.access = before


def client_as(app: FastAPI, account: Account) -> TestClient:
    """Return a client of the service for somebody; it is not entered, so what watches the store does not run."""
    return TestClient(As(app, account), base_url="http://localhost", raise_server_exceptions=True)
