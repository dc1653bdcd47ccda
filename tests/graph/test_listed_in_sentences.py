"""What a sentence lists is parted as its language parts it: no code joins it by a Chinese mark beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import graph
from graph.answers.coverage_asked import checked_states
from graph.answers.register import question_named
from graph.errors import BadInput, LinliError, NotFound
from graph.forms.register import form_named

_ROOT = Path(graph.__file__).parents[1]
#: Texts that are Chinese or data whatever is spoken: names of files in a log, a cell of a form.
_CHINESE = {"api/cli/loading.py", "graph/filling/field.py"}
_JOINED = re.compile(r'(?:\b\w+=|\(|": )"、"\.join\(')


class TestSentences:
    def test_get_their_lists_as_lists(self) -> None:
        files = (path for room in ("graph", "api") for path in (_ROOT / room).rglob("*.py"))
        found = {path.relative_to(_ROOT).as_posix() for path in files if _JOINED.search(path.read_text("utf-8"))}
        assert found - _CHINESE == set()

    @pytest.mark.parametrize(
        ("refuse", "error"),
        [
            (lambda: checked_states(["坏"]), BadInput),
            (lambda: question_named("坏"), NotFound),
            (lambda: form_named("坏"), NotFound),
        ],
        ids=["states", "questions", "forms"],
    )
    def test_are_parted_by_commas_in_english(self, refuse: Callable[[], object], error: type[LinliError]) -> None:
        with pytest.raises(error) as told:
            refuse()
        zh, en = (f"{told.value.message(lang)} {told.value.suggestion(lang)}" for lang in ("zh", "en"))
        assert ("、" in zh, "、" in en, ", " in en) == (True, False, True)
