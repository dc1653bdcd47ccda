"""Which kinds of rows an answer does not depend on, by its options: it still holds when only they change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from graph.answers.question import Question
from graph.keys import is_key
from graph.kinds import Tie, kind_of


def aside_of(question: Question, asked: Iterable[Any]) -> frozenset[str]:
    """Return the kinds of rows that change nothing in an answer, whatever norms count.

    Args:
        question: The question.
        asked: The values of its options.

    Example:
        >>> from graph.answers.register import QUESTIONS
        >>> sorted(aside_of(QUESTIONS["escalate"], ["place-5222ni5m42r262ec"]))
        ['step']
        >>> sorted(aside_of(QUESTIONS["escalate"], ["need-5222ni5m42r262ec"]))
        []
    """
    about = {key.rpartition("-")[0] for key in _keys(list(asked))}
    return frozenset(kind for kind in question.aside if not refers(kind, about))


def refers(kind: str, about: Collection[str]) -> bool:
    """Return whether rows of a kind may refer to something of some kinds, or are of one."""
    model = kind_of(kind)
    ends = {*model.source, *model.target} if issubclass(model, Tie) else {kind}
    return bool(ends.union(*(one.to for one in model.fields)) & set(about))


def _keys(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield from [values] if is_key(values) else []
    elif isinstance(values, list | tuple):
        for one in values:
            yield from _keys(one)
