"""The sentence of a row that has one, in the language of who reads it; an answer itself says it in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.answers.cobuilding_said import needs_a_look
from graph.answers.duplicates_said import who_comes, why_one
from graph.answers.todo_said import waiting
from graph.answers.why_not import unmet_sentence, unused_sentence


def sentence_of(row: Mapping[str, Any], lang: str) -> str:
    """Return the sentence of a row of any table: what tells tables apart are their columns.

    Example:
        >>> sentence_of({"offer": {}, "why": "paused"}, "en")
        'This offer is paused'
    """
    if "matter" in row:
        return waiting(row, lang)
    if "likeness" in row:
        return why_one(row, lang)
    if "parties" in row:
        return who_comes(row, lang)
    if "missing" in row:
        return unmet_sentence(row, lang)
    return unused_sentence(row, lang) if "offer" in row else needs_a_look(row, lang)
