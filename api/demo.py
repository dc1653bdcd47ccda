"""``make demo``: a walk through invented data, and where it is there, through real divisions too.

Runs the commands that it shows, in the folder ``demo``, so that a reader can repeat and vary them there.
Every answer it prints is also kept and worked out again by the plain version.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stdout
from pathlib import Path

from api.cli import run
from api.cli.language import known, said_in
from graph.words import caption
from loaders.samples import SAMPLES, planted

FOLDER = Path("demo")
ON = ("--on", "2024-11-01")
DIVISIONS = ("--store", "shandong.db")
#: Where the head of a building is also the only worker of its grid, and the branch's secretary is away.
START = planted("suzhoulu")["head_is_grid_worker"][0]


def main() -> int:
    """Run the walk and return an exit code: 0 if every command ran and every answer held."""
    with _folder() as data:
        done = [*_filled(), *_asked(), *_verified(), *_divisions(data)]
        _say("end", folder=FOLDER)
    return max(done)


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield the folder of real data, seen from the demo's own, in which everything runs from here on."""
    data = Path(os.environ.get("LINLI_DATA") or "../shared/data").absolute()
    FOLDER.mkdir(exist_ok=True)
    with chdir(FOLDER):
        for old in (*Path().glob("*.db"), *Path().glob("*.db-*")):
            old.unlink()
        yield Path(os.path.relpath(data))


def _filled() -> Iterator[int]:
    _say("samples")
    for sample in SAMPLES:
        yield _linli("sample", sample, "--force")
        yield _linli("load", f"{sample}.xlsx")


def _asked() -> Iterator[int]:
    _say("coverage")
    yield _linli("coverage", *ON, "--state", "gap")
    _say("reconcile")
    yield _linli("reconcile", *ON, "--limit", "12")
    _say("audit")
    yield _linli("audit", *ON)
    _say("escalate")
    yield _linli("escalate", START, *ON)


def _verified() -> Iterator[int]:
    _say("verify")
    for question in ("coverage", "reconcile", "audit"):
        yield from _held(question, *ON)
    yield from _held("escalate", START, *ON)


def _divisions(data: Path) -> Iterator[int]:
    file = data / "admin_divisions" / "shandong_tree.csv"
    _say("divisions")
    if not file.is_file():
        _say("no_data", file=file)
        return
    yield _linli("load", str(file), *DIVISIONS)
    packs = (argument for pack in ("profile:suzhoulu", "suzhoulu", "national") for argument in ("--pack", pack))
    yield _linli("coverage", *DIVISIONS, *ON, *packs, "--limit", "0")
    yield from _held("coverage", *ON, *DIVISIONS, name="divisions")


def _held(question: str, *arguments: str, name: str | None = None) -> Iterator[int]:
    """Keep an answer in a file and work it out again."""
    file = Path(f"{name or question}.json")
    yield _linli(question, *arguments, "--json", into=file)
    yield _linli("verify", str(file), *(DIVISIONS if name else ()))


def _linli(*arguments: str, into: Path | None = None) -> int:
    """Show a command, run it, and return its exit code."""
    print("$ linli", *arguments, *((">", into) if into else ()), flush=True)
    if into is None:
        done = run(arguments)
        print(flush=True)
        return done
    with into.open("w", encoding="utf-8") as file, redirect_stdout(file):
        return run(arguments)


def _say(what: str, **params: object) -> None:
    print(caption(f"demo.{what}", known(said_in(())), **params), end="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
