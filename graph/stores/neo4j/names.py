"""What the tables are called in the graph: labels of nodes, types of relationships.

A thing is a node and a tie is a relationship; personal values are a node of their own beside the
person's. The names are derived from the kinds, never written by a user.
"""

from __future__ import annotations

from graph.kinds import kind_of
from graph.kinds.labels import label, relationship
from graph.tables import Table, is_tie

__all__ = ["columns_of", "is_relationship", "label", "quoted", "relationship", "shown_references"]


def is_relationship(table: Table) -> bool:
    """Return whether the rows of a table are relationships rather than nodes."""
    return is_tie(kind_of(table.kind)) and not table.personal


def quoted(name: str) -> str:
    """Return a name as Cypher writes it, so that a field may be called ``order``."""
    return "`" + name.replace("`", "``") + "`"


def columns_of(table: Table) -> tuple[str, ...]:
    """Return the columns that are properties: all, but for the ends of a relationship."""
    return tuple(name for name in table.schema if not (is_relationship(table) and name in {"source", "target"}))


def shown_references(table: Table) -> tuple[str, ...]:
    """Return the references of a node that are also relationships, for the eye and for paths."""
    return () if is_relationship(table) else table.references
