"""The workbooks of lists as surfaces give them: what stands above each list, and what things are called in it."""

from __future__ import annotations

from pathlib import Path

from graph.errors import NotFound
from graph.matching.wanted import nowhere
from graph.names import Names
from graph.network import Network
from graph.questions import match
from graph.rules import Rules
from graph.viewing import Showing, is_person
from graph.words import caption
from loaders.lists import write_claims, write_lists, write_partner
from loaders.receipts import Giving


class ListBook:
    """One workbook of lists, for one viewer.

    Attributes:
        what: ``lists``, ``claims`` or ``partner``.
        nowhere: How many demands are on no list, since they lie nowhere.
    """

    def __init__(
        self,
        what: str,
        network: Network,
        rules: Rules,
        names: Names,
        showing: Showing,
        by: str,
        partner: str | None = None,
        giving: Giving | None = None,
    ) -> None:
        """Take what is listed, who will have the file, who made it; of a partner the key, and what gives its code."""
        self.what, self.nowhere = what, len(nowhere(network))
        self._network, self._rules, self._names, self._showing = network, rules, names, showing
        self._by, self._partner, self._giving = by, partner, giving

    def write(self, path: Path) -> dict[str, int]:
        """Write the workbook, and return how many lines each list has.

        Raises:
            NotFound: The partner is nobody who could give.
        """
        network, rules, called = self._network, self._rules, self.called
        if self.what == "claims":
            return write_claims(path, network, rules, called, self._above())
        if self.what == "partner":
            partner = str(self._partner)
            return write_partner(path, network, rules, self._showing, partner, called, self._above(), self._giving)
        return write_lists(path, network, rules, self._showing, called, self._above())

    @property
    def unmatched(self) -> int:
        """How many demands are not on the 认领表: nobody can meet them, or only after somebody was verified."""
        if self.what != "claims":
            return 0
        found = match(self._network, self._rules)
        could = {row["demand"]["id"] for row in found.rows.iter_rows(named=True) if row["state"] != "pending"}
        return int(found.totals["demands"]) - len(could)

    def called(self, key: str) -> str:
        """Return what a thing is called: a person as the viewer may see, a unit by its own name, all else by path."""
        if is_person(key):
            return self._showing.name(key) or caption("lists.a_person", "zh")
        if key.partition("-")[0] in ("organisation", "team"):
            return self._network.name(self._network.rows.row(key) or 0) or key
        try:
            return self._names.path_of(key)
        except NotFound:
            return key

    def _above(self) -> list[str]:
        network = self._network
        within = network.within_key
        place = caption("cli.everywhere", "zh") if within is None else self._names.path_of(within)
        of = caption("forms.of", "zh", place=place, day=network.date, revision=network.revision)
        made = caption("picture.by", "zh", name=self._by)
        if self.what == "lists":
            return [of, caption("cli.comma", "zh").join((caption("picture.internal", "zh"), made))]
        if self._partner is not None:
            return [of, caption("lists.partner.title", "zh", partner=self.called(self._partner)), made]
        return [of, made]
