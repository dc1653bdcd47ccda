"""Which tables and columns a store was made with, compared with those of this linli.

Every engine declares its columns in its own words; what is compared is the same. New kinds and new
fields are added when a store is opened; a column that this linli does not know was written by a newer one.
"""

from __future__ import annotations

import json
from hashlib import sha256

from graph.errors import NewerStore

#: By table and column, its declaration.
Layout = dict[str, dict[str, str]]


def digest(of: Layout) -> str:
    """Return a short name of a layout, the same for the same tables and columns in any order."""
    return sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()


def check_known(there: Layout, ours: Layout, store: str) -> None:
    """Refuse a store with columns that this linli does not have, or declares otherwise.

    Raises:
        NewerStore: There are such; they are named, of a table that this linli does not have its name alone.
    """
    unknown = [table for table in there if table not in ours]
    unknown += [
        f"{table}.{column}"
        for table in there.keys() & ours.keys()
        for column, declared in there[table].items()
        if ours[table].get(column) != declared
    ]
    if unknown:
        raise NewerStore("newer_store_columns", store=store, columns=", ".join(sorted(unknown)))
