"""A command imports what it needs, and little else: on a whole country it takes longer to import than to ask."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import SELDOM, main, running

#: What one way up needs none of, by the name of a module.
UNASKED = (
    *("graph.questions.coverage", "graph.questions.match", "graph.solvers", "graph.plain", "graph.pictures"),
    *("networkx", "openpyxl", "ortools", "scipy", "fastapi", "neo4j", "pypinyin", "phonenumbers", "pandas"),
    *("rapidfuzz", "rich.status", "chinese_calendar"),
)
ASKED = f"""
import sys, api.cli.finding
print("graph.rules" in sys.modules)
assert api.cli.run(sys.argv[1:]) == 0
from graph.kinds import things
print(*(name for name in {UNASKED!r} if name in sys.modules), [one for one in things() if one.__pydantic_complete__])
import graph.questions.coverage_cut  # which imports the module `coverage`
from graph.questions import coverage
assert callable(coverage)
"""


@pytest.mark.slow
def test_who_finds_a_name_at_rest_reads_no_rules_and_who_asks_a_question_imports_that_one(
    sample_store: Callable[[str], Path],
) -> None:
    asked = ("escalate", "安和园/1号楼", "--store", str(sample_store("suzhoulu")), "--on", "2024-11-01")
    done = subprocess.run([sys.executable, "-c", ASKED, *asked], capture_output=True, encoding="utf-8", check=True)
    said = done.stdout.splitlines()
    assert (said[0], said[-1]) == ("False", "[]")


def test_what_is_left_in_memory_is_looked_through_no_more_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    def ran(args: list[str]) -> int:
        told.append(args)
        return running.USAGE

    monkeypatch.setattr(gc, "set_threshold", told.append)
    monkeypatch.setattr(gc, "freeze", lambda: told.append("frozen"))
    monkeypatch.setattr(running, "run", ran)
    monkeypatch.setattr(sys, "argv", ["linli", "kinds"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (told, ended.value.code) == ([SELDOM, ["kinds"], "frozen"], 2)
