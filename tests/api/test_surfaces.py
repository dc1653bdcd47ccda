"""One question, one name: each has a command, an address, a plain version, a notebook, a paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.routing import APIRoute

import graph.verify
from api.cli.commands import COMMANDS
from api.routes.questions import router
from graph import plain, questions

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")


@pytest.mark.parametrize("question", questions.__all__)
class TestQuestion:
    def test_it_has_a_command_of_its_name(self, question: str) -> None:
        assert question in [function.__name__ for function in COMMANDS]

    def test_it_has_an_address_of_its_name(self, question: str) -> None:
        assert f"/v1/{question}" in [route.path for route in router.routes if isinstance(route, APIRoute)]

    def test_an_answer_to_it_can_be_verified(self, question: str) -> None:
        assert question in plain.__all__
        assert question in graph.verify.QUESTIONS

    def test_a_notebook_asks_it(self, question: str) -> None:
        notebooks = [path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb")]
        assert any(f"{question}(" in text for text in notebooks)

    @pytest.mark.parametrize("readme", READMES)
    def test_it_has_a_paragraph(self, question: str, readme: str) -> None:
        sections = (ROOT / readme).read_text(encoding="utf-8").split("\n### ")
        assert [section for section in sections if f"`{question}`" in section.partition("\n")[0]]
