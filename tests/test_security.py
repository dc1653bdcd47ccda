"""What SECURITY.md promises is held by tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES, NOT_PROMISED = TEXT.split("## Not promised")
HELD = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")


def those_of(path: Path) -> set[str]:
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return found


def test_each_promise_names_a_test() -> None:
    lines = [line for line in PROMISES.splitlines() if line.startswith("- ")]
    assert len(lines) > 20
    assert [line for line in lines if not HELD.search(line)] == []


def test_each_test_that_is_named_is_there() -> None:
    named = HELD.findall(PROMISES)
    assert [f"{file}::{name}" for file, name in named if name not in those_of(ROOT / file)] == []


def test_what_is_not_promised_is_said_too() -> None:
    assert "log anew" in NOT_PROMISED
