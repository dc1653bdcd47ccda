"""What stores refuse, they say in both languages."""

from __future__ import annotations

import re

import pytest

from graph.errors import LinliError, StoreError
from graph.words import LANGUAGES, words
from tests.conftest import ROOT

RAISED = re.compile(r'\b(?:BadChange|KindError|NotFound|\w*Store\w*)\(\s*"([a-z_]+)"')
FILES = [
    *(ROOT / "graph" / "stores").rglob("*.py"),
    *(ROOT / "graph" / "kinds").glob("*.py"),
    ROOT / "graph" / "changes.py",
]


def codes() -> list[str]:
    raised = {code for file in FILES for code in RAISED.findall(file.read_text(encoding="utf-8"))}
    classes: list[type[LinliError]] = [StoreError, *StoreError.__subclasses__()]
    return sorted(raised | {one.default_code for one in classes})


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_is_a_sentence(code: str, lang: str) -> None:
    assert f"error.{code}" in words(lang)
