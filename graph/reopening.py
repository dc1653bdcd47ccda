"""A network taken up where it was left: from what is at rest beside its store (SEMANTICS Q1), else from its rows.

Only the newest revision is kept, and of it the view of today; what is asked of another revision or day is worked out
as ever. What is kept is used only where it is of the very revision and was made by this very program (SEMANTICS Q2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from sys import byteorder
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from graph import atrest
from graph.atrest.shelf import Shelf
from graph.network import Network
from graph.network.numbering import EPOCH, Rows
from graph.network.view import View
from graph.network.views import Views
from graph.precompiled import bytes_in
from graph.tables import all_tables

if TYPE_CHECKING:
    from graph.stores import Revision, Store
    from graph.viewing import People

#: A ledger of fewer rows is opened as quickly from the store.
WORTH = 20_000
_FORM = 1
#: What the files are worked out by: where any of it differs, so may they.
_ROOMS = ("atrest", "kinds", "network", "values")
_MODULES = ("concealing.py", "identity.py", "reopening.py", "tables.py")
#: What facts at rest are worked out by, besides.
_FACTS = ("facts", "rules", "walking")
_OF_FACTS = ("changes.py", "doors.py", "parsing.py", "selectors.py")


def network_of(store: Store, on: date, today: date, people: Callable[[int], People]) -> Network:
    """Return the network of the newest revision of a store on a day.

    Args:
        store: The store.
        on: The day.
        today: Of this day's view something is kept.
        people: Where what is kept apart can be read, by the number of a revision.

    Raises:
        StoreError: The store cannot be read.
    """
    revision = store.revision()
    folder = store.at_rest if revision.digest else None
    if folder is None:
        tables = store.tables(personal=False)
        return Network(tables, on, people(tables.revision))
    of = made_of(revision)
    kept = atrest.take_up(folder, _name(revision), of)
    if kept is not None:
        from graph.network import rows_at_rest  # noqa: PLC0415 - pyarrow, which only who finds something needs

        rows: Rows = rows_at_rest.taken_up(kept, revision.number)
        return Network.over(_views(folder, revision, of, rows, today), on, people(revision.number))
    atrest.forget_all(folder)
    tables = store.tables(personal=False)
    network = Network(tables, on, people(tables.revision))
    height = sum(one.height for one in tables.values())
    if tables.revision == revision.number and height >= WORTH and atrest.possible():
        _keep(store, folder, revision, of, network, today)
    return network


def made_of(revision: Revision) -> dict[str, Any]:
    """Return what files at rest of a revision are made of, and by what."""
    return {
        "revision": revision.number,
        "digest": revision.digest,
        "form": _FORM,
        "by": _program(),
        "columns": _columns(),
    }


def _keep(store: Store, folder: Path, revision: Revision, of: Mapping[str, Any], network: Network, today: date) -> None:
    """Keep a numbering and its view of today; what is kept of other revisions goes."""
    from graph.network import rows_at_rest  # noqa: PLC0415 - as above

    frames, said = rows_at_rest.at_rest(network._rows)  # noqa: SLF001 - without what was stated for a day
    kept = atrest.keep(folder, _name(revision), of, frames.items(), said)
    del frames  # most of what a network takes, again
    if kept:
        _keep_view(folder, revision, of, network.on(today).view)
        network._views.shelf = _shelf(folder, revision, of, today)  # noqa: SLF001 - numbered as what is taken up
    if store.revision() != revision:  # somebody wrote meanwhile: it may be that somebody is forgotten (SEMANTICS Q4)
        atrest.forget_all(folder)


def _keep_view(folder: Path, revision: Revision, of: Mapping[str, Any], view: View) -> None:
    from graph.network import view_at_rest  # noqa: PLC0415 - as above

    frames, said = view_at_rest.at_rest(view)
    span = view_at_rest.span_of(view.rows, view.day)
    atrest.keep(folder, _name_of_view(revision), {**of, "span": list(span)}, frames, said)
    atrest.forget_all(folder, but=frozenset((_name(revision), _name_of_view(revision))))


def _views(folder: Path, revision: Revision, of: Mapping[str, Any], rows: Rows, today: date) -> Views:
    """Return the views of a numbering at rest: that of today is taken up, or kept once it is made."""
    from graph.network import view_at_rest  # noqa: PLC0415 - as above

    def make(seen: Rows, day: int) -> View:
        span = view_at_rest.span_of(rows, (today - EPOCH).days)
        if not span[0] <= day < span[1]:
            return View(seen, day)
        name, spanned = _name_of_view(revision), {**of, "span": list(span)}
        kept = atrest.take_up(folder, name, spanned)
        if kept is None:
            _keep_view(folder, revision, of, View(seen, day))
            kept = atrest.take_up(folder, name, spanned)
        return View(seen, day) if kept is None else view_at_rest.ViewAtRest(seen, day, kept)

    views = Views(rows, make=make)
    views.shelf = _shelf(folder, revision, of, today)
    return views


def _shelf(folder: Path, revision: Revision, of: Mapping[str, Any], today: date) -> Shelf:
    """Return where facts of today lie: worked out by what a numbering is worked out by, and by some more."""
    by_more = lambda: {**of, "facts": _digest(_FACTS, _OF_FACTS)}  # noqa: E731 - read when somebody asks for facts
    return Shelf(folder, f"facts-{revision.number}", _name(revision), (today - EPOCH).days, by_more)


def _name(revision: Revision) -> str:
    return f"revision-{revision.number}"


def _name_of_view(revision: Revision) -> str:
    return f"view-{revision.number}"


def _program() -> str:
    """Return a digest of what works the files out: our own lines, numpy and Polars."""
    return _digest(_ROOMS, _MODULES)


@cache
def _digest(rooms: tuple[str, ...], modules: tuple[str, ...]) -> str:
    room = Path(__file__).parent
    digest = sha256(repr((np.__version__, pl.__version__, byteorder)).encode())
    for one in rooms:
        with suppress(OSError):
            for source in bytes_in(room / one, ".py").values():
                digest.update(source)
    for one in modules:
        with suppress(OSError):
            digest.update((room / one).read_bytes())
    return digest.hexdigest()


def _columns() -> str:
    """Return a digest of the tables and columns that there are."""
    told = [(one.name, {name: str(dtype) for name, dtype in one.schema.items()}) for one in all_tables()]
    return sha256(repr(told).encode()).hexdigest()
