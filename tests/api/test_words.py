"""The captions: the same codes in both languages, each once, each filled from the same parameters."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from graph.words import LANGUAGES, words

_PARAM = re.compile(r"\{(\w+)\}")


def test_both_languages_have_the_same_codes() -> None:
    assert words("zh").keys() == words("en").keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_code_is_there_twice(lang: str) -> None:
    text = files("graph.words").joinpath(f"{lang}.yaml").read_text(encoding="utf-8")
    codes = Counter(re.findall(r"^([\w.]+):", text, re.MULTILINE))
    assert [code for code, count in codes.items() if count > 1] == []


def test_both_languages_say_nothing_that_the_other_does_not() -> None:
    other = {
        code: text
        for code, text in words("en").items()
        if code.startswith(("cli.", "demo.", "error.cli_", "hint.cli_"))
    }
    differing = [
        code for code, text in other.items() if set(_PARAM.findall(text)) != set(_PARAM.findall(words("zh")[code]))
    ]
    assert differing == []
