"""Looks up a thing by key where only some kinds are allowed; the error names the kind that it has instead."""

from __future__ import annotations

from collections.abc import Collection

from graph.errors import NotFound
from graph.kinds import kind_of
from graph.network.network import Network
from graph.words.typed import Typed


def meant(network: Network, key: str, kinds: Collection[str]) -> int:
    """Return the row of a thing that exists on the date of a network, and is of one of some kinds.

    Who has a part of a ledger asks the network of that part, so nobody learns of what kind something outside it is.

    Raises:
        NotFound: There is none, or it is of another kind.

    Example:
        >>> from datetime import date
        >>> import polars as pl
        >>> from graph.tables import Tables, row_schema
        >>> places = pl.DataFrame([{"key": "place-a", "name": "甲"}], row_schema("place"))
        >>> network = Network(Tables({"place": places}), date(2024, 11, 1))
        >>> meant(network, "place-a", ["place", "post"])
        0
        >>> meant(network, "place-a", ["post"])
        Traceback (most recent call last):
        graph.errors.NotFound: place-a 是区域 `place`，这里要职务 `post`
    """
    row = network.row(key)
    if network.rows.kind_of(row) not in kinds:
        raise of_other_kind(network, row, kinds)
    return row


def of_other_kind(network: Network, row: int, kinds: Collection[str]) -> NotFound:
    """Return why a thing cannot be meant: of which kind it is, and of which it had to be."""
    found, expected = (Typed({one: kind_of(one).zh for one in some}) for some in ([network.rows.kind_of(row)], kinds))
    return NotFound("other_kind", ref=network.key(row), found=found, expected=expected)
