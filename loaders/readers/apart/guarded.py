"""XML read in pieces by expat, and given up where it could cost more than it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any
from xml.parsers import expat

from loaders.readers.apart.refusal import Refusal

_PIECE = 2**16
_TOKEN = 2**20  # expat's time grows with the square of a token's length

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parse(file: IO[bytes], start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Read XML and call back for each element, by its name without a prefix.

    Raises:
        Refusal: It is not well-formed, declares a document type, or has a token of more than a mebibyte.
    """
    parser = expat.ParserCreate()
    local: dict[str, str] = {}

    def bare(name: str) -> str:
        found = local.get(name)
        if found is None:
            found = local[name] = name.rpartition(":")[2]
        return found

    def refused(*_: Any) -> None:
        raise Refusal("file_xml")

    parser.StartElementHandler = lambda name, said: start(bare(name), said)
    if end is not None:
        parser.EndElementHandler = lambda name: end(bare(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refused
    fed = 0
    try:
        while piece := file.read(_PIECE):
            if fed - parser.CurrentByteIndex > _TOKEN:
                refused()
            parser.Parse(piece, False)
            fed += len(piece)
        parser.Parse(b"", True)
    except expat.ExpatError:
        refused()
