"""The questions: pure functions from a network and rules to an answer, each in a module of its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from graph.answers import Answer
from graph.questions.audit import audit
from graph.questions.bulletin import bulletin
from graph.questions.cobuilding import cobuilding
from graph.questions.coverage import coverage
from graph.questions.duplicates import duplicates
from graph.questions.escalate import escalate
from graph.questions.match import match
from graph.questions.monthly import monthly
from graph.questions.needs import needs
from graph.questions.orders import orders
from graph.questions.reconcile import reconcile
from graph.questions.served import served
from graph.questions.site import site
from graph.questions.terms import terms
from graph.questions.todo import todo

__all__ = [
    "audit",
    "bulletin",
    "cobuilding",
    "coverage",
    "duplicates",
    "escalate",
    "function_of",
    "match",
    "monthly",
    "needs",
    "orders",
    "reconcile",
    "served",
    "site",
    "terms",
    "todo",
]


def function_of(question: str) -> Callable[..., Answer]:
    """Return the function of a question of the register, for who has only its name.

    Example:
        >>> function_of("audit") is audit
        True
    """
    found: Callable[..., Answer] = getattr(import_module(f"{__name__}.{question}"), question)
    return found
