"""Makes the folders: ``python -m bundle [PLATFORM …] [--python VERSION …] [--into FOLDER]``; left out, all of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bundle.making import make
from bundle.platforms import PLATFORMS, PYTHONS


def main(args: list[str] | None = None) -> int:
    """Make what is asked for, and print each folder."""
    parser = argparse.ArgumentParser("bundle", description=__doc__)
    parser.add_argument("platforms", nargs="*", default=list(PLATFORMS), help=", ".join(PLATFORMS))
    parser.add_argument("--python", nargs="+", default=list(PYTHONS), choices=PYTHONS)
    parser.add_argument("--into", type=Path, default=Path("dist"))
    asked = parser.parse_args(args)
    if unknown := [one for one in asked.platforms if one not in PLATFORMS]:
        parser.error(f"{unknown[0]}: one of {', '.join(PLATFORMS)}")
    for name in asked.platforms:
        folder = make(name, asked.python, asked.into)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        print(f"{folder}  {size // 2**20} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
