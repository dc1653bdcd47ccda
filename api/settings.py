"""What a service is told: by the environment, or by who makes it. Nothing is read when this is imported."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from graph.errors import BadInput
from graph.words import LANGUAGES

DEFAULT_STORE = "linli.db"
_MEGABYTE = 2**20
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


@dataclass(frozen=True)
class Settings:
    """What a service is told.

    Attributes:
        store: Path or address of the store. ``LINLI_STORE``.
        rules: A folder of profiles and norms beside those that come with linli. ``LINLI_RULES``.
        lang: The language of who asks for none. ``LINLI_LANG``.
        upload: So many bytes may be sent at most. ``LINLI_UPLOAD_MB``, in megabytes.
        imports: So many imports may be at work at once; the next is told to wait.
        threads: So many of them are answered at once; more would only be in each other's way. ``LINLI_THREADS``.
        crowd: So many requests may be open at once; the next is told to come again, and waits for nothing.
        refresh: How often to look for what others committed, in seconds.
        look: How often where that costs next to nothing, as it does with a file.
        beforehand: Whether to work out what nearly every page rests on before somebody asks.
        hosts: The names by which this machine may be addressed. ``LINLI_HOSTS`` adds some, with commas between.
        secure: Whether browsers reach it over TLS alone: its own, or that of a proxy before it.
        proxy: Whether a proxy stands before it, whose word is taken for who asks and by which name.
    """

    store: str = DEFAULT_STORE
    rules: Path | None = None
    lang: str = LANGUAGES[0]
    upload: int = 100 * _MEGABYTE
    imports: int = 2
    threads: int = 2
    crowd: int = 160  # whoever waits behind more than that has long given up
    refresh: float = 0.5
    look: float = 0.015
    beforehand: bool = False
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    secure: bool = False
    proxy: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Return what the environment says, and else the defaults.

        Raises:
            BadInput: A variable has a value that it cannot have.

        Example:
            >>> Settings.from_environment({"LINLI_UPLOAD_MB": "5"}).upload
            5242880
        """
        said = os.environ if environ is None else environ
        default = cls()
        rules = said.get("LINLI_RULES")
        return cls(
            store=said.get("LINLI_STORE") or default.store,
            rules=Path(rules).expanduser() if rules else None,
            lang=_lang(said.get("LINLI_LANG")),
            upload=_MEGABYTE * _whole("LINLI_UPLOAD_MB", said.get("LINLI_UPLOAD_MB")) or default.upload,
            threads=_whole("LINLI_THREADS", said.get("LINLI_THREADS")) or default.threads,
            hosts=(*default.hosts, *_hosts("LINLI_HOSTS", said.get("LINLI_HOSTS"))),
        )


def _lang(said: str | None) -> str:
    return said if said in LANGUAGES else LANGUAGES[0]


def _whole(name: str, said: str | None) -> int:
    """Return the whole number above zero that is said; 0 where nothing is.

    Raises:
        BadInput: It is something else.
    """
    if not said:
        return 0
    if not (said.isascii() and said.isdigit() and int(said)):
        raise BadInput("setting_value", name=name, found=said, expected="expected.integer")
    return int(said)


def _hosts(name: str, said: str | None) -> tuple[str, ...]:
    """Return the names of hosts that are said, as a browser sends them: without a port, and no pattern."""
    found = tuple(one.strip().lower() for one in (said or "").split(",") if one.strip())
    for one in found:
        if not _HOST.fullmatch(one):
            raise BadInput("setting_value", name=name, found=one, expected="expected.host")
    return found
