"""Who is meant by a name: somebody known around the seat, at a home or in a unit; else somebody new (SEMANTICS K12)."""

from __future__ import annotations

from graph.adjusting.writing import Writing
from graph.errors import Ambiguous, BadInput
from graph.kinds import ties
from graph.names import fold
from graph.names.persons import Persons
from graph.steps.texts import named
from graph.values.mask import mask

_STEPS = 2  # from a group to its branch, from a seat to what its unit answers for


def person_meant(writing: Writing, seat: str, person: str | None, name: str | None, *around: str | None) -> str:
    """Return the key of a person by key, or by name with what is around them; who is nowhere yet is written down.

    Args:
        writing: What is written.
        seat: The post that they take.
        person: Their key.
        name: Their name, perhaps with the year of birth in brackets; where no key is said.
        around: The home or unit that they are looked for at; where none is said, the seat and what it belongs to.

    Raises:
        NotFound: Nobody has that key on the day, or there is no such home or unit.
        BadInput: Both are said, or neither; or the name is none.
        Ambiguous: Several of that name are around.
    """
    if (person is None) == (name is None):
        raise BadInput("appoint_who")
    if person is not None:
        return writing.there(person, ("person",))
    said = named("adjust.part.name", name)
    if said is None:
        raise BadInput("adjust_needs", work="adjust.appoint", option="adjust.part.name")
    places = [writing.there(one) for one in around if one is not None]
    return _known(writing, said, places or [seat]) or _new(writing, said, places)


def _known(writing: Writing, name: str, around: list[str]) -> str | None:
    people = writing.network.people
    if people is None:
        return None
    alike = [key for key in _named(writing, name) if writing.holds(writing.thing(key))]
    near = _spread(writing, {*around})
    found = [key for key in alike if _spread(writing, {key}, _STEPS + 1) & near]
    if len(found) > 1:
        raise Ambiguous("appoint_several", name=mask(name), count=len(found))
    if alike and not found:
        writing.note("same_name", count=len(alike))
    return next(iter(found), None)


def _named(writing: Writing, name: str) -> list[str]:
    """Return the people of a name, of every date."""
    people = writing.network.people
    assert people is not None  # noqa: S101 - who is known is asked of it
    names, rows = people.all(), writing.network.tables()["person"]
    if not names.height:
        return []
    listed = Persons(rows.select("key").with_columns(open=True), names)
    return sorted(key for key in listed.named(name) if fold(listed.called(key) or "") in fold(name))


def _spread(writing: Writing, keys: set[str], steps: int = _STEPS) -> set[str]:
    """Return some things with what they belong to, answer for, are in or live in, so many steps on."""
    found, edge = set(keys), set(keys)
    for _ in range(steps):
        edge = {row["target"] for key in edge for row in _from(writing, key)} - found
        found |= edge
    return found


def _from(writing: Writing, key: str) -> list[dict[str, str]]:
    kind = key.partition("-")[0]
    kinds = [one.kind for one in ties() if kind in one.source and (one.found_at or "person" in one.source)]
    return [row for one in kinds for row in writing.valid(one, source=key)]


def _new(writing: Writing, said: str, around: list[str]) -> str:
    """Write somebody down, with the home or unit that is said of them."""
    dated = said.rstrip("）").rpartition("（")
    year = int(dated[2]) if dated[0] and dated[2].isdecimal() and len(dated[2]) == 4 else None  # noqa: PLR2004 - a year
    key = writing.begin("person", name=dated[0] if year else said, birth_year=year, since=None)
    for place in around:
        writing.tie("lives_in" if place.startswith("place-") else "member_of", key, place)
    return key
