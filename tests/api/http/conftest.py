"""What tests of the service start from: a client of one over a store with a sample in it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.datastructures import State

from api.app import create_app
from api.serving import Live
from api.settings import Settings
from tests.reading import read_here

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would rather have a successor of httpx that is not released
    from starlette.testclient import TestClient

__all__ = ["Behind", "Serve", "TestClient", "client_of"]

Serve = Callable[..., TestClient]
Behind = Callable[..., TestClient]


@pytest.fixture(scope="session")
def yanshan(sample_store: Callable[[str], Path]) -> Path:
    """A store with the sample yanshan, which no test changes; its workbook lies beside it."""
    return sample_store("yanshan")


def client_of(app: FastAPI) -> TestClient:
    """Return a client that speaks to this machine by its name, as a browser does."""
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=True, follow_redirects=False)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Serves a store, told as ``Settings`` is; ends with the test. Uploads are read in this process."""
    read_here(monkeypatch)
    with ExitStack() as running:

        def served(store: Path, **settings: Any) -> TestClient:
            return running.enter_context(client_of(create_app(Settings(store=str(store), **settings))))

        yield served


@pytest.fixture(scope="session")
def of_sample(yanshan: Path) -> FastAPI:
    """The service over the sample, which no test changes."""
    return create_app(Settings(store=str(yanshan)))


@pytest.fixture(scope="session")
def app(of_sample: FastAPI) -> FastAPI:
    """The service that a test asks: that over the sample, where a module has none of its own."""
    return of_sample


@pytest.fixture(scope="session")
def http(app: FastAPI) -> Iterator[TestClient]:
    """A client of the service over the sample."""
    with client_of(app) as client:
        yield client


@pytest.fixture(scope="session")
def spare(yanshan: Path) -> Iterator[TestClient]:
    """A client of a service whose store a test exchanges for its own: to make one takes longer than to ask it."""
    with client_of(create_app(Settings(store=str(yanshan)))) as client:
        yield client


@pytest.fixture
def behind(spare: TestClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[Behind]:
    """Puts a store of the test's own behind the spare service, told as ``Settings`` is; ends with the test."""
    read_here(monkeypatch)
    state: State = spare.app.state  # type: ignore[attr-defined]
    with ExitStack() as running:
        running.callback(setattr, state, "live", state.live)

        def put(store: Path, **settings: Any) -> TestClient:
            live = running.enter_context(closing(Live(Settings(store=str(store), **settings))))
            live.start()
            state.live = live
            return spare

        yield put
