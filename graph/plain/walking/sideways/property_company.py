"""The property company under contract, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.plain.walking.sideways.beside import Beside, Outcome, organisations_of
from graph.plain.walking.steps import Passed
from graph.rules.sideways import PropertyCompany

_FORM = "property_company"


@dataclass(frozen=True)
class Contract:
    """That a company has, or had, a contract at a place; ``until`` None = without an end."""

    company: str
    place: str
    valid: bool
    until: dt.date | None


def ask(beside: Beside, said: PropertyCompany) -> Outcome:
    """Ask the company under contract."""
    units, place, why = under_contract(beside)
    return beside.first(said, units, place) if units else Outcome(None, tuple(why))


def under_contract(beside: Beside) -> tuple[list[str], str, list[Passed]]:
    """Return the companies under contract at the nearest place, and that place; or why there are none."""
    contracts = list(_contracts(beside))
    units, place = beside.nearest((one.company, one.place) for one in contracts if one.valid)
    if units:
        return units, place, []
    why = beside.missing(organisations_of(_FORM), "none_under_contract")
    if why.why == "not_recorded":
        return [], "", [why]
    gone, there = beside.nearest((one.company, one.place) for one in contracts)
    ended = [replace(beside.passed("contract_ended", unit), since=_last(contracts, unit, there)) for unit in gone]
    return [], "", ended or [why]


def _contracts(beside: Beside) -> Iterator[Contract]:
    """Yield what each company answers or answered for, and the places of the units with which it has a contract."""
    reading, scopes = beside.world.reading, beside.world.carrying
    for company in beside.organisations(_FORM, ended=True):
        for one in scopes.scope(company):
            yield Contract(company, one.place, one.valid, one.until)
        for tie in reading.ties_from(company, "reports_to", ended=True):
            if tie.fields["relation"] == "contracts":
                for one in scopes.scope(tie.target):
                    ends = [day for day in (one.until, reading.over(tie)) if day is not None]
                    yield Contract(company, one.place, one.valid and tie.valid, min(ends, default=None))


def _last(contracts: list[Contract], company: str, place: str) -> dt.date | None:
    ends = (one.until for one in contracts if (one.company, one.place) == (company, place))
    return max(filter(None, ends), default=None)
