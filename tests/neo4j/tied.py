"""A server that ends with the test run that started it, however that ends: a JVM left behind keeps half a gigabyte.

Linux alone can tie a process to its parent (``setpriv`` of util-linux); elsewhere who is killed leaves a server behind.
"""

from __future__ import annotations

import shutil
import signal
import threading


def tied(command: list[str]) -> list[str]:
    """Return a command whose process is asked to end as soon as the thread that started it is gone, where that can be.

    Example:
        >>> tied(["java", "-version"])[-2:]
        ['java', '-version']
    """
    found = shutil.which("setpriv")
    return command if found is None else [found, "--pdeathsig", "TERM", *command]


def end_as_by_ctrl_c() -> None:
    """Take SIGTERM as Ctrl-C from now on, so that folders in memory go too; where somebody else listens, do nothing."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
