"""Whose a request is: by its token, or the cookie of its session; without users, everybody is the owner."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from api.access.account import NOBODY, OWNER, Account
from api.access.file import AccessFile, access_path
from api.access.head import keep_head
from api.access.sessions import session_by_cookie
from api.access.tokens import account_by_token
from api.access.users import has_users
from api.errors import NotSignedIn
from graph.errors import LinliError, StoreReplaced
from graph.viewing import Log, log_of

_BEARER = "bearer"


@dataclass(frozen=True)
class Arrival:
    """Whose a request is.

    Attributes:
        account: Who they are to the service.
        session: The id of their session; None = they have none.
        form_token: What their forms carry; empty where there is no session.
    """

    account: Account
    session: str | None = None
    form_token: str = ""


class Access:
    """The users of a service, looked up for each request, so that who was shut out stays out from the next one on.

    Attributes:
        log: Where it is written down who came in.
    """

    def __init__(self, where: str | Path, now: Callable[[], float] = time.time) -> None:
        self.log: Log = log_of(where)
        self._path, self._now = access_path(where), now
        self._lock = Lock()
        self._file: AccessFile | None = None
        self._identity: tuple[int, int] | None = None
        self._users = False
        self._size = 0

    @property
    def file(self) -> AccessFile | None:
        """The file of the users; None while nobody was ever added, and then nobody has to sign in (SEMANTICS V12).

        Raises:
            StoreReplaced: It was there, and is not any more, or is another: nobody comes in until somebody looks.
            StoreError: It cannot be read.
        """
        with self._lock:
            identity = _identity(self._path)
            if self._file is not None and self._users and identity != self._identity:
                raise StoreReplaced(store=str(self._path))
            if identity is None:
                return None
            if self._file is None or identity != self._identity:
                self._file, self._identity = AccessFile(self._path, now=self._now), identity
            self._users = self._users or has_users(self._file)
            return self._file if self._users else None

    @property
    def unused(self) -> bool:
        """Whether nobody was ever added, as far as one look at a path tells: then everybody is the owner."""
        return self._file is None and _identity(self._path) is None

    def arrival(self, authorization: str | None, cookie: str | None) -> Arrival:
        """Return whose a request is; who shows a token comes by it alone.

        Raises:
            NotSignedIn: What it shows is nobody's, or over.
            StoreError: The users cannot be read.
        """
        file = self.file
        if file is None:
            return Arrival(OWNER)
        if authorization is not None:
            kind, _, token = authorization.partition(" ")
            account = account_by_token(file, token.strip()) if kind.lower() == _BEARER else None
            if account is None:
                raise NotSignedIn
            return Arrival(account)
        session = None if cookie is None else session_by_cookie(file, cookie)
        return Arrival(NOBODY) if session is None else Arrival(session.account, session.id, session.form_token)

    def keep_head(self) -> None:
        """Keep the head of the log, if anything was added; what fails here fails again where the log is looked at."""
        with suppress(OSError, LinliError):
            size = self.log.path.stat().st_size
            if size != self._size and (file := self.file) is not None:
                keep_head(file, self.log)
                self._size = size

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another; None: there is none, or one in which nothing is yet."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size else None
