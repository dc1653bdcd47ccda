"""The register of forms: each has words in both languages, its function, and says for whom it is."""

from __future__ import annotations

import re

import pytest

from graph.errors import BadInput, NotFound
from graph.forms.paper import Drawn, Sheet
from graph.forms.register import FORMS, form_named, function_of
from graph.forms.writers import WRITERS, writer_named
from graph.words import LANGUAGES, words
from tests.graph.forms.conftest import Made

_NEEDED = {"certificate": {"whom": "演示丁一"}}


@pytest.mark.parametrize("form", FORMS)
class TestForm:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_has_words(self, form: str, lang: str) -> None:
        said = words(lang)
        assert {f"form.{form}", f"form.{form}.said"} <= said.keys()
        assert {f"forms.field.{one.word}" for one in FORMS[form].options} <= said.keys()

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_is_made_of_words_alone(self, form: str, lang: str, made: Made) -> None:
        found = made(form, lang=lang, **_NEEDED.get(form, {}))
        assert not re.findall(r"\b(?:forms?|column|why|picture)\.[a-z_.]+|\{\w+\}", str(found))

    def test_is_found_by_what_it_is_called(self, form: str) -> None:
        assert {form_named(FORMS[form].caption(lang)).name for lang in LANGUAGES} == {form}
        assert function_of(form).__name__ == form

    def test_says_that_it_is_for_the_office_unless_it_is_for_the_wall(self, form: str, made: Made) -> None:
        paper = made(form, **_NEEDED.get(form, {}))
        assert paper.sheets or paper.drawn
        parts: list[Sheet | Drawn] = [*paper.sheets, *paper.drawn]
        for sheet in parts:
            assert ("内部工作资料" in sheet.foot) is not FORMS[form].wall
            assert ("演示统筹员" in str(sheet)) is not FORMS[form].wall


def test_another_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="没有“日报”") as raised:
        form_named("日报")
    assert "组织架构" in str(raised.value.suggestion())


def test_another_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="docx"):
        writer_named("docx")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_has_words(lang: str) -> None:
    assert {f"forms.as.{one}" for one in WRITERS} <= words(lang).keys()
