"""Where a shared store is: an address to show and to connect to, and who connects.

The password comes from the environment alone, under the names that Neo4j's own tools read, so that
it is never in a command line, a history of commands or a message.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from graph.errors import StoreError, StoreRefused

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_PORT = 7687
_SEPARATOR = "://"


@dataclass(frozen=True)
class Access:
    """Who connects, and to which database of the server.

    Attributes:
        user: ``NEO4J_USERNAME``; ``neo4j`` where it is not set.
        password: ``NEO4J_PASSWORD``.
        database: ``NEO4J_DATABASE``; None = the one that the server calls its default.
    """

    user: str
    password: str = field(repr=False)
    database: str | None


def is_address(where: str) -> bool:
    """Return whether this names a server rather than a file.

    Example:
        >>> is_address("bolt://localhost"), is_address("linli.db")
        (True, False)
    """
    return _SEPARATOR in where


def read_address(where: str) -> str:
    """Return an address with its port, as it is connected to and shown.

    Raises:
        StoreError: No store of ours is reached so, it is no address, or somebody wrote a password into it.

    Example:
        >>> read_address("bolt://localhost")
        'bolt://localhost:7687'
    """
    scheme = where.partition(_SEPARATOR)[0].lower()
    if scheme not in SCHEMES:
        raise StoreError("store_scheme", scheme=scheme, known=" ".join(f"{one}://" for one in SCHEMES))
    if "@" in where:  # before anything else looks at it, or repeats it
        raise StoreError("store_address_password", scheme=scheme)
    try:
        parts = urlsplit(where)
        host, port = _host(parts), parts.port or _PORT
    except ValueError:
        host, port = "", 0
    if not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise StoreError("store_address", store=where)
    return f"{scheme}://{host}:{port}"


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host


def access(store: str, environment: Mapping[str, str] = os.environ) -> Access:
    """Return who connects, read now.

    Raises:
        StoreRefused: No password is set.
    """
    password = environment.get("NEO4J_PASSWORD")
    if not password:
        raise StoreRefused("store_no_password", store=store)
    return Access(environment.get("NEO4J_USERNAME") or "neo4j", password, environment.get("NEO4J_DATABASE") or None)
