"""The server's jars, fetched once by Maven into a cache folder outside the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp

POM = Path(__file__).with_name("pom.xml")


def missing_tools() -> list[str]:
    """Return which of the programs that a server needs are not on this machine."""
    return [tool for tool in ("java", "mvn") if shutil.which(tool) is None]


def cache() -> Path:
    """Return the folder for one version of the server; ``XDG_CACHE_HOME`` may move it."""
    found = re.search(r"<neo4j.version>(.+?)</neo4j.version>", POM.read_text(encoding="utf-8"))
    assert found is not None
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "linli" / f"neo4j-{found[1]}"


def jars() -> Path:
    """Return the folder of the jars; 115 MB are fetched where it is not there yet.

    Raises:
        CalledProcessError: Maven could not fetch them; what it said is on its output.
    """
    folder = cache() / "jars"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(dir=folder.parent))  # whole or not there, also for two that fetch at once
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
        subprocess.run(["mvn", "--quiet", "--batch-mode", f"--file={POM}", *goal], check=True)  # noqa: S607
        try:
            part.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
            shutil.rmtree(part)
    return folder
