"""The plain answer to each question: on networkx, short, and obviously right.

``linli verify`` runs these, and tests hold the fast answers to them. Nothing here is shared with
``graph.questions``; speed is no concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from graph.answers import Answer
from graph.plain.audit import audit
from graph.plain.bulletin import bulletin
from graph.plain.cobuilding import cobuilding
from graph.plain.coverage import coverage
from graph.plain.duplicates import duplicates
from graph.plain.escalate import escalate
from graph.plain.match import match
from graph.plain.monthly import monthly
from graph.plain.needs import needs
from graph.plain.orders import orders
from graph.plain.reconcile import reconcile
from graph.plain.served import served
from graph.plain.site import site
from graph.plain.terms import terms
from graph.plain.todo import todo

__all__ = [
    "audit",
    "bulletin",
    "checker_of",
    "cobuilding",
    "coverage",
    "duplicates",
    "escalate",
    "match",
    "monthly",
    "needs",
    "orders",
    "reconcile",
    "served",
    "site",
    "terms",
    "todo",
    "twin_of",
]


def twin_of(question: str) -> Callable[..., Answer]:
    """Return the plain function of a question of the register.

    Example:
        >>> twin_of("audit") is audit
        True
    """
    found: Callable[..., Answer] = getattr(import_module(f"{__name__}.{question}"), question)
    return found


def checker_of(question: str) -> Callable[..., Iterator[tuple[str, str]]] | None:
    """Return what holds an answer to the rules where working it out again would take too long; None = nothing does.

    Example:
        >>> checker_of("audit") is None
        True
    """
    found: Callable[..., Iterator[tuple[str, str]]] | None
    found = getattr(import_module(f"{__name__}.{question}"), "checked", None)
    return found
