"""docs/serving.md: it tells every setting that the environment has, and the commands that it names are there."""

from __future__ import annotations

import re
from pathlib import Path

from api.cli.commands import commands

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")


def test_every_setting_of_the_environment_is_told() -> None:
    sources = (path for room in ("api", "graph", "loaders") for path in (ROOT / room).rglob("*.py"))
    read = {one for path in sources for one in re.findall(r"LINLI_[A-Z][A-Z_]*", path.read_text(encoding="utf-8"))}
    rows = " ".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(LINLI_\w+)`", rows)) == read


def test_every_command_is_one() -> None:
    assert {*re.findall(r"^linli (\w+)", PAGE, re.MULTILINE)} <= {*commands()}
