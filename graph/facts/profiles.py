"""Which profile a place follows: that of the nearest enclosing place that names one."""

from __future__ import annotations

import numpy as np

from graph.errors import NotAskable
from graph.network import Network
from graph.network.rows import Ints
from graph.rules import Profile, Rules


def profile_rows(network: Network) -> tuple[list[str], Ints]:
    """Return the profiles named in a network, and by place which of them it follows, -1 for none."""
    return network.view.memo("profiles", None, lambda: _profile_rows(network))


def _profile_rows(network: Network) -> tuple[list[str], Ints]:
    view = network.view
    codes, names = network.rows.codes("place", "profile")
    marked = (codes >= 0) & view.valid[: view.places]
    every = np.arange(view.places, dtype=np.int32)
    nearest = view.nearest(marked, every)
    return names, np.where(nearest >= 0, codes[nearest], np.int32(-1))


def profile_of(network: Network, rules: Rules, place: int) -> Profile:
    """Return the profile that one place follows.

    Raises:
        NotAskable: No place around it names one, or the one named is not known.
    """
    names, at = profile_rows(network)
    found = rules.profiles.get(names[at[place]]) if at[place] >= 0 else None
    if found is None:
        named = names[at[place]] if at[place] >= 0 else ""
        raise NotAskable("no_profile", start=network.path(place), found=named, expected=", ".join(rules.profiles))
    return found
