"""A kind with references and ties, added in one file, is found everywhere; nothing else was changed for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.neo4j.server import Server

ROOT = Path(__file__).parents[1]

#: Each is a function of ``tests/newkind/surfaces.py``.
PLACES = (
    "the_template",
    "loads",
    "loads_again",
    "names",
    "within",
    "coverage",
    "audit",
    "figures",
    "listings",
    "cypher",
    "pictures",
    "graph_ml",
    "dictionary",
    "http",
    "cases",
    "random_networks",
)


def looked(*arguments: str) -> dict[str, str]:
    """Return what went wrong, by place: in a process of its own, since a kind once registered stays."""
    command = [sys.executable, "-m", "tests.newkind", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


class TestAKindInOneFile:
    @pytest.mark.slow
    def test_is_found_everywhere(self, tmp_path: Path) -> None:
        wrong = looked(str(tmp_path))
        assert sorted(wrong) == sorted(PLACES)
        assert [f"{place}: {told}" for place, told in wrong.items() if told] == []

    @pytest.mark.neo4j
    def test_is_answered_for_by_the_cypher_texts(self, tmp_path: Path, neo4j: Server) -> None:
        wrong = looked(str(tmp_path), neo4j.url)
        assert sorted(wrong) == ["coverage", "coverage_unscoped", "escalation", "figures"]
        assert [f"{asked}: {told}" for asked, told in wrong.items() if told] == []

    def test_is_named_in_no_other(self) -> None:
        kinds = (ROOT / "tests" / "newkind" / "workshops.py").read_text(encoding="utf-8")
        assert kinds.count("\nclass ") == 4
        files = [path for folder in ("graph", "loaders", "api") for path in (ROOT / folder).rglob("*.*")]
        read = [path for path in files if path.suffix in (".py", ".yaml")]
        assert [path for path in read if "workshop" in path.read_text(encoding="utf-8")] == []
