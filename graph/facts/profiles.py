"""Which profile a place follows: that of the nearest enclosing place that names one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.errors import NotAskable
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.rules import Profile


@dataclass(frozen=True)
class Profiles:
    """The profiles that places follow.

    Attributes:
        network: The network.
        in_force: The profiles in force.
        names: Those named in the network, in force or not.
        at: By place, position among the names; -1 for none.
    """

    network: Network
    in_force: Mapping[str, Profile]
    names: list[str]
    at: Ints

    @cached_property
    def takes(self) -> Bools:
        """By ``post_in`` tie, whether its post has the place it is in as its own: the profile names that level for it.

        Of a place that is not there on the date nobody can tell, so what stood there is not taken to be unscoped (L1).
        """
        return _taken_places(self)

    def find(self, place: int) -> Profile | None:
        """Return the profile of a place; None where none is named around it, or one not in force; -1 is nowhere."""
        return self.in_force.get(self.names[self.at[place]]) if place >= 0 and self.at[place] >= 0 else None

    def of(self, place: int) -> Profile:
        """Return the profile that a place follows.

        Raises:
            NotAskable: No place around it names one, or the one named is not in force.
        """
        found = self.find(place)
        if found is None:
            named = self.names[self.at[place]] if self.at[place] >= 0 else ""
            known = ", ".join(self.in_force)
            raise NotAskable("no_profile", start=self.network.path(place), found=named, expected=known)
        return found


def profiles_of(network: Network, in_force: Mapping[str, Profile]) -> Profiles:
    """Return which profile each place of a network follows on its date."""
    _, names = network.rows.codes("place", "profile")
    return Profiles(network, in_force, names, network.view.profile)


def _taken_places(profiles: Profiles) -> Bools:
    network = profiles.network
    within = network.rows.ties["post_in"]
    lies = np.flatnonzero(within.target < network.view.places)
    posts, places = within.source.take(lies), within.target.take(lies)
    roles, role_names = network.rows.codes("post", "role")
    levels, level_names = network.rows.codes("place", "level")
    table = np.zeros((len(profiles.names) + 1, len(role_names) + 1, len(level_names) + 1), dtype=bool)  # 0: none
    for position, name in enumerate(profiles.names):
        named = profiles.in_force[name].levels_of_role if name in profiles.in_force else {}
        for role in set(named).intersection(role_names):
            wanted = [level_names.index(level) + 1 for level in named[role] if level in level_names]
            table[position + 1, role_names.index(role) + 1, wanted] = True
    first, _ = network.rows.block["post"]
    _, wide, deep = table.shape
    by_place = (profiles.at + np.int32(1)) * np.int32(wide * deep) + (levels + np.int32(1))
    by_post = (roles + np.int32(1)) * np.int32(deep)
    found = np.zeros(within.source.size, dtype=bool)
    named_so = table.ravel().take(by_place.take(places) + by_post.take(posts - first))
    found[lies] = named_so | ~network.view.valid.take(places)
    return found
