"""A service in a thread of the test process, for tests that look at its pages with a browser; a store to change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings

Running = Callable[..., str]


@contextmanager
def running_at(store: Path, **settings: Any) -> Iterator[str]:
    """Serve a store, and give its address."""
    app = create_app(Settings(store=str(store), **settings))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def running() -> Iterator[Running]:
    """Serves a store in a thread, and ends with the test."""
    with ExitStack() as stack:

        def run(store: Path, **settings: Any) -> str:
            return stack.enter_context(running_at(store, **settings))

        yield run


@pytest.fixture
def store(yanshan: Path, tmp_path: Path) -> Path:
    """A copy of the sample, which a test may change."""
    return Path(shutil.copy(yanshan, tmp_path / "yanshan.db"))
