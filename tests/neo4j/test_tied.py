"""What a run started does not outlive it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.neo4j.tied import end_as_by_ctrl_c

_STARTS = """
import subprocess, time
from tests.neo4j.tied import tied
print(subprocess.Popen(tied(["sleep", "600"]), start_new_session=True).pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="no setpriv on this machine")
class TestTied:
    def test_ends_when_who_started_it_is_killed(self) -> None:
        with subprocess.Popen([sys.executable, "-c", _STARTS], stdout=subprocess.PIPE, text=True) as starter:
            assert starter.stdout is not None
            server = int(starter.stdout.readline())
            _wait(lambda: _called(server) == "sleep")  # only then it is tied
            starter.kill()
        _wait(lambda: not _runs(server))


class TestEndAsByCtrlC:
    def test_takes_sigterm_as_ctrl_c(self) -> None:
        before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            end_as_by_ctrl_c()
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGTERM)
        finally:
            signal.signal(signal.SIGTERM, before)

    def test_leaves_to_others_what_they_listen_to(self) -> None:
        before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
        try:
            end_as_by_ctrl_c()
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        finally:
            signal.signal(signal.SIGTERM, before)


def _wait(until: Callable[[], bool]) -> None:
    last = time.monotonic() + 10
    while not until():
        assert time.monotonic() < last
        time.sleep(0.01)


def _called(process: int) -> str:
    return Path(f"/proc/{process}/comm").read_text(encoding="ascii").strip()


def _runs(process: int) -> bool:
    """Return whether a process runs; one that has ended and that nobody waited for does not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    return False
