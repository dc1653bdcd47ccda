"""Taking what is personal of somebody out of the present and out of every ``:Past`` node, in one transaction.

The node of the revision that is made of it says who was forgotten, by key. What the server keeps beside its data, such
as its transaction logs and its own backups, is not reached from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from secrets import token_hex
from typing import Any

import polars as pl
from neo4j import Transaction

from graph.errors import NotFound, StoreDamaged, StoreError, StoreLocked
from graph.kinds import kind_of
from graph.stores.clock import clock_went_back
from graph.stores.findings import Examined, Finding, identities_found
from graph.stores.forgotten import Erasure, Forgotten, erasures, erasures_of
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.names import is_relationship, label, quoted, relationship
from graph.stores.neo4j.reading import Reader
from graph.stores.neo4j.server import Server, number, run
from graph.stores.neo4j.steps import created
from graph.stores.neo4j.writing import marked, transact
from graph.stores.revision import Revision
from graph.stores.sealing import part, sealed
from graph.stores.touched import Touched
from graph.tables import all_tables, is_tie


def traces(transaction: Transaction, kind: str, key: str) -> int:
    """Return how many rows of any revision hold something personal of somebody.

    Raises:
        NotFound: The store never had that key.
    """
    found = (f"OPTIONAL MATCH (n:{label(kind)} {{key: $key}})", "OPTIONAL MATCH (p:Past {key: $key})")
    there = f"{' '.join(found)} RETURN count(n) + count(p) AS count"
    if not is_tie(kind_of(kind)) and not number(transaction, there, key=key):
        raise NotFound("no_such_key", ref=key)
    held = 0
    for one in erasures(kind):
        for pattern in _patterns(one):
            counted = f"MATCH {pattern}{_and_said(one)} RETURN count(n) AS count"
            held += number(transaction, counted, key=key, table=one.table.name) or 0
    return held


def erase(server: Server, held: Transaction, made: Revision, keys: Sequence[str]) -> None:
    """Take it out, write the digests of the revisions it was in anew, make the revision and move the pointer.

    Raises:
        StoreDamaged: A revision is not what was written, and would be covered up by a new digest.
        StoreLocked: Somebody else took over, since the server lost our lock.
    """
    token = token_hex(8)
    transact(server, [marked(made, token)], None)
    with server.transaction() as transaction:
        if not number(transaction, cypher.STILL_OURS, token=token, lane=0, rows=1):
            raise StoreLocked(store=server.store)
        reader = Reader(transaction, made.number - 1)
        numbers = {found for key in keys for found in _numbers(transaction, key.partition("-")[0], key)}
        concerned = [one for one in _revisions(transaction, reader.newest) if one.number in numbers]
        for one in concerned:
            if one.digest and _digest(reader, one) != one.digest:
                raise StoreDamaged("forget_damaged", revision=one.number)
        for key, erasure in erasures_of(keys):
            for pattern in _patterns(erasure):
                run(transaction, f"MATCH {pattern} {_away(erasure)}", key=key, table=erasure.table.name).consume()
        for one in concerned:
            run(transaction, cypher.SEAL, number=one.number, digest=_digest(reader, one)).consume()
        new = created(made)
        run(transaction, new.statement, **new.parameters).consume()
        for key in keys:
            run(transaction, cypher.FORGET, number=made.number, key=key).consume()
    if not number(held, cypher.MOVE, revision=made.number):
        raise StoreLocked(store=server.store)
    held.commit()
    with suppress(StoreError), server.transaction() as transaction:  # it is done: a mark that stays says nothing
        run(transaction, cypher.END, token=token).consume()


def remembered(transaction: Transaction, since: int, newest: int) -> tuple[Forgotten, ...]:
    """Return who was forgotten after a revision."""
    return tuple(
        Forgotten(key, one["number"], one["by"], datetime.fromisoformat(one["at"]), swept=False)
        for one in run(transaction, cypher.FORGOTTEN, after=since, newest=newest)
        for key in one["key"].split(",")
    )


def examine(reader: Reader, revisions: Sequence[Revision]) -> Examined:
    """Return which revisions are not what was written."""
    judged = [one for one in revisions if one.digest and one.number <= reader.newest]
    wrong = [one.number for one in judged if _digest(reader, one) != one.digest]
    findings = [Finding("revision_differs", "damage", {"revision": ", ".join(map(str, wrong))})] if wrong else []
    if unsealed := len([one for one in revisions if not one.digest]):
        findings.append(Finding("unsealed_shared", "notice", {"count": unsealed}))
    begun = reader.begun(all_tables(), 0, reader.newest)
    findings += [*clock_went_back(revisions), *identities_found(begun)]
    rows = sum(frame.height for frame in begun.values())
    return Examined(len(revisions), len(judged) - len(wrong), rows, tuple(findings))


def _revisions(transaction: Transaction, newest: int) -> list[Revision]:
    return [revision_of(one) for one in run(transaction, cypher.REVISIONS, after=0, newest=newest)]


def revision_of(told: Mapping[str, Any]) -> Revision:
    """Return a revision as its node tells it."""
    at = datetime.fromisoformat(told["at"])
    return Revision(told["number"], told["by"], at, told["source"], told["digest"], told["reason"])


def _digest(reader: Reader, made: Revision) -> str:
    """Return the digest of a revision, worked out from the rows."""
    tables, since = all_tables(), made.number - 1
    begun, ended = reader.begun(tables, since, made.number), reader.ended(tables, since, made.number)
    nobody = pl.Series("key", [], pl.String)
    parts = [
        part(Touched(one, begun[one.name].select(list(one.schema)), ended.get(one.name, nobody))) for one in tables
    ]
    return sealed(made, parts)


def _numbers(transaction: Transaction, kind: str, key: str) -> set[int]:
    """Return the revisions that made or ended a row in which something of somebody is."""
    found: set[int] = set()
    for one in erasures(kind):
        for pattern in _patterns(one):
            asked = f"MATCH {pattern} RETURN n.from_revision, n.to_revision"
            rows = run(transaction, asked, key=key, table=one.table.name)
            found |= {number for row in rows for number in row.values() if number is not None}
    return found


def _patterns(one: Erasure) -> Iterator[str]:
    """Yield what finds the rows ``n`` of somebody, in the present and in the past; parameters ``key`` and ``table``."""
    if one.known_by == "key" and is_relationship(one.table):
        yield f"()-[n:{relationship(one.table.name)} {{key: $key}}]->()"
    elif not is_relationship(one.table):
        yield f"(n:{label(one.table.name)} {{{one.known_by}: $key}})"
    else:
        ends = ("({key: $key})", "()") if one.known_by == "source" else ("()", "({key: $key})")
        yield f"{ends[0]}-[n:{relationship(one.table.name)}]->{ends[1]}"
    yield f"(n:Past {{{one.known_by}: $key, table: $table}})"


def _and_said(one: Erasure) -> str:
    said = " OR ".join(f"n.{quoted(name)} IS NOT NULL" for name in one.columns)
    return f" WHERE {said}" if said else ""


def _away(one: Erasure) -> str:
    if one.columns:
        return f"SET {', '.join(f'n.{quoted(name)} = null' for name in one.columns)}"
    return "DELETE n" if is_relationship(one.table) else "DETACH DELETE n"
