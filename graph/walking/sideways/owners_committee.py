"""The owners' committee itself."""

from __future__ import annotations

from graph.rules.sideways import OwnersCommittee
from graph.walking.sideways.around import Around, Found, Search
from graph.walking.sideways.by_form import of_form


def ask(around: Around, said: OwnersCommittee) -> Found:
    """Ask the committee at the nearest place that has one."""
    return around.partner(said, search(around))


def search(around: Around) -> Search:
    """Return the committees that answer for a place in their own right."""
    return of_form(around, "owners_committee")
