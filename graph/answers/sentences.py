"""The sentence of a row that has one, in the language of who reads it; an answer itself says it in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.answers.cobuilding_said import needs_a_look
from graph.answers.duplicates_said import who_comes, why_one
from graph.answers.orders_said import what_became
from graph.answers.terms_said import what_ends
from graph.answers.todo_said import waiting
from graph.answers.why_not import unmet_sentence, unused_sentence

Row = Mapping[str, Any]
#: By a column that only one table with sentences has, who says them; rows of no such table need a look.
_SAID: Mapping[str, Callable[[Row, str], str]] = {
    "matter": waiting,
    "ending": what_ends,
    "order": what_became,
    "likeness": why_one,
    "parties": who_comes,
    "missing": unmet_sentence,
    "offer": unused_sentence,
}


def sentence_of(row: Row, lang: str) -> str:
    """Return the sentence of a row of any table; the table is recognised by its columns.

    Example:
        >>> sentence_of({"offer": {}, "why": "paused"}, "en")
        'This offer is paused'
    """
    say = next((said for column, said in _SAID.items() if column in row), needs_a_look)
    return say(row, lang)
