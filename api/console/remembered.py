"""Messages for the page after a form: kept here for a while, so that no address can put words on a page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from secrets import token_urlsafe
from threading import Lock
from typing import Any

_MOST = 500
#: The parameter of an address that names a message.
SAID = "said"


class Remembered:
    """The last things that were said, each for one account.

    Example:
        >>> remembered = Remembered()
        >>> token = remembered.keep("a", ["已受理"])
        >>> remembered.told("a", token), remembered.told("b", token)
        (('已受理',), ())
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._said: OrderedDict[str, tuple[str, tuple[str, ...], int | None]] = OrderedDict()
        self._forms: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._lock = Lock()

    def form_wrote(self, account: str, form: str, revision: Any) -> None:
        """Keep which revision a form of an account wrote, told by all that it says."""
        with self._lock:
            self._forms[account, form] = revision
            while len(self._forms) > _MOST:
                self._forms.popitem(last=False)

    def written_by(self, account: str, form: str) -> Any:
        """Return the revision that the same form of an account wrote before; None where it wrote none, or is forgotten.

        Example:
            >>> remembered = Remembered()
            >>> remembered.form_wrote("a", "x", 7)
            >>> remembered.written_by("a", "x"), remembered.written_by("b", "x")
            (7, None)
        """
        return self._forms.get((account, form))

    def keep(self, account: str, lines: Iterable[str], wrote: int | None = None) -> str:
        """Keep what an account is to be told, with the revision that it wrote, and return what names it."""
        token = token_urlsafe(9)
        with self._lock:
            self._said[token] = (account, tuple(lines), wrote)
            while len(self._said) > _MOST:
                self._said.popitem(last=False)
        return token

    def told(self, account: str, token: str | None) -> tuple[str, ...]:
        """Return what an account is to be told; nothing where it was another's, or is forgotten."""
        whose, lines, _ = self._said.get(token or "", ("", (), None))
        return lines if whose == account else ()

    def wrote(self, account: str, token: str | None) -> int | None:
        """Return the revision that an account wrote; None where it wrote none, it was another's, or is forgotten."""
        whose, _, wrote = self._said.get(token or "", ("", (), None))
        return wrote if whose == account else None


def remembered_in(state: Any) -> Remembered:
    """Return the memory of a service."""
    found: Remembered = state.remembered
    return found
