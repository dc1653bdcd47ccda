"""A service with users: one of each role, one of a partner, one who was shut out; the clock is the test's."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.tokens import new_token
from api.access.users import add_user, revoke
from api.app import create_app
from api.settings import Settings
from graph.viewing import Log, log_of
from tests.api.http.conftest import TestClient, client_of

PASSWORD = "演示密码甲乙丙丁戊己"  # noqa: S105 - of nobody
ROLES = {"admin": Role.ADMIN, "staff": Role.STAFF, "planner": Role.PLANNER, "reader": Role.READER}


@dataclass
class Clock:
    """Seconds, which a test lets pass."""

    at: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at


def login(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> httpx.Response:
    """Fill in the form to sign in, with what the browser was given with it."""
    found = re.search(r"((?:__Host-)?linli-form)=([^;]+)", client.get("/login").headers["set-cookie"])
    assert found is not None
    kept = {"Cookie": found[0]} if found[1].startswith("__Host-") else {}  # the client asks in the clear
    sent = {"name": name, "password": password, "form_token": found[2], **more}
    response: httpx.Response = client.post("/login", data=sent, headers=kept)
    return response


@dataclass
class Served:
    """A service with users.

    Attributes:
        app: The service.
        file: Its users.
        log: Its log.
        clock: Its clock.
        tokens: A good token of each user but the one who was shut out, who has an old one.
    """

    app: FastAPI
    file: AccessFile
    log: Log
    clock: Clock
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, **headers: str) -> TestClient:
        """Return a browser of its own, without cookies."""
        client = client_of(self.app)
        client.headers.update(headers)
        return client

    def program(self, name: str) -> TestClient:
        """Return a program that shows the token of a user."""
        return self.client(Authorization=f"Bearer {self.tokens[name]}")

    def signed_in(self, name: str, client: TestClient | None = None) -> TestClient:
        """Return a browser in which a user has signed in."""
        client = client or self.client()
        sent = login(client, name)
        assert sent.status_code == 303, sent.text
        return client

    def form_token(self, client: TestClient) -> str:
        """Return what the forms of whoever is signed in carry."""
        from api.access.sessions import session_by_cookie

        found = session_by_cookie(self.file, str(client.cookies.get("linli")))
        assert found is not None
        return found.form_token


@pytest.fixture(scope="session")
def with_users(yanshan: Path, app: FastAPI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The service; tests add sessions and attempts, and leave its users alone."""
    store = tmp_path_factory.mktemp("users") / "linli.db"
    shutil.copy(yanshan, store)
    clock = Clock()
    with AccessFile(access_path(store), create=True, now=clock) as file:
        made = create_app(Settings(store=str(store)))
        made.openapi = app.openapi  # type: ignore[method-assign]  # it is the same, and made once
        made.state.access._now = clock  # noqa: SLF001 - the test's clock
        served = Served(made, file, log_of(store), clock)
        accounts = [Account(name, role) for name, role in ROLES.items()]
        accounts += [Account("partner", Role.READER, partner="organisation-none"), Account("gone", Role.ADMIN)]
        for one in accounts:
            add_user(file, one, PASSWORD, lambda _: None)
            served.tokens[one.name] = new_token(file, one.name, 300, lambda _: None)
        revoke(file, "gone", lambda _: None)
        with client_of(made):
            yield served


@pytest.fixture
def served(with_users: Served) -> Served:
    """The service, in which nobody has tried to sign in and nobody is."""
    with_users.clock.at = Clock.at
    with with_users.file.writing() as write:
        write("DELETE FROM attempts")
        write("DELETE FROM sessions")
    return with_users
