"""A list that goes out on paper, as a page and a download show it: its headers and codes in the reader's language.

The workbook itself speaks Chinese in both, since it is read back by its headers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.console.asked import Asked
from graph.forms import AnswerSheet
from graph.keys import is_key
from graph.kinds import kind_of
from graph.words import caption, words
from loaders.lists.layout import Head, Line, heads_of

#: The columns that say what a line is of.
_NAMED = ("name",)
#: The beginnings of the words that a list writes for codes of its own.
_OWN_CODES = ("lists.what.", "lists.state.", "lists.fit.", "lists.unbounded", "lists.a_person")


def sheet_of(asked: Asked, name: str, lines: Sequence[Line], *, linked: bool = True) -> AnswerSheet:
    """Return lines of a list as a sheet: its columns that are written by us, none of the boxes that others fill."""
    kept = [
        head
        for head in heads_of(name)
        if head.sort != "box" and (not lines or any(line.cells.get(head.header) not in (None, "") for line in lines))
    ]
    rows = tuple(tuple(_cell(asked, line.cells, head) for head in kept) for line in lines)
    right = {at for at in range(len(kept)) if any(isinstance(row[at], int | float) for row in rows)}
    named = next((at for at, head in enumerate(kept) if head.name in _NAMED), 0)
    keys = tuple({named: line.id} if linked and is_key(line.id) else {} for line in lines)
    headers = tuple(header_of(head, asked.lang) for head in kept)
    return AnswerSheet(name, list_title(name, asked.lang), headers, rows, frozenset(right), keys=keys)


def list_title(name: str, lang: str) -> str:
    """Return what a list is called.

    Example:
        >>> list_title("demands", "zh"), list_title("demands", "en")
        ('需求清单', 'demands')
    """
    return caption(f"lists.{name}", lang)


def header_of(head: Head, lang: str) -> str:
    """Return what a column is called.

    Example:
        >>> [header_of(head, "en") for head in heads_of("demands")][:4]
        ['Sort', 'Number', 'Name', 'Category']
    """
    if head.sort == "own" and head.field is not None:
        return str(getattr(head.field, lang))
    if head.sort == "new":
        return head.header if lang == "zh" else str(kind_of(head.name).en)
    return caption(f"lists.column.{head.name}", lang)


def _cell(asked: Asked, cells: Mapping[str, Any], head: Head) -> Any:
    value = cells.get(head.header, "")
    if isinstance(value, int | float):
        return value
    said = str(value)
    if asked.lang == "zh":
        return said
    if head.field is not None and head.field.vocabulary:
        vocabulary = asked.words.vocabulary()
        return vocabulary.caption(head.field.vocabulary, vocabulary.resolve(head.field.vocabulary, said), asked.lang)
    return _own_code(said, asked.lang) if head.sort == "told" else said


def _own_code(said: str, lang: str) -> str:
    known = words("zh")
    code = next((one for one, text in known.items() if text == said and one.startswith(_OWN_CODES)), None)
    return said if code is None else caption(code, lang)
