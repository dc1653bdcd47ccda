"""One question, one name: each has a command, an address, a plain version, a notebook, a paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from api.cli.commands import commands
from api.routes import routers
from graph import plain, questions
from graph.answers.register import QUESTIONS

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")


@pytest.mark.parametrize("question", QUESTIONS)
class TestQuestion:
    def test_it_has_a_command_of_its_name(self, question: str) -> None:
        assert question in commands()

    def test_it_has_an_address_of_its_name(self, question: str) -> None:
        addresses = [route.path for router in routers() for route in router.routes if isinstance(route, APIRoute)]
        assert f"/v1/{question}" in addresses

    def test_python_has_both_versions(self, question: str) -> None:
        assert question in questions.__all__
        assert question in plain.__all__

    def test_a_notebook_asks_it(self, question: str) -> None:
        notebooks = [path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb")]
        assert any(f"{question}(" in text for text in notebooks)

    @pytest.mark.parametrize("readme", READMES)
    def test_it_has_a_paragraph(self, question: str, readme: str) -> None:
        sections = (ROOT / readme).read_text(encoding="utf-8").split("\n### ")
        assert [section for section in sections if f"`{question}`" in section.partition("\n")[0]]
