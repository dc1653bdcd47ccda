"""Which profile a place follows: that of the nearest enclosing place that names one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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

    def find(self, place: int) -> Profile | None:
        """Return the profile of a place; None where none is named around it, or one that is not in force."""
        return self.in_force.get(self.names[self.at[place]]) if self.at[place] >= 0 else None

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


def taken_places(profiles: Profiles, posts: Ints, places: Ints) -> Bools:
    """Return which posts, each in a place, take that place as their own: its profile names the level for their role.

    Of a place that is not there on the date nobody can tell, so what stood there is not taken to be unscoped (L1).
    """
    network = profiles.network
    roles, role_names = network.rows.codes("post", "role")
    levels, level_names = network.rows.codes("place", "level")
    table = np.zeros((len(profiles.names) + 1, len(role_names) + 1, len(level_names) + 1), dtype=bool)  # the last: none
    for position, name in enumerate(profiles.names):
        named = profiles.in_force[name].levels_of_role if name in profiles.in_force else {}
        for role in set(named).intersection(role_names):
            wanted = [level_names.index(level) for level in named[role] if level in level_names]
            table[position, role_names.index(role), wanted] = True
    first, _ = network.rows.block["post"]
    _, wide, deep = table.shape
    by_place = (profiles.at % table.shape[0]) * np.int32(wide * deep) + levels % deep  # -1 is the last of each
    by_post = (roles % wide) * np.int32(deep)
    found: Bools = table.ravel()[by_place[places] + by_post[posts - first]] | ~network.view.valid[places]
    return found
