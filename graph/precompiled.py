"""What is made of files that come with linli, kept beside their byte code: read at a start, not made again.

It is of the very bytes that it was made of and by the very program, which a digest says; else it is made anew. To
delete it costs nothing but time, and where byte code is not written, nothing is kept.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from secrets import token_hex
from typing import Any


def precompiled(beside: str, by: Iterable[str], of: Iterable[bytes], make: Callable[[], Any]) -> Any:
    """Return what is made of some bytes: as it is kept, else made and kept where that is possible.

    Args:
        beside: A path as of a module; it is kept in the folder in which byte code of this module would lie.
        by: The modules that make it, the packages they ask among them: where one differs, it is made anew.
        of: The bytes of which it is made.
        make: Makes it, of what JSON can say; what JSON would say otherwise is not kept.

    Example:
        >>> precompiled("/nowhere/at.py", ["graph.precompiled"], [b"1"], lambda: {"one": 1})
        {'one': 1}
    """
    try:
        path, whole = _path(beside), _digest((*map(_source, by), *of))
    except (OSError, NotImplementedError):  # no sources here, or no folder for byte code
        return make()
    with suppress(OSError, ValueError):
        said, _, body = path.read_bytes().partition(b"\n")
        if said == _seal(whole, body):
            return json.loads(body)
    made = make()
    if sys.dont_write_bytecode:
        return made
    with suppress(TypeError, ValueError, RecursionError):
        body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
        if json.loads(body) == made:
            _write(path, _seal(whole, body) + b"\n" + body)
    return made


def bytes_in(folder: str | Path, ending: str) -> dict[str, bytes]:
    """Return the files of a folder that end so, by name and in the order of names.

    Each start of a command reads some two hundred of ours, and ``pathlib`` takes four times as long.

    Raises:
        OSError: There is no such folder, or one of them cannot be read.

    Example:
        >>> [name for name in bytes_in(Path(__file__).parent, ".py") if name.startswith("pre")]
        ['precompiled.py']
    """
    found = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - as above
        if name.endswith(ending):
            with open(os.path.join(folder, name), "rb", buffering=0) as file:  # noqa: PTH118, PTH123 - as above
                found[name] = file.read()
    return found


def _path(beside: str) -> Path:
    return Path(cache_from_source(beside)).with_suffix(".json")


def _source(module: str) -> bytes:
    """Return the lines of a module, which is not imported for this; of a package those that name its version."""
    found = find_spec(module)
    return b"" if found is None or found.origin is None else Path(found.origin).read_bytes()


def _digest(parts: Iterable[bytes]) -> bytes:
    return sha256(b"".join(sha256(part).digest() for part in parts)).digest()


def _seal(whole: bytes, body: bytes) -> bytes:
    return sha256(whole + body).hexdigest().encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; where that cannot be, there is none."""
    part = path.with_name(f"{path.name}.{token_hex(4)}")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_bytes(content)
        os.replace(part, path)  # noqa: PTH105 - the same on Windows, where Path.rename refuses
    except OSError:
        with suppress(OSError):
            part.unlink()
