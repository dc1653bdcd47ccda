"""Values as a person would write them into a cell, so that reading them gives the same values back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from graph.errors import LinliError
from graph.kinds import Field, all_kinds, kind_of
from graph.rules import Vocabulary
from graph.selectors import FIELDS
from graph.values import FLAG, TYPES
from loaders.conditions import Conditions
from loaders.ledger.references import References

_CONDITIONS = ("selector", "measure")
#: Kept in a form of their own, which people write otherwise.
_SHOWN = ("intervals", "instant")
_PART = re.compile(r"(?<!\S)(\w+)=([^\s'\"]+)")


class Cells:
    """Writes the cells of one workbook in the words that it is read with."""

    def __init__(self, words: Vocabulary, refs: References) -> None:
        """Take the words and what things are called."""
        self._words, self.refs = words, refs
        self._said: dict[str, str] = {}

    def fields(self, kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the cells of a row by header; a field that is empty, or that the row does not have, is left out."""
        return {one.zh: self.cell(one, row[one.name]) for one in kind_of(kind).fields if row.get(one.name) is not None}

    def cell(self, one: Field, value: Any) -> Any:
        """Return one value as it is written; of 截止日期 the last day."""
        if one.type == "reference":
            return self.refs.sure(value, one.to)
        if one.value in _CONDITIONS:
            return self._condition(value, one.value)
        if isinstance(value, list):
            return "、".join(self._word(one, text) for text in value)
        if isinstance(value, bool):
            return FLAG.caption(value)
        if isinstance(value, date):
            return value - timedelta(days=1) if one.name == "until" else value
        if one.vocabulary:
            return self._word(one, value)
        return self._shown(one, value) if isinstance(value, str) else value

    def _word(self, one: Field, code: str) -> str:
        if one.vocabulary is None:
            return code
        said = self._words.caption(one.vocabulary, code)
        return said if self._words.resolve(one.vocabulary, said) == code else code

    def _shown(self, one: Field, text: str) -> str:
        """Return a text that is kept in a form of its own, such as periods or times, as people write it."""
        if one.value not in _SHOWN:
            return text
        kept = TYPES[one.value].clean(text)
        said = TYPES[one.value].caption(kept) if kept else text
        return said if TYPES[one.value].clean(said) == kept else text

    def _condition(self, text: str, value: str) -> str:
        """Return a selector or a measure in words, where that reads back as the same."""
        if text not in self._said:
            name = self._words.caption("measure", text) if value == "measure" else text
            said = name if name != text else _PART.sub(self._part, text)
            try:
                same = Conditions(self.refs.names, self._words).canonical(said, value) == text
            except LinliError:
                same = False
            self._said[text] = said if same else text
        return self._said[text]

    def _part(self, found: re.Match[str]) -> str:
        name, values = found[1], found[2]
        if name not in _captions():
            return found[0]
        lists = ("relation", "membership") if name == "relation" else (name,)
        said = [self._in_words(lists, code) for code in values.split(",")]
        return f"{_captions()[name]}={'、'.join(said)}"

    def _in_words(self, lists: tuple[str, ...], code: str) -> str:
        return next((said for name in lists if (said := self._words.caption(name, code)) != code), code)


@cache
def _captions() -> dict[str, str]:
    """Return what a field of a selector is called, as the kinds call it."""
    found = {"kind": "种类"}
    for kind in all_kinds():
        for one in kind.fields:
            if one.selects in FIELDS:
                found.setdefault(one.selects, one.zh)
    return found
