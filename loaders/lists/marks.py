"""The marks of a list, on a hidden sheet: what it is, of which revision, day and place, and for whom.

They are not trusted: when the list comes back it is made again from the store as the marks say, and a line that is not
in the list so made is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from graph.errors import BadValue
from graph.network import Network
from graph.rules import Rules
from graph.values import DAY, cell
from loaders.columns import ASIDE
from loaders.readers import Grid

#: The sheet of the marks, and what its first cell says.
SHEET = f"{ASIDE}linli"
_DIGITS = 12
_LONGEST = 9  # digits of a revision


@dataclass(frozen=True)
class Marks:
    """What a workbook of lists says of itself.

    Attributes:
        what: ``lists``, ``claims`` or ``partner``.
        revision: Of which revision of the store it was made.
        on: On which day the network was looked at.
        within: Key of the place; empty = everything.
        partner: Key of the one whose it is; empty for the community's own.
        rules: Digest of the rules in force.
        code: By which a partner's workbook comes back; it is believed nothing, but proves that the office gave it.
    """

    what: str
    revision: int
    on: date
    within: str = ""
    partner: str = ""
    rules: str = ""
    code: str = ""

    @property
    def of(self) -> str:
        """What names the list: whose it is, and of which revision, day and place (SEMANTICS M45).

        Example:
            >>> Marks("partner", 3, date(2024, 11, 1), "place-a", "team-b").of
            'team-b 3 2024-11-01 place-a'
        """
        return f"{self.partner} {self.revision} {self.on.isoformat()} {self.within}"

    def rows(self) -> list[tuple[str, str]]:
        """Return the marks as rows of a sheet."""
        said = {**self.__dict__, "revision": str(self.revision), "on": self.on.isoformat()}
        if not self.code:
            del said["code"]
        return [(SHEET, self.what), *((name, text) for name, text in said.items() if name != "what")]


def marks_of(network: Network, rules: Rules, what: str, partner: str = "") -> Marks:
    """Return the marks of a workbook that is made of a network."""
    return Marks(what, network.revision, network.date, network.within_key or "", partner, digest(rules.digests))


def digest(digests: Mapping[str, str]) -> str:
    """Return one digest of all rules in force."""
    said = "\x1f".join(f"{name}={one}" for name, one in sorted(digests.items()))
    return sha256(said.encode()).hexdigest()[:_DIGITS]


def read_marks(grids: Sequence[Grid]) -> Marks | None:
    """Return the marks among some sheets; None where they are not there, or are no marks any more."""
    for grid in grids:
        said = {cell.text(row[0]): row[1] for row in grid.rows if len(row) > 1 and row[0] not in ("", None)}
        if SHEET in said:
            text = {name: cell.text(value) or "" for name, value in said.items() if name}
            try:
                on = DAY.clean(said.get("on"))
            except BadValue:
                return None
            revision = text.get("revision", "")
            if on is None or not revision.isdecimal() or len(revision) > _LONGEST:
                return None
            more = {name: text.get(name, "") for name in ("within", "partner", "rules", "code")}
            return Marks(text[SHEET], int(revision), on, **more)
    return None
