"""A writer killed at any moment leaves the store at a revision that it finished, whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from graph.stores import MemoryStore, open_store
from graph.tables import Tables
from tests.graph.stores.killing import killed, kills
from tests.graph.stores.writer import step

KILLS = kills(12)
_MOST = 5 * KILLS  # where a machine is so busy that few of them fall into a commit
_OF_ONE = 25  # kills; then a new store is made, since each comparison takes as long as the store is large


class Witness:
    """What the store must hold, from the same steps in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.plain = MemoryStore()

    def looks(self, done: int, begun: int) -> None:
        """Compare all that is in the file, and look at the file itself."""
        with open_store(self.path, create=False) as store:
            found = store.revision().number
            # A commit may be kept although its writer did not live to say so; it is kept whole, then.
            assert found in {done, begun}
            for number in range(self.plain.revision().number + 1, found + 1):
                self.plain.commit(step(number))
            same(store.tables(), self.plain.tables())
            assert store.revisions() == self.plain.revisions()
        with closing(sqlite3.connect(self.path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def same(found: Tables, expected: Tables) -> None:
    """Hold all rows, whatever their order, to what they must be."""
    assert set(found) == set(expected)
    for name in found:
        assert found[name].sort("key").equals(expected[name].sort("key")), name


@pytest.mark.slow
def test_a_killed_writer_leaves_exactly_a_revision_it_finished(tmp_path: Path) -> None:
    random, count, interrupted = Random(20241101), 0, 0
    while count < KILLS or (interrupted < KILLS // 2 and count < _MOST):
        if count % _OF_ONE == 0:
            print(f"{count} killed, {interrupted} of them in a commit")  # noqa: T201 - a thousand take long
            witness = Witness(tmp_path / f"{count}.db")
        done, begun = killed(witness.path, random.uniform(0, 0.3))
        count, interrupted = count + 1, interrupted + (begun > done)
        witness.looks(done, begun)
    print(f"{count} killed, {interrupted} of them in a commit")  # noqa: T201 - as above
    assert interrupted >= KILLS // 2, "the writer was hardly ever killed in a commit: the test shows nothing"
