"""Something begins: a place, an organisation, a seat, a team, a venue (SEMANTICS K17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.adjusting.fields import cleaned_fields
from graph.adjusting.levels import note_level
from graph.adjusting.outcome import Adjusted
from graph.adjusting.siblings import called_so, children_of, parents_of, refuse_same_name
from graph.adjusting.writing import Writing, kind_in
from graph.errors import BadInput
from graph.facts import facts_of
from graph.kinds import kind_of, tie_to_place, word_of
from graph.network import Network
from graph.rules import Rules, Vocabulary
from graph.rules.deputies import FIRST_DEPUTY, chief_of
from graph.steps.texts import named
from graph.words.typed import Typed

#: What may answer for places.
_ANSWERING = ("organisation", "post")


def establish(
    network: Network,
    rules: Rules,
    *,
    kind: str,
    name: str | None = None,
    at: str | None = None,
    axis: str | None = None,
    answers_for: Sequence[str] = (),
    fields: Mapping[str, Any] | None = None,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where something begins on the network's date.

    Args:
        network: The ledger.
        rules: The rules in force.
        kind: What it is.
        name: What it is called.
        at: The place that it lies in, answers for or serves; of a post also what it is in. None = a place of its own.
        axis: Of a place, the axis on which it lies there; None = on both.
        answers_for: Places that an organisation or post answers for besides.
        fields: What is written in its fields, by their names or headers.
        by: Who writes it down.
        reason: Why.

    Raises:
        NotFound: There is no such place.
        BadInput: It lacks what it must have, cannot be there, or there is one already.
    """
    writing = Writing(network)
    where = None if at is None else writing.there(at)
    more = [writing.there(one, ("place",)) for one in dict.fromkeys(answers_for)]
    words = _words(writing, rules, where)
    said = cleaned_fields(writing, kind, fields or {}, words)
    said = {**said, "name": named("adjust.part.name", name)} if name is not None else said
    if kind == "post" and (chief := chief_of(said.get("role"), words)):
        said = _of_deputy(writing, said, chief, words)
    _refuse_lacking(kind, said)
    if (where is None and kind != "place") or (more and kind not in _ANSWERING) or (axis and kind != "place"):
        option = "at" if where is None else "axis" if axis else "answers_for"
        raise BadInput("establish_where", option=f"adjust.part.{option}")
    tie = _tie(kind, where)
    _refuse_there(writing, kind, said, where, tie)
    if kind == "post":
        said = {"vacant": True} | said  # nobody has ever sat there
    writing.note_path(said.get("name"))
    key = writing.begin(kind, *_natural(kind, said, where), **said)
    if where is not None and tie:
        writing.tie(tie, key, where, **({"axis": axis} if tie == "part_of" else {}))
    for place in more:
        if (tie, place) != ("answers_for", where):
            writing.tie("answers_for", key, place)
    if kind == "place" and where is not None:
        note_level(writing, rules, key, where)
    return writing.adjusted("establish", by, reason)


def _words(writing: Writing, rules: Rules, where: str | None) -> Vocabulary:
    """Return the word lists of the profile that the place of something follows."""
    row = -1 if where is None else int(writing.network.view.anchor[writing.network.row(where)])
    profile = facts_of(writing.network, rules).profiles.find(row) if row >= 0 else None
    return rules.vocabulary(profile.key if profile else None)


def _of_deputy(writing: Writing, said: Mapping[str, Any], chief: str, words: Vocabulary) -> dict[str, Any]:
    """Return what is said of a post called 副书记 as the seat that it means; all else said stands (SEMANTICS S6)."""
    usual = {"rank": "deputy", "seat": FIRST_DEPUTY, "name": said["role"]}
    filled = {field: usual[field] if said.get(field) is None else said[field] for field in usual}
    writing.note("read_as_deputy", word=said["role"], role=words.caption("role", chief), seat=filled["seat"])
    return {**said, **filled, "role": chief}


def _refuse_lacking(kind: str, said: Mapping[str, Any]) -> None:
    lacking = {one.name: one.zh for one in kind_of(kind).fields if one.required and not said.get(one.name)}
    if lacking:
        raise BadInput("establish_lacks", fields=Typed(lacking))


def _tie(kind: str, where: str | None) -> str:
    """Return by which tie something is where it begins: at a place by that of its kind, a post in what it is in."""
    if where is None:
        return ""
    tie = tie_to_place(kind) if kind_in(where) == "place" else "post_in" if kind == "post" else ""
    if not tie or kind_in(where) not in getattr(kind_of(tie), "target", ()):
        raise BadInput("establish_where", option="adjust.part.at")
    return tie


def _refuse_there(writing: Writing, kind: str, said: Mapping[str, Any], where: str | None, tie: str) -> None:
    """Refuse what would be there twice: a place of a name, a unit of a form and name, a seat of a role and number."""
    name, word = str(said.get("name")), word_of(kind)
    if kind == "post":
        for one in (row["source"] for row in writing.valid(tie, target=where)):
            other = writing.thing(one) if kind_in(one) == "post" else {}
            if other and all(other[field] == said.get(field) for field in ("role", "seat")):
                raise BadInput("establish_seat_there", seat=said.get("seat") or "—", where=writing.called(str(where)))
        return
    if kind == "place":
        roots = [one for one in called_so(writing, kind, name) if not parents_of(writing, one)]
        refuse_same_name(writing, name, children_of(writing, [where]) if where else roots)
        return
    view, anchor = writing.network.view, writing.network.row(str(where))
    there = [one for one in called_so(writing, kind, name) if view.anchor[writing.network.row(one)] == anchor]
    refuse_same_name(writing, name, [one for one in there if not word or writing.thing(one)[word] == said.get(word)])


def _natural(kind: str, said: Mapping[str, Any], where: str | None) -> tuple[object, ...]:
    """Return the natural key of what begins, what it is at standing for its anchor, its parent, or what it is in."""
    if kind == "place" and said.get("code"):
        return said["code"], said.get("code_source"), None, None
    parts = {"parent": where, "anchor": where, "post_in": where, "code": None, "code_source": None}
    return tuple(parts[one] if one in parts else said.get(one) for one in kind_of(kind).natural_key)
