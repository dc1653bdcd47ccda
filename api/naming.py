"""Everything in a network by name, in the words of the people there."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import polars as pl

from graph.errors import Ambiguous, NotFound
from graph.facts import facts_of
from graph.kinds import Sensitivity, kind_of, things
from graph.names import Names
from graph.network import Network
from graph.rules import Rules, Vocabulary
from graph.viewing import People, Viewer, public_holders
from graph.words.typed import Typed


def names_of(network: Network, rules: Rules, *, ended: bool = False) -> Names:
    """Return the names on a network's date, in the words of its profile where it has one.

    Those of people are not among them: they are read from the store whenever somebody is looked for.

    Args:
        network: The network; its *within* is not looked at.
        rules: The profiles in force.
        ended: Let what is over by the date be named too.
    """
    people = None if network.people is None else network.people.all
    words = words_of(network, rules)
    names = Names(network.tables(), None if ended else network.date, words, people, network.paths)
    for one in () if ended else network.view.left_behind:
        if one.under >= 0:  # it is called by where it lies now (SEMANTICS P6)
            names.add_place(network.key(one.place), (), [network.key(one.under)])
    return names


def words_of(network: Network, rules: Rules) -> Vocabulary:
    """Return what codes are called in a network: in the words of its profile where it has one."""
    profiles = facts_of(network, rules).profiles.names
    return rules.vocabulary(profiles[0] if len(profiles) == 1 else None)


def names_again(names: Names, network: Network) -> Names:
    """Return names that hold of another network too; people's are read as of that one."""
    return names if network.people is None else names.with_people(network.people.all)


def names_for(viewer: Viewer, names: Names, network: Network) -> Names:
    """Return the names by which a viewer may look for things in one request, of people those that they may read.

    See SEMANTICS V2.
    """
    if network.people is None:
        return names
    internal = viewer.may_see(Sensitivity.INTERNAL)
    return (names if internal else names.with_people(partial(_open_names, network, network.people))).once()


def _open_names(network: Network, people: People) -> pl.DataFrame:
    """Return the names of those who hold a public post on the date of a network."""
    rows = people.all()
    keys = public_holders(network.tables(), network.date, rows["key"].to_list())
    return rows.filter(pl.col("key").is_in(list(keys)))


def resolved(network: Network, rules: Rules, ref: str, kinds: Collection[str]) -> str:
    """Return the key of what a reference names on a network's date, else of what is over by then.

    Raises:
        NotFound: Nothing was ever called so, or several things are.
    """
    try:
        return names_of(network, rules).resolve(ref, kinds)
    except Ambiguous:
        raise
    except NotFound as error:
        try:
            return names_of(network, rules, ended=True).resolve(ref, kinds)
        except NotFound:
            raise _of_another_kind(names_of(network, rules), ref, kinds) or error from None


def _of_another_kind(names: Names, ref: str, kinds: Collection[str]) -> NotFound | None:
    """Return the error that what a reference names is there, and is of another kind; of people nothing is told."""
    others = [one.kind for one in things() if one.kind != "person" and one.kind not in kinds]
    found = dict.fromkeys(key.rpartition("-")[0] for key in names.matches(ref, others))
    if len(found) != 1:
        return None
    called, expected = (Typed({one: kind_of(one).zh for one in some}) for some in (found, kinds))
    return NotFound("other_kind", ref=f"“{ref}”", found=called, expected=expected)
