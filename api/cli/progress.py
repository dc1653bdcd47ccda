"""What a long command is doing, on one line of a terminal; a pipe and a quick command show nothing."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console

from graph.words import caption

#: Where work that may take long says what it does: a code, how many parts are done, and of how many.
_LOG = logging.getLogger("linli.progress")
#: Shown once something has taken so many seconds.
_PATIENCE = 1.0


@contextmanager
def shown(lang: str, console: Console | None = None) -> Iterator[None]:
    """Show what is being done while something runs, if standard error is a terminal."""
    console = console or Console(file=sys.stderr, highlight=False, emoji=False)
    if not console.is_terminal:
        yield
        return
    handler, level = _Line(console, lang), _LOG.level
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        _LOG.removeHandler(handler)
        _LOG.setLevel(level)
        handler.close()


class _Line(logging.Handler):
    """Shows the newest record on one line that is taken away again."""

    def __init__(self, console: Console, lang: str) -> None:
        super().__init__()
        from rich.status import Status  # only who looks at a terminal is shown it

        self._status, self._lang = Status("", console=console), lang
        self._since = monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        """Show a record: its message is a code, its arguments how many parts are done and of how many."""
        done, parts = record.args if isinstance(record.args, tuple) else (0, 1)
        if monotonic() - self._since < _PATIENCE:
            return
        self._status.update(caption(f"progress.{record.msg}", self._lang, done=done, parts=parts))
        self._status.start()

    def close(self) -> None:
        """Take the line away."""
        self._status.stop()
        super().close()
