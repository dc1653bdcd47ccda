"""Reads what a PDF of ours says, as somebody's search in it would: by what it tells itself of its characters."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4,})> <([0-9A-Fa-f]{4,})>\n")
_SAID = re.compile(rb"\(((?:\\.|[^\\)])*)\) Tj(\s+ET)?", re.DOTALL)  # the last of a line ends it
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_said(path: Path) -> list[list[str]]:
    """Return of each page the lines that it writes; of a document with one font."""
    streams = [_plain(found) for found in _STREAM.findall(path.read_bytes())]
    told: dict[bytes, str] = {}
    for one in streams:
        if b"beginbfchar" in one:
            told |= {
                bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
                for code, text in _MAPPED.findall(one)
            }
    return [list(_lines(found, told)) for one in streams if (found := _SAID.findall(one))]


def _lines(parts: list[tuple[bytes, bytes]], told: dict[bytes, str]) -> Iterator[str]:
    line = ""
    for part, end in parts:
        text = _meant(part)
        line += "".join(told[text[at : at + 2]] for at in range(0, len(text), 2))
        if end:
            yield line
            line = ""


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _meant(text: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text)
