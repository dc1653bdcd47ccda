"""The questions: pure functions from a network and rules to an answer, each in a module of its name.

One is imported when it is asked for: all of them take as long as reading a large ledger that lies at rest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from graph.answers.register import QUESTIONS

if TYPE_CHECKING:
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
        >>> function_of("audit").__name__
        'audit'
    """
    found: Callable[..., Answer] = getattr(import_module(f"{__name__}.{question}"), question)
    return found


class _Questions(ModuleType):
    """What ``from graph.questions import audit`` reads: a question by its name, and not the module called so."""

    def __getattr__(self, name: str) -> Any:
        if name not in QUESTIONS:
            raise AttributeError(name)
        return function_of(name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Keep the function where Python, having imported a module, would keep that under its name."""
        own = name in QUESTIONS and isinstance(value, ModuleType)
        super().__setattr__(name, getattr(value, name) if own else value)


sys.modules[__name__].__class__ = _Questions
