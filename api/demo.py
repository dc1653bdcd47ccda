"""``make demo``: a walk through invented data, and where it is there, through real divisions too.

Runs the commands that it shows, in the folder ``demo``, so that a reader can repeat and vary them there.
The answers are also kept and worked out again by the plain version.
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
from loaders.samples import planted

FOLDER = Path("demo")
ON = ("--on", "2024-11-01")
YANSHAN = ("--store", "yanshan.db")
SHANDONG = ("--store", "shandong.db")
#: Asked of every place, whatever its profile.
PACKS = ("--pack", "profile:suzhoulu", "--pack", "suzhoulu", "--pack", "national")
#: One county-level city: to work out a whole province plainly takes more than a minute.
COUNTY = ("--within", "莱西市")
#: Where the head of a building is also the only worker of its grid, and the branch's secretary is away.
START = planted("suzhoulu")["head_is_grid_worker"][0]
#: A need that one unit can meet, one that has to be verified and one of which nobody wrote where it serves.
NEED = "青少年心理辅导"
#: Of the other places: what is asked beside gaps and figures. In one a company took a need and did nothing.
PLACES = {
    "hongqi": ("escalate", "HQ-005", *ON),
    "longhailu": ("coverage", *ON, "--pack", "longhailu", "--matrix", "--state", "gap"),
    "tianhe": ("escalate", planted("tianhe")["head_is_grid_worker"][0], *ON),
}
#: The 46 projects with all that is wanted and offered, to be filled in and printed.
LISTS = "清单.xlsx"


def main() -> int:
    """Run the walk and return an exit code: 0 if every command ran and every answer held."""
    with _folder() as data:
        done = [*_filled(), *_asked(), *_places(), *_verified(), *divisions(data)]
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
    for sample, store in (("suzhoulu", ()), ("yanshan", YANSHAN)):
        yield _linli("sample", sample, "--force")
        yield _linli("load", f"{sample}.xlsx", *store)


def _asked() -> Iterator[int]:
    _say("coverage")
    yield _linli("coverage", *ON, "--state", "gap")
    yield _linli("coverage", *ON, "--state", "gap", *YANSHAN)
    _say("reconcile")
    yield _linli("reconcile", *ON, "--limit", "10")
    _say("audit")
    yield _linli("audit", *ON)
    _say("escalate")
    yield _linli("escalate", START, *ON)
    _say("match")
    yield _linli("lists", *ON, "-o", LISTS, "--force")
    yield _linli("match", *ON, "--limit", "6")
    yield _linli("match", *ON, "--need", NEED)
    _say("cobuilding")
    yield _linli("cobuilding", *ON, "--limit", "8")
    _say("needs")
    yield _linli("needs", *ON, "--limit", "5")
    yield _linli("monthly", *ON, "--limit", "5")
    _say("duplicates")
    yield _linli("duplicates", *ON)


def _places() -> Iterator[int]:
    _say("places")
    for sample, asked in PLACES.items():
        store = ("--store", f"{sample}.db")
        yield _linli("sample", sample, "--force")
        yield _linli("load", f"{sample}.xlsx", *store)
        yield _linli("coverage", *ON, "--state", "gap", *store)
        yield _linli("reconcile", *ON, "--limit", "5", *store)
        yield _linli(*asked, *store)


def _verified() -> Iterator[int]:
    _say("verify")
    yield from _held("coverage", "coverage", *ON)
    yield from _held("coverage-yanshan", "coverage", *ON, *YANSHAN)
    yield from _held("reconcile", "reconcile", *ON)
    yield from _held("audit", "audit", *ON)
    yield from _held("escalate", "escalate", START, *ON)
    yield from _held("match", "match", *ON)
    yield from _held("cobuilding", "cobuilding", *ON)
    yield from _held("needs", "needs", *ON)
    yield from _held("monthly", "monthly", *ON)
    yield from _held("duplicates", "duplicates", *ON)
    print()


def divisions(data: Path) -> Iterator[int]:
    """Yield the exit codes of the part about real divisions, in a store of its own; without them it says so."""
    file = data / "admin_divisions" / "shandong_tree.csv"
    _say("divisions")
    if not file.is_file():
        _say("no_data", file=file)
        return
    yield _linli("load", str(file), *SHANDONG)
    yield _linli("coverage", *ON, *PACKS, *SHANDONG, "--limit", "0")
    _say("unknown")
    _say("county")
    yield from _held("coverage-county", "coverage", *ON, *PACKS, *COUNTY, *SHANDONG)
    print()


def _held(name: str, *arguments: str) -> Iterator[int]:
    """Keep an answer in a file and work it out again."""
    store = arguments[-2:] if "--store" in arguments else ()
    yield _linli(*arguments, "--json", into=Path(f"{name}.json"))
    yield _linli("verify", f"{name}.json", *store)


def _linli(*arguments: str, into: Path | None = None) -> int:
    """Show a command, run it, and return its exit code."""
    print("$ linli", *arguments, *((">", into) if into else ()), flush=True)
    if into is None:
        done = run(arguments)
        if arguments[0] not in ("sample", "verify"):
            print(flush=True)
        return done
    with into.open("w", encoding="utf-8") as file, redirect_stdout(file):
        return run(arguments)


def _say(what: str, **params: object) -> None:
    print(caption(f"demo.{what}", known(said_in(())), **params), end="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
