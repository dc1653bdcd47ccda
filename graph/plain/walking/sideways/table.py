"""The table of three and more, plainly."""

from __future__ import annotations

from dataclasses import replace

from graph.plain.walking.sideways.beside import Beside, Outcome
from graph.plain.walking.sideways.committee_acting import acting
from graph.plain.walking.sideways.committees import of_form
from graph.plain.walking.sideways.property_company import under_contract
from graph.plain.walking.steps import Aside, Party, Passed
from graph.rules.sideways import Table


def ask(beside: Beside, said: Table) -> Outcome:
    """Call the fixed parties and who else is there; one that is known to be missing leaves no table."""
    parties: list[Party] = []
    missing: list[Passed] = []
    for form in said.fixed:
        units, why = _party(beside, form)
        free = [unit for unit in units if unit not in beside.concerned]
        if free:
            parties.append(Party("party", free[0], form, beside.speaker(free[0], said.heads)[1]))
        elif any(one.why == "not_recorded" for one in why):
            parties.append(Party("not_recorded", None, form))
        else:
            missing += [replace(one, party=form) for one in (*why, *(beside.passed("concerned", u) for u in units))]
    if missing:
        return Outcome(None, tuple(missing))
    doubts = any(one.as_ == "not_recorded" for one in parties)
    parties += [Party("called", post, role, person) for role in said.calls for post, person in _called(beside, role)]
    flags = ["party_not_recorded"] if doubts else []
    return Outcome(Aside(beside.slot, said.ask, said.action, how="table", parties=parties, flags=flags))


def _party(beside: Beside, form: str) -> tuple[list[str], list[Passed]]:
    """Return the units that may sit for a form, or why there are none."""
    if form == "property_company":
        units, _, why = under_contract(beside)
        return units, why
    units, _, why = of_form(beside, form)
    if units or form != "owners_committee":
        return units, why
    instead, _, nobody = acting(beside)
    return instead, [] if instead else [*why, *(one for one in nobody if one.why == "not_recorded")]


def _called(beside: Beside, role: str) -> list[tuple[str, str | None]]:
    """Return the posts of a role at the nearest place that are not empty, with who is in charge, if known."""
    reading, seats = beside.world.reading, beside.world.seats
    posts = [post for post in reading.things("post") if reading.fields(post)["role"] == role]
    there = [post for post in posts if not seats.is_deputy(post) and (seats.sitter(post) or _unknown(beside, post))]
    units, _ = beside.nearest((post, place) for post in there for place in beside.world.carrying.places(post))
    sitters = [(post, seats.sitter(post)) for post in units if post not in beside.concerned]
    return [(post, sitter.person if sitter else None) for post, sitter in sitters]


def _unknown(beside: Beside, post: str) -> bool:
    return beside.world.seats.state(post) == "unknown"
