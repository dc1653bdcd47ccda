"""组织架构: each chain of a place from the top down, who fills each slot there, and in which posts (SEMANTICS F4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph.facts import Facts, facts_of
from graph.forms.asked import Asked, places_below
from graph.forms.paper import Column, Group, Paper, Said, Sheet, Table
from graph.forms.seated import Seated, in_order
from graph.network import Network
from graph.network.columns import Bools
from graph.network.grouping import Lists
from graph.network.standing import standing
from graph.pictures.called import Called
from graph.rules import Profile, Rules, Slot
from graph.viewing import Showing
from graph.walking.chain import chain_index

_Row = tuple[Said, ...]
_WIDTHS = {"place": 36, "unit": 26, "post": 14, "holder": 14, "note": 24, "phone": 16}


def structure(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the chains of a place, a sheet a chain: what encloses the place above, then what lies in it."""
    facts = facts_of(network, rules)
    near = _near(network)
    sheets = [
        _sheet(network, rules, showing, asked, _Chain(facts, network, profile, chain, near))
        for profile in _profiles(facts, near)
        for chain in profile.chains
    ]
    return Paper(tuple(sheets))


def _near(network: Network) -> Bools:
    """Return by place whether it is the one asked about, encloses it or lies in it."""
    view, asked = network.view, network.within_row
    if asked is None:
        return view.valid[: view.places].copy()
    found = view.inside(asked) & view.valid[: view.places]
    found[[row for row, _ in view.enclosing(asked)]] = True
    return found


def _profiles(facts: Facts, near: Bools) -> Iterator[Profile]:
    """Yield the profiles that these places follow, in the order of their names."""
    for at in np.unique(facts.profiles.at[near]).tolist():
        if at >= 0 and (found := facts.in_force.get(facts.profiles.names[at])) is not None:
            yield found


def _sheet(network: Network, rules: Rules, showing: Showing, asked: Asked, chain: _Chain) -> Sheet:
    """Return one chain as a sheet."""
    posts = [post for slot in chain.filled for unit in slot.units for post in chain.posts(unit)]
    seated, called = Seated(network, rules, showing, posts, asked.lang), Called(network, rules, asked.lang)
    groups, rows = [], list[_Row]()
    for slot in chain.filled:
        lines = [row for unit in slot.units for row in _rows(chain, unit, slot.units[unit], seated, called, asked)]
        lines = lines or [("", "", "", "", asked.say("forms.nothing"), "")]
        title = getattr(slot.slot.title, asked.lang)
        groups.append(Group(asked.say("form.structure.slot", slot=title, count=len(slot.units)), len(lines)))
        rows += lines
    columns = tuple(Column(asked.say(f"form.column.{name}"), width) for name, width in _WIDTHS.items())
    title = str(getattr(chain.title, asked.lang))
    return asked.sheet(network, (Table(columns, tuple(rows), groups=tuple(groups)),), title, landscape=True)


def _rows(chain: _Chain, unit: int, places: list[int], seated: Seated, called: Called, asked: Asked) -> Iterator[_Row]:
    """Yield a row a post of a unit; one row of a unit without posts."""
    where = places_below(chain.network, places, asked.lang)
    posts = chain.posts(unit)
    name = "" if posts == [unit] else called.thing(unit)
    for post in posts:
        into = name or seated.unit(post)
        yield (where, into, seated.role(post), seated.holders(post), seated.note(post), seated.phone(post))
    if not posts:
        yield (where, name, "", "", asked.say("form.structure.no_posts"), str(called.value(unit, "phone") or ""))


@dataclass(frozen=True)
class _Filled:
    """A slot, and who fills it near the place asked about, each with the places that it answers for there."""

    slot: Slot
    units: Mapping[int, list[int]]


class _Chain:
    """A chain of one profile near the place asked about."""

    def __init__(self, facts: Facts, network: Network, profile: Profile, chain: str, near: Bools) -> None:
        self.network, self.title = network, profile.chains[chain].title
        index = chain_index(facts, profile, chain).slots
        slots = zip(profile.chains[chain].slots, index, strict=True)
        self.filled = [_Filled(slot, self._units(one.carriers, near)) for slot, one in slots][::-1]

    def posts(self, unit: int) -> list[int]:
        """Return the posts of a unit in order; of a post that fills a slot itself that one."""
        first, last = self.network.rows.block["post"]
        if first <= unit < last:
            return [unit]
        return in_order(self.network, (int(post) for post in self.network.view.into("post_in").of(unit)))

    def _units(self, carriers: Lists, near: Bools) -> dict[int, list[int]]:
        some = near & (carriers.start[1:] > carriers.start[:-1])[: near.size]
        found: dict[int, list[int]] = {}
        low = standing(self.network).low
        for place in sorted(np.flatnonzero(some).tolist(), key=lambda row: int(low[row])):
            for unit in carriers.of(place).tolist():
                found.setdefault(unit, []).append(place)
        return found
