"""Who was shown personal values, when, and whose: one line of JSON each, only ever added to (SEMANTICS V3).

A line is written, and on the disk, before what it tells of is shown. Nothing personal is in it:
people are named by their keys.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import NotLogged
from graph.files import make_private
from graph.values.controls import visible_json
from graph.viewing.viewer import Viewer


@dataclass(frozen=True)
class Log:
    """The log of one store.

    Attributes:
        path: The file; it is made when there is first something to tell, and only its owner may read it.
    """

    path: Path

    def write(self, viewer: Viewer, keys: Iterable[str]) -> None:
        """Write down that a viewer is shown personal values of some people; of nobody is no line.

        Raises:
            NotLogged: It cannot be written, so they must not be shown.
        """
        shown = sorted(set(keys))
        if not shown:
            return
        line = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "who": viewer.who,
            "where": viewer.where,
            "what": viewer.purpose,
            "keys": shown,
        }
        try:
            self._add((visible_json(json.dumps(line, ensure_ascii=False)) + "\n").encode())
        except OSError as error:
            raise NotLogged(log=str(self.path), reason=error.strerror or type(error).__name__) from None

    def _add(self, line: bytes) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(self.path)
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            if os.write(file, line) < len(line):  # the disk is full
                raise OSError
            os.fsync(file)
        finally:
            os.close(file)


def log_of(where: str | Path) -> Log:
    """Return the log of a store: beside its file; of one on a server, in the user's own folder for such things.

    Args:
        where: The path or address of the store.

    Example:
        >>> log_of("/data/linli.db").path.name, log_of("bolt://localhost:7687").path.name
        ('linli.db.log', 'bolt-localhost-7687.log')
    """
    if "://" in str(where) or str(where) == ":memory:":
        name = re.sub(r"[^\w.]+", "-", str(where)).strip("-")
        return Log(_state() / "linli" / f"{name}.log")
    path = Path(where).expanduser().absolute()
    return Log(path.with_name(f"{path.name}.log"))


def _state() -> Path:
    """Return where a user's programs keep what they write down: ``XDG_STATE_HOME``, else ``~/.local/state``."""
    said = os.environ.get("XDG_STATE_HOME")
    return Path(said) if said and Path(said).is_absolute() else Path.home() / ".local" / "state"
