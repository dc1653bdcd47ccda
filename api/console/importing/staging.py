"""Uploaded files that wait to be confirmed: in a folder that only the service reads, each set for one account.

What is taken is what was checked: the bytes are digested when they come and again when they are taken, and a set is
taken once. Who sends another loses the oldest of their own; what nobody confirmed in two hours is removed.
"""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from tempfile import mkdtemp
from threading import Lock
from time import monotonic
from typing import Any

from fastapi import UploadFile

from api.errors import NoSuchPage
from api.routes.uploads import PREFIX, kept
from graph.errors import BadInput

_HOURS = 2 * 60 * 60
_OF_ONE, _OF_ALL = 3, 12


@dataclass
class Staged:
    """Some files of one account.

    Attributes:
        id: What names them in an address.
        account: Whose they are.
        paths: The files.
        digest: Of their names and bytes.
        base: The revision against which they were checked.
        options: How they are to be read.
        since: When they came, by the clock of this process.
        job: The id of what is at work on them.
    """

    id: str
    account: str
    paths: tuple[Path, ...]
    digest: str
    base: int
    options: Mapping[str, Any]
    since: float = field(default_factory=monotonic)
    job: str = ""

    @property
    def names(self) -> list[str]:
        """What the files are called."""
        return [path.name for path in self.paths]


class Staging:
    """The files of a service that wait."""

    def __init__(self, keep: float = _HOURS, page: str = "/import") -> None:
        """Begin with none; ``keep`` says for how many seconds files are kept, ``page`` below which address they are."""
        self._keep, self._page, self._lock = keep, page, Lock()
        self._staged: OrderedDict[str, Staged] = OrderedDict()

    def take_in(self, account: str, files: Sequence[UploadFile], base: int, options: Mapping[str, Any]) -> Staged:
        """Keep files.

        Raises:
            BadParameter: A file has no name, or not one that a file can have, or two have the same.
        """
        folder = _folder()
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
            with kept(files) as paths:
                moved = tuple(Path(shutil.move(path, folder / path.name)) for path in paths)
            staged = Staged(token_urlsafe(12), account, moved, digest_of(moved), base, dict(options))
            undo.pop_all()
        return self._added(staged)

    def one_of(self, account: str, name: str, at: int) -> Staged:
        """Keep one of some files as a set of its own, beside the set that it came in.

        Raises:
            NoSuchPage: The account has none of that name, or there are not so many in it.
        """
        found = self.of(account, name)
        if not 0 <= at < len(found.paths):
            raise NoSuchPage(path=f"{self._page}/{name}")
        folder = _folder()
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
            alone = (Path(shutil.copy(found.paths[at], folder)),)
            staged = Staged(token_urlsafe(12), account, alone, digest_of(alone), found.base, dict(found.options))
            undo.pop_all()
        return self._added(staged)

    def _added(self, staged: Staged) -> Staged:
        with self._lock:
            self._staged[staged.id] = staged
            self._make_room(staged.account)
        return staged

    def of(self, account: str, name: str) -> Staged:
        """Return files of an account.

        Raises:
            NoSuchPage: It has none of that name, or they were taken or removed meanwhile.
        """
        with self._lock:
            self._sweep()
            found = self._staged.get(name)
        if found is None or found.account != account:
            raise NoSuchPage(path=f"{self._page}/{name}")
        return found

    def all_of(self, account: str) -> list[Staged]:
        """Return whatever waits of an account, the newest first."""
        with self._lock:
            self._sweep()
            return [one for one in reversed(self._staged.values()) if one.account == account]

    def claim(self, account: str, name: str, digest: str) -> Staged:
        """Take files out, so that nobody takes them again; they stay on the disk until ``remove``.

        Raises:
            NoSuchPage: They are not there, or somebody just took them.
            BadInput: They are not those that were checked.
        """
        found = self.of(account, name)
        if digest != found.digest or digest_of(found.paths) != found.digest:
            raise BadInput("import_other_files")
        with self._lock:
            if self._staged.pop(name, None) is None:
                raise NoSuchPage(path=f"{self._page}/{name}")
        return found

    def put_back(self, staged: Staged) -> None:
        """Keep files again that could not be taken now."""
        with self._lock:
            self._staged[staged.id] = staged

    def discard(self, account: str, name: str) -> None:
        """Remove files of an account.

        Raises:
            NoSuchPage: It has none of that name.
        """
        self.of(account, name)
        with self._lock:
            if (found := self._staged.pop(name, None)) is not None:
                remove(found)

    def close(self) -> None:
        """Remove all."""
        with self._lock:
            while self._staged:
                remove(self._staged.popitem()[1])

    def _make_room(self, account: str) -> None:
        self._sweep()
        mine = [one.id for one in self._staged.values() if one.account == account]
        for name in mine[:-_OF_ONE]:
            remove(self._staged.pop(name))
        while len(self._staged) > _OF_ALL:
            remove(self._staged.popitem(last=False)[1])

    def _sweep(self) -> None:
        now = monotonic()
        for name in [one.id for one in self._staged.values() if now - one.since > self._keep]:
            remove(self._staged.pop(name))


def _folder() -> Path:
    return Path(mkdtemp(prefix=f"{PREFIX}{os.getpid()}-staged-"))


def remove(staged: Staged) -> None:
    """Remove files from the disk."""
    shutil.rmtree(staged.paths[0].parent, ignore_errors=True)


def digest_of(paths: Sequence[Path]) -> str:
    """Return a digest of files: their names and all that is in them."""
    found = sha256()
    for path in paths:
        found.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                found.update(piece)
    return found.hexdigest()
