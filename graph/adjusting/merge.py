"""One thing goes on as another: what hung on it hangs on that from then on (SEMANTICS K19)."""

from __future__ import annotations

from collections import defaultdict

from graph.adjusting.handing_on import hand_on
from graph.adjusting.outcome import Adjusted
from graph.adjusting.passing_on import pass_on, pass_references
from graph.adjusting.register import LASTING
from graph.adjusting.siblings import where_in
from graph.adjusting.writing import Writing, kind_in
from graph.errors import BadInput
from graph.facts import facts_of
from graph.kinds import kind_of, word_of
from graph.names import fold
from graph.network import Network
from graph.rules import Rules
from graph.words.listed import Listed

_DEPUTY = "deputy"

_NAMED = 20  # that a refusal names


def merge(
    network: Network,
    rules: Rules,
    *,
    thing: str,
    into: str,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where a thing ends on the network's date and goes on as another of its kind.

    Args:
        network: The ledger.
        rules: The rules in force.
        thing: What ends.
        into: What it becomes.
        by: Who does it.
        reason: Why.

    Raises:
        NotFound: There is no such thing, or nothing to become.
        BadInput: They are of two kinds or levels, one lies in the other, or places in both have one name.
    """
    writing = Writing(network)
    old, new = writing.there(thing, LASTING), writing.there(into, LASTING)
    _refuse(writing, old, new)
    mine, theirs = (_heads(writing, rules, one) for one in (old, new))
    for one in kind_of(kind_in(old)).fields:
        if one.units and writing.thing(old)[one.name] is not None:
            writing.note(
                "own_number",
                thing=old,
                into=new,
                field=f"{kind_in(old)}.{one.name}",
                value=writing.thing(old)[one.name],
            )
    hand_on(writing, old, new)
    pass_references(writing, old, new)
    pass_on(writing, old, new)
    writing.end_thing(old)
    writing.tie("became", old, new)
    for role in sorted(mine.keys() & theirs.keys()):
        writing.note("two_heads", thing=new, posts=sorted(mine[role] | theirs[role]))
    return writing.adjusted("merge", by, reason)


def _refuse(writing: Writing, old: str, new: str) -> None:
    kind, called = kind_in(old), {"thing": writing.called(old), "into": writing.called(new)}
    word = word_of(kind)
    if old == new or kind != kind_in(new):
        raise BadInput("merge_kind", **called)
    if word and writing.thing(old)[word] != writing.thing(new)[word]:
        if kind == "place":
            raise BadInput("merge_level", **called)
        writing.note("other_word", thing=old, into=new)
    if kind != "place":
        return
    view, rows = writing.network.view, (writing.network.row(old), writing.network.row(new))
    if view.encloses(*rows) or view.encloses(*reversed(rows)):
        raise BadInput("merge_inside", **called)
    inside = [_names(writing, one) for one in (old, new)]
    if twice := sorted(name for name, one in inside[0].items() if inside[1].get(name, one) != one):
        told = [where_in(writing, inside[0][name]) for name in twice]
        names = Listed([*told[: _NAMED - 1], f"{told[_NAMED - 1]}……"] if len(told) > _NAMED else told)
        raise BadInput("merge_same_names", **called, count=len(told), names=names)


def _names(writing: Writing, place: str) -> dict[str, str]:
    """Return what lies in a place, now or later, by folded name."""
    rows = writing.ties("part_of", target=place)
    children = [row["source"] for row in rows if writing.holds(row) or writing.begins_later(row)]
    return {fold(str(writing.thing(one)["name"])): one for one in children if writing.in_force(writing.thing(one))}


def _heads(writing: Writing, rules: Rules, key: str) -> dict[str, set[str]]:
    """Return the posts of a thing that are asked for it, by role: no deputies, of roles in the profile's slots."""
    network = writing.network
    place = int(network.view.anchor[network.row(key)])
    profile = facts_of(network, rules).profiles.find(place) if place >= 0 else None
    asked = rules.profiles.values() if profile is None else [profile]  # what lies nowhere may be of any
    slots = [slot for one in asked for chain in one.chains.values() for slot in chain.slots]
    roles = {role for slot in slots for role in (*slot.head, *slot.carrier.role)}
    found: dict[str, set[str]] = defaultdict(set)
    for kind in ("post_in", "answers_for"):
        for post in (row["source"] for row in writing.valid(kind, target=key)):
            row = writing.thing(post)
            if kind_in(post) == "post" and row["role"] in roles and row["rank"] != _DEPUTY:
                found[row["role"]].add(post)
    return found
