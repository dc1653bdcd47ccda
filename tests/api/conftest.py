"""What tests of the terminal start from: a store with a sample in it, and a way to run a command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

import graph
from api.access import passwords
from api.cli import run
from graph.network import Network
from graph.stores import Store
from tests.reading import read_here

ON = "2024-11-01"


@dataclass(frozen=True)
class Ran:
    """What a command line did: its exit code, what it printed, and what it said on stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Linli = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_cheap() -> Iterator[None]:
    """Have a password cost next to nothing, for tests sign in often; what it costs is tested on a module read anew."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as cheap:
        cheap.setattr(passwords, "_HASHER", hasher)
        cheap.setattr(passwords, "_NOBODYS", hasher.hash("nobody"))
        yield


@pytest.fixture(scope="session")
def filled(sample_store: Callable[[str], Path]) -> Path:
    """A store with the sample suzhoulu, which no test changes."""
    return sample_store("suzhoulu")


@pytest.fixture
def linli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Linli:
    """Runs a command line in an empty folder, piped, as `linli` does in a process of its own; files are read here."""
    read_here(monkeypatch)
    for name in ("LINLI_STORE", "LINLI_LANG", "LINLI_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def ran(*args: str) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(args)
        return Ran(code, out.getvalue(), err.getvalue())

    return ran


@pytest.fixture(scope="session")
def network(filled: Path) -> Network:
    """The network of the sample."""
    return graph.open(filled)


@pytest.fixture
def ask(linli: Linli, filled: Path, network: Network, monkeypatch: pytest.MonkeyPatch) -> Linli:
    """Runs a command against the sample, whose newest revision is read once: to read it takes longest."""
    opened = graph.open

    def kept(where: Path | str | Store, *, revision: int | None = None, on: date | None = None) -> Network:
        found = opened(where, revision=revision, on=on) if revision is not None else network
        return found.on(on or graph.today())

    monkeypatch.setattr(graph, "open", kept)

    def ran(*args: str) -> Ran:
        return linli(*args, "--store", str(filled))

    return ran
