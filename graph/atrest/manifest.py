"""What a kept folder says of itself: of what it is, and of each file its size, its last write and its checksum.

To use it, sizes and last writes are compared, which takes microseconds; the checksums are for whoever looks at
everything (``linli doctor``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.files import make_private

NAME = "manifest.json"
_PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What is in a folder.

    Attributes:
        of: What it is made of and by what: it may be used only where this is the same.
        files: By name, size in bytes, last write in nanoseconds, and SHA-256.
        said: What else was written with it.
    """

    of: Mapping[str, Any]
    files: Mapping[str, tuple[int, int, str]]
    said: Mapping[str, Any]


def write(folder: Path, of: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    """Write down what lies in a folder.

    Raises:
        OSError: It cannot be written.
    """
    files = {}
    for path in sorted(folder.iterdir()):
        there = path.stat()
        files[path.name] = (there.st_size, there.st_mtime_ns, checksum(path))
    text = json.dumps({"of": of, "files": files, "said": said}, ensure_ascii=False)
    make_private(folder / NAME)
    (folder / NAME).write_text(text, encoding="utf-8")


def read(folder: Path) -> Manifest | None:
    """Return what a folder says of itself; None where it cannot be read or is not such a thing."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        files = {str(name): (int(size), int(at), str(digest)) for name, (size, at, digest) in told["files"].items()}
        return Manifest(dict(told["of"]), files, dict(told["said"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def unlike(folder: Path, files: Mapping[str, tuple[int, int, str]]) -> str | None:
    """Return a file that is not there as it was written, as far as its size and last write tell; None = none."""
    for name, (size, at, _) in files.items():
        try:
            there = (folder / name).lstat()
        except OSError:
            return name
        if (there.st_size, there.st_mtime_ns) != (size, at):
            return name
    return None


def flipped(folder: Path, files: Mapping[str, tuple[int, int, str]]) -> str | None:
    """Return a file whose bytes are not those that were written; every byte is read."""
    for name, (_, _, digest) in files.items():
        try:
            if checksum(folder / name) != digest:
                return name
        except OSError:
            return name
    return None


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
