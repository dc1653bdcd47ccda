"""A kind with references and ties, added in one file, is found everywhere; nothing else was changed for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: Each is a function of ``tests/newkind/places.py``.
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


class TestAKindInOneFile:
    def test_is_found_everywhere(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "tests.newkind", str(tmp_path)]  # a kind once registered stays
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        wrong = json.loads(done.stdout)
        assert sorted(wrong) == sorted(PLACES)
        assert [f"{place}: {told}" for place, told in wrong.items() if told] == []

    def test_is_named_in_no_other(self) -> None:
        kinds = (ROOT / "tests" / "newkind" / "workshops.py").read_text(encoding="utf-8")
        assert kinds.count("\nclass ") == 4
        files = [path for folder in ("graph", "loaders", "api") for path in (ROOT / folder).rglob("*.*")]
        read = [path for path in files if path.suffix in (".py", ".yaml")]
        assert [path for path in read if "workshop" in path.read_text(encoding="utf-8")] == []
