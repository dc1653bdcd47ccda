"""``make notebooks``: run them all and save what they show; read the difference before keeping it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.neo4j.jars import missing_tools
from tests.neo4j.server import Server
from tests.notebooks.running import SHARED, executed, names, on, write


def main(chosen: list[str]) -> None:
    """Run the notebooks that are named, or all."""
    for name in chosen or names():
        if name != SHARED:
            write(name, executed(name))
        elif lacking := missing_tools():
            print(f"{name}: 未运行，缺少 · not run, missing: {', '.join(lacking)}")
            continue
        else:
            with TemporaryDirectory() as folder, Server(Path(folder)) as server:
                write(name, executed(name, on(server)))
        print(f"notebooks/{name}.ipynb")


if __name__ == "__main__":
    main(sys.argv[1:])
