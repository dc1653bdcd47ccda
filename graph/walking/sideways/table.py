"""The table of three and whoever else is called (3+N): its parties, each found as if it were asked alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from graph.facts.seats import NOBODY
from graph.rules.sideways import Table
from graph.walking.filling import own_reach
from graph.walking.sideways import committee_acting, owners_committee, property_company
from graph.walking.sideways.around import Around, Found, Search
from graph.walking.sideways.by_form import of_form
from graph.walking.steps import Aside, Party, Passed

_UNKNOWN = "not_recorded"


def _committee(around: Around) -> Search:
    """Return the owners' committee, or who acts for it; nobody is known to be there if both are known not to."""
    found = owners_committee.search(around)
    acting = Search() if found.units else committee_acting.search(around)
    if acting.units:
        return acting
    doubts = [one for one in acting.lacking if one.why == _UNKNOWN]
    return replace(found, lacking=(*found.lacking, *doubts))


#: Parties that are not simply the organisations of their form.
_SEARCH: Mapping[str, Callable[[Around], Search]] = {
    "property_company": property_company.search,
    "owners_committee": _committee,
}


def ask(around: Around, said: Table) -> Found:
    """Call the parties together; where one of the fixed ones is known to be missing, there is no table."""
    parties: list[Party] = []
    missing: list[Passed] = []
    for form in said.fixed:
        search = _SEARCH.get(form, partial(of_form, form=form))(around)
        unit = next((one for one in search.units if one not in around.concerned), -1)
        if unit >= 0:
            parties.append(Party("party", unit, form, around.head(unit, said.heads)[1]))
        elif any(one.why == _UNKNOWN for one in search.lacking):
            parties.append(Party(_UNKNOWN, -1, form))
        else:
            barred = (around.passed("concerned", one) for one in search.units)
            missing += [one._replace(party=form) for one in (*search.lacking, *barred)]
    if missing:
        return Found(passed=tuple(missing))
    called = [Party("called", post, role, person) for role in said.calls for post, person in _called(around, role)]
    flags = ("party_not_recorded",) if any(one.as_ == _UNKNOWN for one in parties) else ()
    aside = Aside(around.position, said.ask, said.action, how="table", parties=(*parties, *called), flags=flags)
    return Found(aside)


def _called(around: Around, role: str) -> list[tuple[int, int]]:
    """Return the posts of a role at the nearest place, of those in which somebody is, with who is in charge."""
    seats, now = around.facts.seats, around.facts.beside(own_reach).today
    chosen = around.of_role(role) & ~seats.deputy & (seats.how != NOBODY)
    posts = around.nearest(now.where(chosen[now.carrier])).units
    return [(post, int(seats.person[post])) for post in posts if post not in around.concerned]
