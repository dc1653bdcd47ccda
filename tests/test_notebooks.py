"""Every notebook is saved with the outputs that its code gives, and says nothing of the machine it ran on."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.neo4j.server import Server
from tests.notebooks.running import FOLDER, SHARED, executed, names, on, read

_MACHINE = re.compile(r"/(?:home|root|work|tmp|Users|var|usr)/|[A-Z]:\\\\|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}:\d{5}")
_HOST = re.compile(r"https?://(?!www\.w3\.org/)")
LOCAL = [name for name in names() if name != SHARED]


def told(notebook: Any) -> list[tuple[str, Any]]:
    """Return what a notebook says and shows, cell by cell."""
    return [(cell.source, cell.get("outputs")) for cell in notebook.cells]


def test_there_are_nine() -> None:
    assert names() == [
        "01_load_and_look",
        "02_gaps",
        "03_chains_and_dead_ends",
        "04_networkx",
        "05_neo4j",
        "06_matching",
        "07_needs",
        "08_places",
        "09_what_if",
    ]


@pytest.mark.parametrize("name", names())
class TestSaved:
    def test_every_cell_of_code_was_run_in_order(self, name: str) -> None:
        counts = [cell.execution_count for cell in read(name).cells if cell.cell_type == "code"]
        assert counts == list(range(1, len(counts) + 1)), "`make notebooks` writes it anew"

    def test_it_shows_something_and_nothing_went_wrong(self, name: str) -> None:
        outputs = [one for cell in read(name).cells for one in cell.get("outputs", ())]
        assert outputs
        assert {one.output_type for one in outputs} <= {"execute_result", "display_data"}

    def test_it_names_no_folder_of_a_machine_and_no_host(self, name: str) -> None:
        text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
        assert _MACHINE.findall(text) == []
        assert _HOST.findall(text) == []

    def test_it_speaks_chinese_with_a_summary_in_english(self, name: str) -> None:
        for cell in read(name).cells:
            if cell.cell_type == "markdown":
                chinese, _, english = cell.source.partition("**English.** ")
                assert re.search(r"[\u4e00-\u9fff]", chinese), cell.source
                assert english.isascii(), english

    def test_its_cells_are_small(self, name: str) -> None:
        assert max(len(cell.source.splitlines()) for cell in read(name).cells) <= 32


@pytest.mark.slow
@pytest.mark.parametrize("name", LOCAL)
def test_it_runs_to_what_is_saved(name: str) -> None:
    assert told(executed(name)) == told(read(name)), "`make notebooks` writes it anew"


@pytest.mark.slow
@pytest.mark.neo4j
def test_the_shared_one_runs_to_what_is_saved(neo4j: Server) -> None:
    assert told(executed(SHARED, on(neo4j))) == told(read(SHARED)), "`make notebooks` writes it anew"
