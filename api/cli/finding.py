"""``linli find`` from the index beside a store, so that a name is found in a country without reading all of it.

An index holds only what anybody with the store may see anyway. A search within a place, at a past revision, by own
rules, or that finds a person, is answered from the store itself.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from api.cli.said import day, whole
from graph import today
from graph.concealing import concealed_rows
from graph.files import folder_of
from graph.finding.asked import UNREADABLE, AtRest, Entry
from graph.finding.beside import index_at
from graph.stores import IN_MEMORY, Store, open_store
from graph.stores.address import is_address
from graph.words import LANGUAGES, caption

if TYPE_CHECKING:
    from api.cli.opened import Opened

_LOG = logging.getLogger("linli.progress")
#: A ledger of fewer things is read as quickly as an index is asked.
SMALL = 20_000
#: As many as `api.rendering.things` finds.
_MOST = 1000


def found_at_rest(where: str, text: str, on: str | None, limit: str, *, as_json: bool, lang: str) -> bool | None:
    """Write what is found in the index; return whether there is one, None where what is looked for is not in it."""
    if where == IN_MEMORY or not (is_address(where) or folder_of(Path(where).expanduser()).is_dir()):
        return False
    shown, at = whole("--limit", limit) or 0, day("--on", on) or today()
    with open_store(where, create=False) as store:
        revision = store.revision()
        index = None if store.at_rest is None else index_at(store.at_rest, revision.digest, at)
        if index is None:
            return False
        with index, suppress(*UNREADABLE):
            found = index.find(text, _MOST, _people(store, at))
            if found is None or (not found and _called_elsewhen(index, text)):
                return None
            if as_json:
                _as_json(index, found, {"revision": revision.number, "on": at, "within": None}, text)
            else:
                _as_table(index, found, shown, text, lang)
            return True
    return False


def keep_index(asked: Opened, where: str) -> None:
    """Make the index of what was just searched, where the ledger is so large that it saves time."""
    from api.cli.progress import shown
    from graph.finding.kept import keep
    from graph.names.indexed import elsewhen

    if asked.network.rows.size < SMALL or where == IN_MEMORY:
        return
    with open_store(where, create=False) as store:
        revision, folder = store.revision(), store.at_rest
    if folder is None or revision.number != asked.network.revision:
        return
    first, last = _span(asked)
    kinds = {lang: {one: _kind(asked, one, lang) for one in asked.network.rows.block} for lang in LANGUAGES}
    with shown(asked.lang):
        _LOG.info("finding", 0, 1)
        names = asked.names.laid_out()
        other_days = [] if first is None and last is None else elsewhen(names.known)
        keep(folder, revision.digest, names, {"from": first, "to": last, "kinds": kinds, "elsewhen": other_days})


def _called_elsewhen(index: AtRest, text: str) -> bool:
    """Return whether something may be called so on another day, which is told of the whole store alone."""
    from graph.names.search import Search

    called: list[str] = index.about["elsewhen"]
    return bool(Search(lambda: called).best(text, 1))


def _kind(asked: Opened, kind: str, lang: str) -> str:
    return asked.rules.vocabulary(None).caption("kind", kind, lang)


def _span(asked: Opened) -> tuple[str | None, str | None]:
    """Return between which days nothing begins or ends, so that things are called and lie as they do now."""
    network = asked.network
    edges = [network.date + timedelta(days=edge - network.day) for edge in network.rows.edges]
    before, after = [one for one in edges if one <= network.date], [one for one in edges if one > network.date]
    return (max(before).isoformat() if before else None), (min(after).isoformat() if after else None)


def _people(store: Store, at: date) -> list[str]:
    """Return the names of people as they are read each time somebody is looked for, and kept nowhere."""
    tables = store.tables(["person"])
    if not tables["person"].height:
        return []
    there = tables["person"].filter(
        (pl.col("since").is_null() | (pl.col("since") <= at)) & (pl.col("until").is_null() | (pl.col("until") > at))
    )
    names = concealed_rows("person", tables["person_personal"]).join(there.select("key"), on="key", how="semi")
    return names["name"].drop_nulls().to_list()


def _as_json(index: AtRest, found: list[int], of: dict[str, Any], text: str) -> None:
    from api.rendering import rendered
    from api.rendering.things import as_row, listed

    rows = [as_row(index.entry(one)) for one in found]
    print(rendered(listed(rows, {**of, "options": {"q": text, "kind": None}}, total=len(found))))  # noqa: T201


def _as_table(index: AtRest, found: list[int], limit: int, text: str, lang: str) -> None:
    from api.cli.paper import Paper
    from api.rendering.formerly import with_former

    paper, kinds = Paper(), index.about["kinds"][lang]
    entries: list[Entry] = [index.entry(one) for one in found[:limit]]
    if not found:
        paper.line(caption("cli.find.nothing", lang, text=text))
    paper.table(
        [caption(f"cli.{header}", lang) for header in ("kind", "path", "key")],
        [[kinds[one.kind], with_former(one.path, one.formerly, lang), one.key] for one in entries],
    )
    if len(found) > len(entries):
        paper.line(caption("cli.more", lang, count=len(found) - len(entries)))
