"""Who was shown personal values, and whose, and who wrote: a line of JSON each, only ever added to (SEMANTICS V3).

A line is written, and on the disk, before what it tells of is shown or kept. Nothing personal is in it:
people are named by their keys. Each carries the digest of the one before (`chain`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.errors import NotLogged
from graph.files import why_not
from graph.viewing import chain
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
        self._add(viewer.who, viewer.where, viewer.purpose, keys=shown)

    def made(self, revision: int, by: str, source: str, *, kept: bool = True) -> None:
        """Write down that a revision is being made, or that it then could not be kept; its number will come again.

        Raises:
            NotLogged: It cannot be written, so the revision must not be kept.
        """
        self._add(by, "store", source, revision=revision, kept=kept)

    def told(self, who: str, where: str, what: str) -> None:
        """Write down something else that somebody did, such as to sign in or to shut a user out.

        Raises:
            NotLogged: It cannot be written, so it must not be done.
        """
        self._add(who, where, what)

    def _add(
        self,
        who: str,
        where: str,
        what: str,
        keys: Sequence[str] = (),
        revision: int | None = None,
        *,
        kept: bool = True,
    ) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line: dict[str, Any] = {"at": at, "who": who, "where": where, "what": what, "keys": [*keys]}
        if revision is not None:
            line["revision"] = revision
        if not kept:
            line["kept"] = False
        try:
            chain.add(self.path, line)
        except OSError as error:
            raise NotLogged(log=str(self.path), reason=why_not(error)) from None


def log_of(where: str | Path) -> Log:
    """Return the log of a store: beside its file; of one on a server, in the user's own folder for such things.

    Args:
        where: The path or address of the store.

    Example:
        >>> log_of("/data/linli.db").path.name, log_of("bolt://localhost:7687").path.name
        ('linli.db.log', 'bolt-localhost-7687.log')
    """
    if "://" in str(where) or str(where) == ":memory:":
        return Log(in_state(where, "log"))
    path = Path(where).expanduser().absolute()
    return Log(path.with_name(f"{path.name}.log"))


def in_state(where: str | Path, what: str) -> Path:
    """Return where something is that belongs to a store without a file, in the user's own folder for such things.

    Example:
        >>> in_state("bolt://localhost:7687", "cache").name
        'bolt-localhost-7687.cache'
    """
    name = re.sub(r"[^\w.]+", "-", str(where)).strip("-")
    return _state() / "linli" / f"{name}.{what}"


def _state() -> Path:
    """Return where a user's programs keep what they write down: ``XDG_STATE_HOME``, else ``~/.local/state``."""
    said = os.environ.get("XDG_STATE_HOME")
    return Path(said) if said and Path(said).is_absolute() else Path.home() / ".local" / "state"
