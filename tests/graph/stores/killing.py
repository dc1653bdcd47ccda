"""A writer in a process that is quickly there, and is killed some time after its first commit.

It is forked from a process that has only imported what a writer needs, so that a thousand of them can be killed.
``LINLI_KILLS`` says how many: ``LINLI_KILLS=1000 pytest tests/graph/stores/test_crash.py``.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.graph.stores.writer import ROWS, write

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext  # the first is not everywhere

#: Where there is no forkserver a new process begins from nothing, which takes longer and is the same.
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_BEGUN: ForkServerContext | SpawnContext = (
    multiprocessing.get_context("forkserver") if _FORKS else multiprocessing.get_context("spawn")
)
if _FORKS:
    _BEGUN.set_forkserver_preload(["tests.graph.stores.writer"])  # imports alone: threads do not outlive a fork


def kills(usual: int, share: float = 1) -> int:
    """Return how many are to be killed: as many as usual, or that share of what ``LINLI_KILLS`` says."""
    return max(usual, int(share * int(os.environ.get("LINLI_KILLS", "0"))))


def killed(
    where: str | Path, patience: float, kill: Callable[[BaseProcess], None] = BaseProcess.kill, rows: int = ROWS
) -> tuple[int, int]:
    """Run a writer, kill something some time after its first commit; return the last finished and the last begun."""
    told, tell = _BEGUN.Pipe(duplex=False)
    writer = _BEGUN.Process(target=_written, args=(str(where), rows, tell))
    writer.start()
    tell.close()
    with told:
        last = dict([told.recv(), told.recv()])
        time.sleep(patience)
        kill(writer)
        with suppress(EOFError):
            while True:
                last.update([told.recv()])
    writer.join()
    return last["done"], last["intent"]


def _written(where: str, rows: int, told: Connection) -> None:
    with Path(os.devnull).open("w") as nowhere:  # what a writer says whose server is gone
        os.dup2(nowhere.fileno(), 2)
    write(where, rows, lambda word, number: told.send((word, number)))
