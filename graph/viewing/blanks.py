r"""A document in which nobody is named yet: text with blanks, so that it can be kept and is filled for whoever asks.

Names are read when a document is shown and kept nowhere, but all else in it stays the same for as long as what it is
made of does. So it is written once by somebody who reads no name (``Unread``), and whoever is shown it has the names
put in that they may see. The number of its revision is a blank too: the next one may change nothing in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.kinds import kind_of
from graph.values.controls import visible_json
from graph.viewing.showing import Showing, is_person

#: Stands before and behind what a blank is for; no cell may hold it (``graph.values.controls``).
_MARK = "\x00"
#: What begins a page, among the blanks, and the revision.
_NEXT, _REVISION = "next:", "revision"
_LEFT = b"\\u0000"
_BLANK = re.compile(r'^  "revision": (?P<revision>\d+)|"\\u0000(?P<of>[^"\\]+)\\u0000"', re.MULTILINE)


class Unread(Showing):
    """An output in which each person is a blank."""

    def names(self, keys: Iterable[str | None]) -> dict[str, str]:
        """Return blanks for names."""
        return {key: f"{_MARK}{key}{_MARK}" for key in keys if key is not None and _is_named_apart(key)}


def _is_named_apart(key: str) -> bool:
    """Return whether the name of something is kept apart, and not only something else of it."""
    return is_person(key) and any(one.name == "name" and one.apart for one in kind_of(key.rpartition("-")[0]).fields)


def next_blank(first: int) -> str:
    """Return a blank for what names the page that begins at a position."""
    return f"{_MARK}{_NEXT}{first}{_MARK}"


@dataclass(frozen=True)
class Blanks:
    r"""A document, cut where something is to be put in.

    Attributes:
        pieces: Its text in UTF-8: one piece more than there are blanks.
        of: What each blank is for.

    Example:
        >>> blanks = Blanks.cut('{\n  "revision": 3,\n  "holder": "\\u0000person-a\\u0000"\n}')
        >>> print(blanks.filled(4, {"person-a": "演示张一"}).decode())
        {
          "revision": 4,
          "holder": "演示张一"
        }
    """

    pieces: tuple[bytes, ...]
    of: tuple[str, ...]

    @classmethod
    def cut(cls, text: str) -> Blanks | None:
        """Return a text of JSON, cut; None where somebody is named amid other words, so that it cannot be."""
        pieces, of, at = [], [], 0
        for found in _BLANK.finditer(text):
            whole = found["of"] is not None
            pieces.append(text[at : found.start() if whole else found.start("revision")].encode())
            of.append(found["of"] if whole else _REVISION)
            at = found.end()
        pieces.append(text[at:].encode())
        return None if any(_LEFT in piece for piece in pieces) else cls(tuple(pieces), tuple(of))

    @cached_property
    def people(self) -> frozenset[str]:
        """The keys of those whom it names."""
        return frozenset(one for one in self.of if is_person(one))

    @cached_property
    def follows(self) -> int | None:
        """Where the page after it begins; None where there is none."""
        return next((int(one.removeprefix(_NEXT)) for one in self.of if one.startswith(_NEXT)), None)

    def mention(self, names: Iterable[str]) -> bool:
        """Return whether a name stands anywhere in it, alone or in a path."""
        said = [_json(name)[1:-1] for name in names]
        return any(name in piece for piece in self.pieces for name in said)

    def filled(
        self, revision: int, names: Mapping[str, str], following: str | None = None, nameless: str | None = None
    ) -> bytes:
        """Return the document.

        Args:
            revision: The number of the revision.
            names: What the people in it may be called, by key.
            following: What names the next page.
            nameless: What is said of who has no name.
        """
        said = {key: _json(names.get(key, nameless)) for key in self.people}
        said[_REVISION] = str(revision).encode()
        found = []
        for piece, one in zip(self.pieces, self.of, strict=False):
            found += [piece, said[one] if one in said else _json(following)]
        return b"".join((*found, self.pieces[-1]))


def _json(value: str | None) -> bytes:
    return visible_json(json.dumps(value, ensure_ascii=False)).encode()
