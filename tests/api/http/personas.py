"""Somebody who is signed in, without signing in: how they come in is tested apart from what they then see."""

from __future__ import annotations

import warnings
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access import Account

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient


class As:
    """The service, asked by an account whoever asks."""

    def __init__(self, app: ASGIApp, account: Account) -> None:
        self._app, self._account = app, account

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the account where the service looks for it."""
        state: dict[str, Any] = {**scope.get("state", {}), "account": self._account}
        await self._app({**scope, "state": state}, receive, send)


def client_as(app: FastAPI, account: Account) -> TestClient:
    """Return a client of the service for somebody; it is not entered, so what watches the store does not run."""
    return TestClient(As(app, account), base_url="http://localhost", raise_server_exceptions=True)
