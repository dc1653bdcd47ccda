"""A need written down, with the first step of its life: raised through a channel (SEMANTICS N7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from graph.changes import ChangeSet
from graph.doors import told_places
from graph.errors import BadInput, StepRefused
from graph.facts import facts_of
from graph.keys import free_key, public_key
from graph.life.asked import StepAsked, StepMade
from graph.life.children import may_be_child
from graph.life.register import SEATS
from graph.life.stepping import step_made
from graph.network import Network
from graph.network.meant import meant
from graph.rules import Rules
from graph.steps.asked import Note
from graph.steps.rows import frame_of, tie_row
from graph.steps.texts import named, typed
from graph.values.amounts import clean_wanted
from graph.values.instant import day_in_shanghai, kept_instant
from graph.values.name import clean_name
from graph.viewing import is_person
from graph.words.typed import Typed

#: Of a list of no more words than so many a note says all, else so many that are so much alike.
_FEW, _NEAR, _ALIKE = 12, 3, 0.4
#: The kinds of what may be meant by what is said of a need.
MEANT: Mapping[str, tuple[str, ...]] = {
    "place": ("place",),
    "raiser": ("person", "organisation", "team"),
    "about": (*SEATS, "venue"),
    "seat": SEATS,
}


@dataclass(frozen=True)
class NeedAsked:
    """A need to record; things by their keys.

    Attributes:
        name: What is needed, in a few words without anybody's name.
        place: The place that it lies in.
        at: When it was raised.
        channel: How it came in, by code or word.
        category: What is needed, by code or word.
        raiser: Who raised it: a person who agreed to be named, an organisation, a team; None = nobody is written down.
        purpose: For what who raised it agreed to be named; None = they did not.
        agreed_until: The first day on which they agree no more; None = until they say so.
        about: Whom or what it is about; that is never asked to meet it.
        number: The office's own number; None = it has none.
        quantity: How much of it.
        unit: In what it is counted, by code or word.
        priority: ``urgent``, ``high`` or ``normal``, by code or word.
        from_: The day from which on it is wished.
        due: The day by which it is wished.
        seat: The post, organisation, team or person that takes it in.
        by: Who writes it down.
    """

    name: str
    place: str
    at: datetime
    channel: str | None = None
    category: str | None = None
    raiser: str | None = None
    purpose: str | None = None
    agreed_until: date | None = None
    about: str | None = None
    number: str | None = None
    quantity: int | None = None
    unit: str | None = None
    priority: str | None = None
    from_: date | None = None
    due: date | None = None
    seat: str | None = None
    by: str = field(default="")


def need_added(network: Network, rules: Rules, asked: NeedAsked) -> StepMade:
    """Return a need as it is written down with its first step.

    Args:
        network: The ledger, on the day on which it was raised.
        rules: The rules in force.
        asked: The need.

    Raises:
        NotFound: There is no such place, raiser or seat.
        BadInput: A text is none, or the number is another need's.
        StepRefused: The workflow needs a channel, who takes it in may not, or it names a child.
    """
    if not asked.place:
        raise BadInput("step_needs", step="add", option="place")
    for name, kinds in MEANT.items():
        _check(network, getattr(asked, name), kinds)
    _refuse_child(network, asked)
    row, notes = _row(network, rules, asked)
    place = network.key(network.row(asked.place))
    rows: dict[str, list[dict[str, Any]]] = {
        "need": [row],
        "located_at": [tie_row("located_at", row["key"], _told_place(network, place)) | {"target": place}],
    }
    if asked.raiser is not None:
        raiser = network.key(network.row(asked.raiser))
        rows["raises"] = [tie_row("raises", raiser, row["key"]) | _consent(asked)]
    elif asked.purpose is not None:
        raise BadInput("step_needs", step="add", option="raiser")
    written = {kind: frame_of(kind, found) for kind, found in rows.items()}
    first = StepAsked("raise", row["key"], asked.at, seat=asked.seat, by=asked.by)
    made = step_made(network.apply(ChangeSet(written)), rules, first)
    changes = ChangeSet({**written, **made.changes.frames}, asked.by, source="linli need add", base=network.revision)
    return replace(made, notes=(*notes, *made.notes), changes=changes)


def _consent(asked: NeedAsked) -> dict[str, Any]:
    """Return what says that who raised it agreed to be named, from the day on which it was raised; else nothing."""
    purpose = clean_name(typed("purpose", asked.purpose))
    if purpose is None:
        return {}
    day = day_in_shanghai(kept_instant(asked.at))
    if asked.agreed_until is not None and asked.agreed_until <= day:
        raise StepRefused("need_until_past", found=asked.agreed_until, day=day)
    return {"purpose": purpose, "agreed_on": day, "agreed_until": asked.agreed_until}


def _check(network: Network, key: str | None, kinds: tuple[str, ...]) -> None:
    """Refuse a thing that is not there on the day, or of a kind that cannot be meant.

    Raises:
        NotFound: It is so.
    """
    if key is not None:
        meant(network, key, kinds)


def _refuse_child(network: Network, asked: NeedAsked) -> None:
    """Refuse a person who may be under 14 as who raised it (SEMANTICS V11)."""
    raiser = None if asked.raiser is None else network.key(network.row(asked.raiser))
    if raiser is None or not is_person(raiser) or network.people is None:
        return
    born = network.people.of("person", [raiser]).get(raiser, {}).get("birth_year")
    if may_be_child(born, day_in_shanghai(kept_instant(asked.at))):
        raise StepRefused("need_child")


def _row(network: Network, rules: Rules, asked: NeedAsked) -> tuple[dict[str, Any], list[Note]]:
    name = named("name", asked.name)
    if name is None:
        raise BadInput("step_needs", step="add", option="name")
    number, day = named("number", asked.number), day_in_shanghai(kept_instant(asked.at))
    needs = network.tables()["need"]
    if number is not None and needs.filter(number=number).height:
        raise StepRefused("need_number_there", number=number)
    if asked.due is not None and asked.due < day:
        raise StepRefused("need_until_past", found=asked.due, day=day)
    if asked.due is not None and asked.from_ is not None and asked.due < asked.from_:
        raise StepRefused("need_due_before_from", found=asked.due, first=asked.from_)
    notes: list[Note] = []
    said = {
        word: _word(rules, network, asked, word, getattr(asked, word), notes)
        for word in ("channel", "category", "unit", "priority")
    }
    if said["channel"] is None:
        raise BadInput("step_needs", step="add", option="channel")
    natural = (number, None, None, None) if number else (None, _told_place(network, asked.place), name, day)
    key = _free({*needs["key"].to_list()}, *natural)
    if key != public_key("need", *natural):
        notes.append(Note("need_there", {"name": name, "day": day, "key": key, "first": public_key("need", *natural)}))
    about = None if asked.about is None else network.key(network.row(asked.about))
    row = {"key": key, "name": name, "number": number, "raised_on": day, "about": about}
    return {**row, "from": asked.from_, "due": asked.due, "quantity": clean_wanted(asked.quantity), **said}, notes


def _word(
    rules: Rules, network: Network, asked: NeedAsked, what: str, said: str | None, notes: list[Note]
) -> str | None:
    """Return a word as its code; one in no list is kept, and reported."""
    text = clean_name(typed(what, said))
    if text is None:
        return None
    words = rules.vocabulary(_profile(network, rules, asked.place))
    code = words.resolve(what, text)
    if code not in words.lists.get(what, {}):
        known = words.lists.get(what, {})
        near = get_close_matches(text, [word.zh for word in known.values()], n=_NEAR, cutoff=_ALIKE)
        told = {one: word.zh for one, word in known.items() if len(known) <= _FEW or word.zh in near}
        so = "made.kept.category" if what == "category" else ""
        notes.append(Note("word_kept", {"word": text, "what": f"made.word.{what}", "so": so, "known": Typed(told)}))
    return code


def _profile(network: Network, rules: Rules, place: str) -> str | None:
    found = facts_of(network, rules).profiles.find(network.row(place))
    return found.key if found else None


def _told_place(network: Network, place: str) -> str:
    """Return the place that keys of a need are made of: never a door, which could be tried against them (V8)."""
    key = network.key(network.row(place))
    return told_places([key], network.tables()).get(key, key) or ""


def _free(known: set[str], *natural: object) -> str:
    """Return the key of a need's natural key, or where one has it already, of its next."""
    return free_key("need", known.__contains__, *natural)
