"""The questions as Cypher texts, for who lives in Neo4j Browser: the third way to the same answer.

A text ``NAME.cypher`` lies in this folder and runs as it is, in Browser, in cypher-shell or here; its first
comment says what it asks, its parameters and what it leaves out. Beside it a module of its name
(``coverage-ratio`` is ``coverage_ratio``) has ``parameters(rules, *, on, within, **options)`` and
``LEFT_OUT``, the columns that it does not return; the module of the question (``coverage``, ``escalate``) has
``answer(records, rules, *, on, within, revision, **options)``. Nothing here knows a store or a driver: ``run``
takes a text and its parameters and returns records.

    records = run(text("escalate"), parameters("escalate", rules, on=day, start=key))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from graph.answers import Answer
from graph.errors import NotFound
from graph.rules import Rules
from graph.viewing import unnamed

#: Runs a text with its parameters and returns its records.
Run = Callable[[str, Mapping[str, Any]], Iterable[Mapping[str, Any]]]

__all__ = ["Run", "answer", "ask", "left_out", "names", "parameters", "question_of", "text"]


@cache
def names() -> tuple[str, ...]:
    """Return the name of every text.

    Example:
        >>> names()[:2]
        ('audit', 'coverage-presence')
    """
    found = (one.name for one in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".cypher") for name in found if name.endswith(".cypher")))


def text(name: str) -> str:
    """Return a text.

    Raises:
        NotFound: There is no such text.
    """
    if name not in names():
        raise NotFound("no_such_text", ref=name, candidates=", ".join(names()))
    return files(__name__).joinpath(f"{name}.cypher").read_text(encoding="utf-8")


def question_of(name: str) -> str:
    """Return the question that a text answers, or answers a part of.

    Example:
        >>> question_of("coverage-ratio")
        'coverage'
    """
    return name.partition("-")[0]


def left_out(name: str) -> tuple[str, ...]:
    """Return the columns of the answer that a text does not return."""
    found: tuple[str, ...] = _module(name).LEFT_OUT
    return found


def parameters(name: str, rules: Rules, *, on: date, within: str | None = None, **options: Any) -> dict[str, Any]:
    """Return the parameters of a text: plain values, lists and maps, as a driver takes them."""
    found: dict[str, Any] = _module(name).parameters(rules, on=on, within=within, **options)
    return found


def answer(
    name: str,
    records: Iterable[Mapping[str, Any]],
    rules: Rules,
    *,
    on: date,
    within: str | None = None,
    revision: int = 0,
    **options: Any,
) -> Answer:
    """Return the records of a text as the answer to its question; people in it are keys, as in every answer."""
    module = _module(question_of(name))
    found: Answer = module.answer(list(records), rules, on=on, within=within, revision=revision, **options)
    return unnamed(found)


def ask(
    question: str,
    run: Run,
    rules: Rules,
    *,
    on: date,
    within: str | None = None,
    revision: int = 0,
    **options: Any,
) -> Answer:
    """Ask a question by its texts, all of them."""
    asked = [name for name in names() if question_of(name) == question]
    records = [
        record for name in asked for record in run(text(name), parameters(name, rules, on=on, within=within, **options))
    ]
    return answer(question, records, rules, on=on, within=within, revision=revision, **options)


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{name.replace('-', '_')}")
