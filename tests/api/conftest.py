"""What tests of the terminal start from: a store with a sample in it, and a way to run a command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from graph.stores import open_store
from loaders.run import load
from loaders.samples import write_sample

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


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample suzhoulu, which no test changes."""
    folder = tmp_path_factory.mktemp("suzhoulu")
    write_sample("suzhoulu", folder / "suzhoulu.xlsx")
    with open_store(folder / "linli.db") as store:
        assert not load("workbook", [folder / "suzhoulu.xlsx"], store, by="test").failed
    return folder / "linli.db"


@pytest.fixture
def linli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Linli:
    """Runs a command line in an empty folder, piped, as `linli` does in a process of its own."""
    for name in ("LINLI_STORE", "LINLI_LANG", "LINLI_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def ran(*args: str) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(args)
        return Ran(code, out.getvalue(), err.getvalue())

    return ran


@pytest.fixture
def ask(linli: Linli, filled: Path) -> Linli:
    """Runs a command against the sample."""

    def ran(*args: str) -> Ran:
        return linli(*args, "--store", str(filled))

    return ran
