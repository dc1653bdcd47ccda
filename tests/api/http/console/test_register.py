"""The pages of the register: each opens, in both languages, and every question has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.console.page import Page
from api.console.register import PAGES
from graph.answers.register import QUESTIONS
from graph.words import LANGUAGES, words
from tests.api.http.conftest import TestClient

_CONSOLE = Path(__file__).parents[4] / "api" / "console"
_SAID = re.compile(r"""say\("((?:page|console|role|field)\.[\w.]+)"\s*[,)]""")
_OUTSIDE = re.compile(r"""(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?//""")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_opens_in_both_languages(http: TestClient, page: Page, lang: str) -> None:
    response = http.get(f"{page.path}?on=2024-11-01&lang={lang}")
    assert response.status_code == 200, response.text
    assert response.headers["content-language"] == lang
    title = words(lang)[f"page.{page.name}"]
    assert f"<h1>{title}</h1>" in response.text


def test_every_question_has_a_page() -> None:
    assert {question for page in PAGES for question in page.questions} >= set(QUESTIONS)


def test_no_two_pages_are_at_one_address_or_of_one_name() -> None:
    assert len({page.path for page in PAGES}) == len({page.name for page in PAGES}) == len(PAGES)


TEMPLATES = sorted((_CONSOLE / "templates").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
class TestTemplate:
    def test_says_only_what_has_words(self, template: Path) -> None:
        for code in _SAID.findall(template.read_text(encoding="utf-8")):
            for lang in LANGUAGES:
                assert code in words(lang), f"{code} has no words in {lang}"

    def test_names_no_host_outside_and_has_no_script_in_it(self, template: Path) -> None:
        text = template.read_text(encoding="utf-8")
        assert not _OUTSIDE.search(text)
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|javascript:", text)

    def test_escapes_whatever_it_shows(self, template: Path) -> None:
        """A picture is our own SVG, in which texts are escaped; nothing else is taken as it is."""
        for found in re.findall(r"\{\{([^}]*)\|\s*safe", template.read_text(encoding="utf-8")):
            assert "svg" in found


class TestEveryQuestion:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_has_fields_or_an_answer(self, http: TestClient, question: str) -> None:
        response = http.get(f"/questions/{question}?on=2024-11-01&lang=zh")
        assert response.status_code == 200, response.text
        assert "<form" in response.text or "<table" in response.text

    def test_is_told_what_is_wrong_as_a_page(self, http: TestClient) -> None:
        response = http.get("/questions/coverage?on=soon&lang=en")
        assert response.status_code == 422
        assert response.headers["content-type"].startswith("text/html")
        assert "soon" in response.text

    def test_comes_as_a_workbook_as_csv_and_as_the_document(self, http: TestClient) -> None:
        for form, media in (("xlsx", "spreadsheetml"), ("csv", "csv"), ("json", "json")):
            response = http.get(f"/questions/reconcile?on=2024-11-01&as={form}")
            assert media in response.headers["content-type"]
            assert response.headers["content-disposition"].startswith("attachment")
        assert http.get("/questions/reconcile?as=pdf").status_code == 422

    @pytest.mark.slow
    def test_is_sorted_by_a_column(self, http: TestClient) -> None:
        found = http.get("/questions/coverage?on=2024-11-01&state=met&state=gap&sort=-norm&lang=zh").text
        assert 'aria-sort="descending"' in found

    def test_shows_what_a_name_holds_as_text(self, http: TestClient) -> None:
        found = http.get("/questions/coverage?within=%3Cscript%3Ealert(1)%3C/script%3E").text
        assert "<script>alert" not in found
        assert "&lt;script&gt;" in found
