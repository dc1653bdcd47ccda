from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import api
import loaders
from graph import values
from graph.errors import BadValue
from graph.values import TYPES
from graph.words import LANGUAGES, words

PLACES = (
    Path(values.__file__).parent,
    Path(values.__file__).parents[1] / "calendar",
    *map(Path, (*api.__path__, *loaders.__path__)),
)
SOURCES = "\n".join(path.read_text(encoding="utf-8") for folder in PLACES for path in folder.rglob("*.py"))
ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.decimals()
)


@pytest.mark.parametrize("name", TYPES)
class TestEveryKindOfValue:
    def test_its_example_is_one(self, name: str) -> None:
        assert TYPES[name].clean(TYPES[name].example) is not None

    def test_it_is_shown_in_both_languages(self, name: str) -> None:
        kind = TYPES[name]
        assert all(kind.caption(kind.clean(kind.example), lang) for lang in LANGUAGES)

    def test_a_blank_cell_is_none(self, name: str) -> None:
        assert [TYPES[name].clean(blank) for blank in (None, "", " \u3000", float("nan"))] == [None] * 4

    @given(raw=ANYTHING)
    def test_a_cell_is_cleaned_once_for_all_or_refused(self, name: str, raw: object) -> None:
        clean = TYPES[name].clean
        try:
            kept = clean(raw)
        except BadValue as refused:
            assert refused.params.keys() == {"found", "expected"}  # noqa: PT017 - either is right, no other error is
            return
        assert clean(kept) == kept


class TestWords:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_whatever_is_expected_has_words(self, lang: str) -> None:
        codes = set(re.findall(r"\"(expected\.\w+)\"", SOURCES))
        assert codes - words(lang).keys() == set()

    def test_no_phrase_is_left_unused(self) -> None:
        phrases = {code for code in words("zh") if code.startswith("expected.")}
        assert {code for code in phrases if code not in SOURCES} == set()
