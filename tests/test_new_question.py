"""A question is its own files and a line in the register; every surface finds it there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import graph
from api.app import create_app
from api.cli import run
from api.settings import Settings
from graph import cypher
from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.changes import ChangeSet, whole_rows
from graph.errors import NotFound
from graph.kinds import all_kinds
from graph.plain import twin_of
from graph.questions import function_of
from graph.rules import load_rules
from graph.stores import open_store
from graph.verify import verify
from tests.api.http.conftest import TestClient
from tests.casefile.notation import read_network
from tests.graph.questions.added import WORDS, added

ROOT = Path(__file__).parents[1]
ON = date(2024, 11, 1)
_NETWORK = """
place 演示社区 community
organisation 物业 name=演示物业 answers_for=演示社区
team 和睦队 themes=和睦 serves=演示社区
"""
#: What stands in the packages whose modules are named after questions and are none.
_HOMES = ("graph/answers", "graph/questions", "graph/plain", "graph/words/zh", "api/cli/answers")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    """A store with a place, a unit and a team; meanwhile the question is in the register."""
    known = load_rules()
    tables = read_network(_NETWORK, known.profiles["suzhoulu"], known.vocabulary("suzhoulu")).tables
    with open_store(tmp_path / "linli.db") as opened:
        opened.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}, by="test"))
    with added():
        yield tmp_path / "linli.db"


@pytest.fixture
def kept(store: Path) -> dict[str, object]:
    """Its answer, as JSON is read back."""
    found: dict[str, object] = json.loads(_asked(store).to_json())
    return found


def _asked(store: Path) -> Answer:
    return function_of("census")(graph.open(store, on=ON), load_rules())


class TestAddedQuestion:
    def test_both_versions_answer_it_alike(self, store: Path) -> None:
        network = graph.open(store, on=ON)
        fast = function_of("census")(network, load_rules(), none=True).to_dict()
        assert fast == twin_of("census")(network, load_rules(), none=True).to_dict()
        assert {row["kind"]: row["count"] for row in fast["rows"] if row["count"]} == {
            "organisation": 1,
            "place": 1,
            "team": 1,
        }

    @pytest.mark.parametrize("lang", WORDS)
    def test_it_is_a_command_with_help_and_a_table(
        self, store: Path, lang: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["census", "--help", "--lang", lang]) == 0
        assert WORDS[lang]["cli.option.none"] in capsys.readouterr().out
        assert run(["census", "--store", str(store), "--on", str(ON), "--lang", lang]) == 0
        title, *lines = capsys.readouterr().out.splitlines()
        assert title.startswith(WORDS[lang]["cli.census.title"])
        assert [line.split() for line in lines if line] == [
            ["kind", "count"],
            ["organisation", "1"],
            ["place", "1"],
            ["team", "1"],
        ]

    @pytest.mark.slow
    def test_terminal_and_http_give_the_bytes_of_python(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        said = _asked(store).to_json() + "\n"
        assert run(["census", "--store", str(store), "--on", str(ON), "--json"]) == 0
        assert capsys.readouterr().out == said
        with TestClient(create_app(Settings(store=str(store))), base_url="http://localhost") as http:
            assert json.loads(http.get("/v1/census", params={"on": str(ON)}).text) == json.loads(said)
            assert http.get("/v1/census", params={"on": str(ON), "nil": "true"}).status_code == 422

    @pytest.mark.slow
    def test_the_description_of_the_service_has_it(self, store: Path) -> None:
        described = create_app(Settings(store=str(store))).openapi()
        asked = {one["name"]: one for one in described["paths"]["/v1/census"]["get"]["parameters"]}
        assert asked["none"]["description"] == "Show also kinds of which there is nothing"
        assert {"on", "within", "revision", "limit", "cursor"} < asked.keys()
        row = described["components"]["schemas"]["CensusRow"]
        assert row["required"] == ["kind", "count"]
        assert row["properties"]["count"]["description"] == "多少 · How many there are"

    def test_a_card_shows_it(self, store: Path) -> None:
        shown = _asked(store)._repr_html_()
        assert WORDS["zh"]["question.census"] in shown
        assert "organisation" in shown

    def test_its_answer_is_verified(self, store: Path, kept: dict[str, list[dict[str, int]]]) -> None:
        with open_store(store) as opened:
            assert verify(kept, opened) == []
            kept["rows"][1]["count"] += 1
            assert [one.path for one in verify(kept, opened)] == ["rows[1].count"]

    def test_it_needs_no_cypher(self, store: Path) -> None:
        assert store.exists()
        with pytest.raises(NotFound, match="census"):
            cypher.texts_of("census", load_rules(), graph.today())


class TestFilesTouched:
    """A question stands in the files of its name and in the register; nothing else lists the questions."""

    def test_a_question_has_a_file_of_its_name_in_each_home(self) -> None:
        for home in _HOMES:
            there = {path.stem for path in (ROOT / home).iterdir()}
            assert there >= QUESTIONS.keys(), home

    def test_nothing_else_names_all_of_them(self) -> None:
        files = [path for folder in ("graph", "loaders", "api") for path in (ROOT / folder).rglob("*.py")]
        naming = {
            str(path.relative_to(ROOT))
            for path in files
            if all(f'"{name}"' in path.read_text(encoding="utf-8") for name in QUESTIONS)
        }
        # the packages hand the functions on to Python
        assert naming == {"graph/questions/__init__.py", "graph/plain/__init__.py"}
