"""The questions as Cypher texts, for who lives in Neo4j Browser: the third way to the same answer.

A text is a file ``NAME.cypher`` of this folder; what it has in common with others it names, as ``assembly`` tells,
and it lies in ``parts/``. Put together it runs as it is, in Browser, in cypher-shell or here; its first comment says
what it asks, its parameters and what it leaves out. Beside it a module of its name (``coverage-ratio`` is
``coverage_ratio``) has ``parameters(rules, *, on, within, **options)`` and ``LEFT_OUT``, the columns that it does not
return; the module of the question (``coverage``, ``escalate``) has
``answer(records, rules, *, on, within, revision, **options)``. Nothing here knows a store or a driver: ``run``
takes a text and its parameters and returns records.

Texts there are for the first four questions, of coverage for norms of presence and of ratio, and of match for who can
serve one need. Later questions and
types of norm have a fast and a plain version only; to ask for them here is an error that says so. A text
``coverage-TYPE`` is that of the norms of a type.

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
from graph.cypher.assembly import assemble
from graph.cypher.declared import with_lists
from graph.errors import NotAskable, NotFound
from graph.rules import Norm, Rules
from graph.viewing import unnamed

#: Runs a text with its parameters and returns its records.
Run = Callable[[str, Mapping[str, Any]], Iterable[Mapping[str, Any]]]

__all__ = ["Run", "answer", "ask", "left_out", "names", "parameters", "question_of", "text", "texts_of"]


@cache
def names() -> tuple[str, ...]:
    """Return the name of every text.

    Example:
        >>> names()[:2]
        ('audit', 'coverage-presence')
    """
    found = (one.name for one in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".cypher") for name in found if name.endswith(".cypher")))


@cache
def text(name: str) -> str:
    """Return a text, whole.

    Raises:
        NotFound: There is no such text, or it names a part that there is not.
        BadInput: It names a part in a way that cannot be.
    """
    if name not in names():
        raise _no_such_text(name)
    whole = assemble(_read(f"{name}.cypher") or "", _read, (f"{name}.cypher",))
    return with_lists(whole, f"{name}.cypher")


def question_of(name: str) -> str:
    """Return the question that a text answers, or answers a part of.

    Example:
        >>> question_of("coverage-ratio")
        'coverage'
    """
    return name.partition("-")[0]


def texts_of(question: str, rules: Rules, on: date) -> tuple[str, ...]:
    """Return the texts that together answer a question: one, or of coverage those of the norms in force on a day.

    Raises:
        NotFound: The question has no text.
        NotAskable: Norms of some type have none.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> texts_of("reconcile", load_rules(), date(2024, 11, 1))
        ('reconcile',)
    """
    if question in names():
        return (question,)
    if question not in map(question_of, names()):
        raise _no_such_text(question)
    types = sorted({_type_of(norm) for norm in rules.norms if norm.holds_on(on)})
    for found in types:
        if f"{question}-{found}" not in names():
            raise NotAskable("no_text_of_norms", found=found, question=question)
    return tuple(f"{question}-{found}" for found in types)


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
    """Ask a question by its texts, all of them.

    Raises:
        NotFound: The question has no text, or names something that is not there.
        NotAskable: Norms of some type have no text, or the question cannot be asked so.
    """
    records = [
        record
        for name in texts_of(question, rules, on)
        for record in run(text(name), parameters(name, rules, on=on, within=within, **options))
    ]
    return answer(question, records, rules, on=on, within=within, revision=revision, **options)


def _read(file: str) -> str | None:
    """Return a file of this folder; None where there is none."""
    found = files(__name__).joinpath(*file.split("/"))
    return found.read_text(encoding="utf-8") if found.is_file() else None


def _module(name: str) -> Any:
    if name not in (*names(), *map(question_of, names())):
        raise _no_such_text(name)
    return import_module(f"{__name__}.{name.replace('-', '_')}")


def _no_such_text(name: str) -> NotFound:
    return NotFound("no_such_text", ref=name, candidates=", ".join(names()))


def _type_of(norm: Norm) -> str:
    """Return the type of a norm, as the files of texts are named after it; with what no text knows of it."""
    return "+".join((norm.type, *norm.beyond))
