"""The READMEs and the pages behind them as something that runs: their commands, and what these print.

A command with lines below it shows its output; one without is run all the same. After a change of what
commands print, ``python -m tests.readme`` writes the outputs anew; read the difference before keeping it.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from api.cli import run

ROOT = Path(__file__).parents[1]
#: Each README and the language that its commands speak.
READMES = {"README.md": "en", "README.zh.md": "zh"}
#: What runs: the READMEs, the tour, and how one's own data goes in and out; first English, then Chinese.
PAGES = (("README.md", "README.zh.md"), ("docs/tour.md", "docs/tour.zh.md"), ("docs/data.md", "docs/data.zh.md"))
LANGUAGES = ("en", "zh")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    """Return the commands of a page, in order."""
    return [line[2:] for block in _BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]


def filled(text: str, lang: str) -> str:
    """Return a page with its outputs as they are now; its commands run in the current folder.

    Raises:
        RuntimeError: A command failed.
    """
    with patch.dict(os.environ, {"LINLI_LANG": lang}):
        for name in ("COLUMNS", "LINLI_STORE", "LINLI_DEBUG"):
            os.environ.pop(name, None)
        return _BLOCK.sub(lambda block: f"```console\n{_filled(block[1])}```", text)


def _filled(block: str) -> str:
    lines: list[str] = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part:
            command, _, shown = part.partition("\n")
            output = ran(command.removeprefix("$ "))
            lines += [command, *([output.rstrip("\n")] if shown.strip() else [])]
    return "".join(f"{line}\n" for line in lines)


def ran(command: str) -> str:
    """Run one command line and return what it printed; after ``>`` that goes to a file."""
    line, _, into = command.partition(" > ")
    program, *args = line.split()
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(args)
    if program != "linli" or code:
        raise RuntimeError(f"{command}\n{err.getvalue()}{out.getvalue()}")
    if into:
        Path(into).write_text(out.getvalue(), encoding="utf-8")
        return ""
    return out.getvalue()


def rewrite() -> None:
    """Write every page with its outputs as they are now."""
    for name, lang in (one for pair in PAGES for one in zip(pair, LANGUAGES, strict=True)):
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            text = filled(read(name), lang)
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
