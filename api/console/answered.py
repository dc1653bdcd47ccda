"""A question asked on a page; what an address says of its options is read by ``fields``."""

from __future__ import annotations

from typing import Any

from api.asking import asked_with
from api.console.asked import Asked
from api.served_questions import kept
from graph.answers import Answer
from graph.answers.register import QUESTIONS


def answered(asked: Asked, name: str, *, within: str | None = None, **options: Any) -> Answer:
    """Return the answer to a question; the last few are kept.

    Args:
        asked: What the page is asked with.
        name: The question.
        within: Key of the place; left out: the place of the page.
        **options: By name, what the question is asked with, each as ``read`` returns it.

    Raises:
        NotFound: Something that is named is not there.
        NotAskable: Whoever asks would learn what they may not.
    """
    question, place = QUESTIONS[name], asked.within if within is None else within
    network = asked.whole.within(place)
    rules, given = asked_with(question, options, network, asked.rules, asked.showing, asked.key)
    return kept(asked.served, name, asked.on, place, rules, given)
