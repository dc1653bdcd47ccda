"""Documents that a service has written, nobody named in them: who asks the same of the same revision is sent them.

They are found by a digest of all that their text depends on besides the revision, never by what was asked itself: who
searches for somebody writes their name in the address.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock

from api.serving.weighed import Weighed
from graph.network.touching import Touched
from graph.viewing import Blanks

#: Bytes that they may take together, what each takes beside its text, and how many addresses lead to them.
_MOST, _BESIDE, _ADDRESSES = 16 * 2**20, 2**11, 2**13
#: Bytes of a blank and of a piece besides the text.
_PIECE = 2**7


@dataclass(frozen=True)
class Document:
    """A document with blanks, and what is needed to send it and to keep it.

    Attributes:
        blanks: Its text; None = somebody is named amid other words, so that it is written anew each time.
        on: The day that was asked about.
        cache_control: Who may keep it.
        cursor: Names a page of the same list by the mark of a revision and where it begins; None = it has no pages.
        nameless: What is said of who has no name.
        remarks: Whether it tells remarks, of what it names by key.
        aside: The kinds of rows that change nothing in it.
        shows: Whether what places are called is only shown in it, and decides nothing.
    """

    blanks: Blanks | None
    on: date
    cache_control: str
    cursor: Callable[[str, int], str] | None = None
    nameless: str | None = None
    remarks: bool = False
    aside: frozenset[str] = frozenset()
    shows: bool = False

    def holds(self, touched: Touched, *, by_names: bool) -> bool:
        """Return whether it says the same after something was committed.

        Args:
            touched: What was touched.
            by_names: Whether a place may be meant by its name anywhere.
        """
        if (touched.kinds if self.remarks else touched.moved) <= self.aside:
            return True
        if self.blanks is None:
            return False
        if not touched.moved:
            return not self.blanks.mention(touched.keys)
        return self.shows and not by_names and touched.called is not None and not self.blanks.mention(touched.called)

    def filled(self, number: int, mark: str, names: dict[str, str]) -> bytes:
        """Return its text for somebody, or nothing where it is written anew each time."""
        if self.blanks is None:
            return b""
        first = self.blanks.follows
        following = None if first is None or self.cursor is None else self.cursor(mark, first)
        return self.blanks.filled(number, names, following, self.nameless)


class Documents:
    """The documents of one revision that were asked for last."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._written: Weighed[Document] = Weighed(_MOST, _weight)
        self._at: OrderedDict[bytes, str] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: str, write: Callable[[], Document]) -> Document:
        """Return a document by the digest of all that it depends on, or write it."""
        return self._written.get(digest, write)

    def lead(self, address: bytes, digest: str) -> None:
        """Remember to which document an address leads; see ``found``."""
        with self._lock:
            self._at[address] = digest
            self._at.move_to_end(address)
            if len(self._at) > _ADDRESSES:
                self._at.popitem(last=False)

    def found(self, address: bytes) -> tuple[str, Document] | None:
        """Return the document that an address led to, and its digest; None where it is not there any more."""
        digest = self._at.get(address)
        document = None if digest is None else self._written.found(digest)
        return None if digest is None or document is None else (digest, document)

    def take_over(self, other: Documents, still: Callable[[Document], bool]) -> None:
        """Keep what another revision has written, as far as it says the same of this one."""
        self._written.take_over(other._written, lambda one: one if still(one) else None)
        with other._lock:
            self._at = OrderedDict(other._at)


def address_of(path: str, query: bytes, *seen_by: str) -> bytes:
    """Return what names a request of somebody: its path and query as they came, and what they may see.

    Example:
        >>> address_of("/v1/needs", b"limit=5", "reader") == address_of("/v1/needs", b"limit=5", "admin")
        False
    """
    return sha256("\x1f".join((path, query.decode("latin-1"), *seen_by)).encode()).digest()


def tag_of(number: int, mark: str, digest: str) -> str:
    """Return the tag of a document: its revision, and a digest of that and of all else that its bytes depend on."""
    return f'"{number}-{sha256(f"{mark} {digest}".encode()).hexdigest()[:16]}"'


def _weight(one: Document) -> int:
    if one.blanks is None:
        return _BESIDE
    return _BESIDE + sum(map(len, one.blanks.pieces)) + _PIECE * len(one.blanks.of)
