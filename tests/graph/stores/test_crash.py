"""A writer killed at any moment leaves the store at a revision that it finished, whole."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from graph.stores import MemoryStore, open_store
from graph.tables import Tables
from tests.conftest import ROOT
from tests.graph.stores.writer import step

KILLS = 12
_MOST = 5 * KILLS  # where a machine is so busy that few of them fall into a commit


def killed_writer(path: Path, patience: float) -> tuple[int, int]:
    """Run a writer, kill it some time after its first commit, and return the last it finished and the last it began."""
    command = [sys.executable, "-m", "tests.graph.stores.writer", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline(), writer.stdout.readline()]
        time.sleep(patience)
        writer.kill()
        told += writer.stdout.readlines()
    last = {word: int(number) for word, number in (line.split() for line in told if line.endswith("\n"))}
    return last["done"], last["intent"]


def digest(tables: Tables) -> str:
    """Return a digest of all rows in the order of their keys."""
    texts = (tables[name].sort("key").write_json() for name in tables)
    return sha256("\n".join(texts).encode()).hexdigest()


@pytest.mark.slow
def test_a_killed_writer_leaves_exactly_a_revision_it_finished(path: Path) -> None:
    plain, random, killed, interrupted = MemoryStore(), Random(20241101), 0, 0
    while killed < KILLS or (interrupted < KILLS // 2 and killed < _MOST):
        killed += 1
        done, begun = killed_writer(path, random.uniform(0, 0.3))
        interrupted += begun > done
        with open_store(path, create=False) as store:
            found = store.revision().number
            # A commit may be kept although its writer did not live to say so; it is kept whole, then.
            assert found in {done, begun}
            for number in range(plain.revision().number + 1, found + 1):
                plain.commit(step(number))
            assert digest(store.tables()) == digest(plain.tables())
            assert store.revisions() == plain.revisions()
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    assert interrupted >= KILLS // 2, "the writer was hardly ever killed in a commit: the test shows nothing"
