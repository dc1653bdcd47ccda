"""Whatever somebody may mean who types a few signs: a number, a telephone, a path, or a name in signs or pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from api.console.asked import Asked
from api.console.run_together import read_apart
from api.rendering.formerly import with_former
from api.rendering.things import sought
from graph.errors import BadValue
from graph.keys import is_key
from graph.kinds import Sensitivity, things
from graph.names import fold
from graph.network import Network
from graph.values import PHONE
from graph.viewing import is_person


@dataclass(frozen=True)
class Hit:
    """Something that was found.

    Attributes:
        key: Its key.
        kind: Its kind.
        name: What it is called.
        path: Where it is.
        people: Of a post who holds it, of a person which posts they hold: key and name.
        formerly: What it was called before, and until when, as a sentence; empty = nothing.
    """

    key: str
    kind: str
    name: str
    path: str
    people: tuple[tuple[str, str], ...]
    formerly: str = ""


def found_by(asked: Asked, said: str | None, kind: str | None) -> list[str]:
    """Return the keys of what is meant, what is called exactly so first; without a text everything of the kind."""
    network = asked.whole.within(asked.within)
    called = sought(network, asked.names, asked.showing, said, kind)
    if said is None:
        return list(called)
    sure = [*([said] if is_key(said) else []), *_numbered(network, said), *asked.names.matches(said)]
    sure = sure or read_apart(asked.names, said)
    sure = [key for key in sure if _may_be_meant(network, key, kind)]
    return list(dict.fromkeys([*sure, *_with_all(asked, network, said, kind), *called]))


def _with_all(asked: Asked, network: Network, said: str, kind: str | None) -> list[str]:
    """Return what is called by the last of several words and has all of them on its path: ``锦绣园 61号楼 楼栋长``."""
    words = _words(said)
    if len(words) == 1:
        return []
    last = sought(network, asked.names, asked.showing, words[-1], kind)
    return [key for key in last if not is_person(key) and _has(words, asked.names.path_of(key))]


def _words(said: str) -> list[str]:
    return [fold(word) for word in said.split()]


def _has(words: Sequence[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _may_be_meant(network: Network, key: str, kind: str | None) -> bool:
    """Return whether a thing is there on the day, of the kind, and in the place; nobody is found by where they live."""
    row, view = network.rows.row(key), network.view
    if row is None or not view.valid[row] or kind not in (None, key.rpartition("-")[0]):
        return False
    if network.within_row is None:
        return True
    anchor = int((view.told_anchor if is_person(key) else view.anchor)[row])
    return anchor >= 0 and bool(view.inside(network.within_row)[anchor])


def near_only(asked: Asked, said: str, hits: list[Hit]) -> bool:
    """Return whether nothing is called so, and what was found is only called nearly so."""
    return (
        bool(hits)
        and not fold(said).isascii()
        and "/" not in said
        and not any(_has(_words(said), text) for one in hits for text in (one.name, one.path))
        and asked.names.matches(said) == []
        and read_apart(asked.names, said) == []
    )


def hits_of(asked: Asked, keys: list[str]) -> list[Hit]:
    """Return things as a search shows them."""
    beside = {key: _beside(asked.whole, key) for key in keys}
    asked.showing.names([*keys, *(other for others in beside.values() for other in others)])
    found = []
    for key in keys:
        one = asked.names.result(key)
        name = asked.called(key) if is_person(key) else one.name
        people = tuple((other, asked.called(other)) for other in beside[key])
        path = "" if is_person(key) else asked.called(key)
        found.append(Hit(key, one.kind, name, path, people, with_former("", one.formerly, asked.lang)))
    return found


def _beside(network: Network, key: str) -> list[str]:
    row = network.row(key)
    if key.startswith("post-"):
        others = network.view.into("holds").of(row)
    elif is_person(key):
        others = network.view.out("holds").of(row)
    else:
        return []
    return [network.key(int(other)) for other in others]


def _numbered(network: Network, said: str) -> list[str]:
    """Return what has this code or this telephone, as far as everybody may read it."""
    wanted = {"code": said.strip(), "phone": _phone(said)}
    found: list[str] = []
    for kind in things():
        for one in kind.fields:
            text = wanted.get(one.value or "")
            if text and one.sensitivity is Sensitivity.OPEN and not one.apart:
                rows = network.rows.frame(kind.kind)
                found += rows.filter(pl.col(one.name) == text)["key"].to_list()
    return found


def _phone(said: str) -> str | None:
    try:
        return PHONE.clean(said) if any(sign.isdigit() for sign in said) else None
    except BadValue:
        return None
