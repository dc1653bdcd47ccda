"""A form as surfaces fill it: its map laid over a network, for one viewer."""

from __future__ import annotations

from pathlib import Path

from api.captions import Captions
from api.rendering.filled import Told
from graph.errors import BadInput, NotFound
from graph.facts import facts_of
from graph.filling import Asked
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing, is_person
from loaders.filling.fill import Filled, fill
from loaders.filling.plan import Plan
from loaders.filling.spots import Laid


class FormBook:
    """A map laid over a ledger, to fill a form with or to compare one that came back.

    Attributes:
        asked: With what its cells are asked.
        laid: What each cell asks for.
        told: Says what became of it.
    """

    def __init__(
        self, plan: Plan, network: Network, rules: Rules, names: Names, showing: Showing, *, lang: str, note: str = ""
    ) -> None:
        """Lay the map over the network's place.

        Args:
            plan: The map.
            network: The ledger on the day of the form, within the place that it is of.
            rules: The rules in force.
            names: Finds what the map names, as far as the viewer may know it.
            showing: Who will have the form.
            lang: In which language is told what became of it.
            note: What a reader must know of the form, below what its values rest on.

        Raises:
            BadInput: No place is named.
            BadRules: The map asks for what there is not; file and line are named.
        """
        if network.within_row is None:
            raise BadInput("fill_within")
        spoken = rules.spoken(facts_of(network, rules).profiles.names)
        self._names, self._showing = names, showing
        self.asked = Asked(network, rules, showing, plan.form.small)
        self.laid = Laid(plan, self.asked, names, spoken.vocabulary(), network.within_row)
        self.told = Told(Captions(network, rules, lang), self.called, self.asked_of, network.revision, note)

    def write(self, blank: Path, to: Path) -> Filled:
        """Fill a blank form, and write it elsewhere.

        Raises:
            BadInput: A cell of the map is not in the form.
        """
        return fill(blank, self.laid, self.asked, to, self.told.sheets)

    def asked_of(self, key: str) -> str:
        """Return what somebody to be asked is called: of a post with who holds it, as the viewer may see them."""
        network, called = self.asked.network, self.called(key)
        if key.rpartition("-")[0] != "post":
            return called
        people, posts = network.view.tied("holds")
        held = sorted(network.key(int(row)) for row in people[posts == network.row(key)])
        names = [name for one in held if (name := self._showing.name(one))]
        return f"{called}（{'、'.join(names)}）" if names else called

    def called(self, key: str) -> str:
        """Return what a thing is called: a person as the viewer may see, all else by path, or its key."""
        if is_person(key):
            return self._showing.name(key) or key
        try:
            return self._names.path_of(key)
        except NotFound:
            return key
