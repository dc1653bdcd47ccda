"""Answers of questions as tables of a form: the columns declared for paper, with names for keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.errors import NotFound
from graph.facts import facts_of
from graph.forms.answer_sheets import AnswerSheet, answer_sheets
from graph.forms.paper import Column, Group, Table
from graph.forms.sheets import LOOKED_AT, width
from graph.kinds import kind_of
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing, is_person
from graph.words import caption

_WIDEST = 28.0
_NAMED = 5  # things that one reason on paper is about; a workbook of the answer names all


class Answered:
    """Says answers about one network, with the names that one viewer may see.

    Attributes:
        words: What codes are called, as the places of the network call them.
        rules: The rules in those words.
    """

    def __init__(self, network: Network, rules: Rules, showing: Showing, lang: str) -> None:
        """Take the network, and the words of the profiles that its places follow."""
        names = facts_of(network, rules).profiles.names
        self._network, self._showing, self._lang = network, showing, lang
        self.rules = rules.spoken(names)
        self.words = rules.vocabulary(names[0] if len(names) == 1 else None)
        self._names = Names(network.tables(), network.date, self.words, None)
        self.called, self.field = cache(self._called), cache(self._field)

    def sheets(self, answer: Answer) -> list[AnswerSheet]:
        """Return the tables of an answer; nobody in it is named before ``graph.viewing.named`` does."""
        question = QUESTIONS[answer.question]
        return answer_sheets(question, answer, self.rules, self._lang, self.called, self.field, _NAMED)

    def _called(self, key: str) -> str:
        """Return what a thing is called: a person by name, all else by path; of an exception why it was made."""
        if is_person(key):
            return self._showing.name(key) or key
        if key.startswith("exception-"):
            said = (self._field(key, name) for name in ("reason", "who"))
            return caption("picture.comma", self._lang).join(str(one) for one in said if one)
        try:
            return self._names.path_of(key)
        except NotFound:
            return key

    def _field(self, key: str, name: str) -> Any:
        """Return a field of a thing, where its viewer may see it and it is kept apart of nobody."""
        kind = key.rpartition("-")[0]
        known = next((one for one in kind_of(kind).fields if one.name == name), None)
        if known is None or known.apart or not self._showing.sees(known):
            return None
        return self._network.rows.column(kind, name)[self._network.row(key)]


def table_of(sheet: AnswerSheet, columns: Sequence[str] = (), groups: Sequence[Group] = ()) -> Table:
    """Return a table of an answer as one of a form: some of its columns, or all, as wide as their cells."""
    named = list(sheet.columns or sheet.headers)
    kept = [named.index(name) for name in columns if name in named] if columns else list(range(len(named)))
    made = tuple(
        Column(
            sheet.headers[at],
            min(width(sheet.headers[at], (row[at] for row in sheet.rows[:LOOKED_AT]), 0), _WIDEST),
            "right" if at in sheet.right else "left",
        )
        for at in kept
    )
    return Table(made, tuple(tuple(row[at] for at in kept) for row in sheet.rows), groups=tuple(groups))
