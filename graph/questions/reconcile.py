"""Do the published numbers agree with the ledger? Each figure beside the count of the same thing (SEMANTICS R1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from graph.answers import EVIDENCE_CAP, UNBOUNDED, Answer
from graph.answers.reconcile import ROWS, VERDICTS
from graph.errors import BadSelector
from graph.facts import facts_of
from graph.facts.bases import figure_band
from graph.facts.left_behind import Noted, left_behind_in
from graph.facts.shown import Shown
from graph.kinds import things, ties
from graph.network import Network
from graph.questions.reconciling.counts import Count
from graph.questions.reconciling.flows import count_flow, happenings
from graph.questions.reconciling.measures import count_measure, units
from graph.rules import Rules
from graph.selectors import Measure, parse_measure
from graph.values.timespan import Timespan, read_timespan


@dataclass(frozen=True)
class _Compared:
    row: int
    verdict: str
    count: Count | None
    difference: int | None
    why: tuple[tuple[str, int], ...]
    on: date
    counted_on: date


def reconcile(network: Network, rules: Rules, *, evidence_cap: int | None = EVIDENCE_CAP) -> Answer:
    """Return every published figure beside what the ledger counts, and whether the two agree.

    Args:
        network: Asked about figures whose subject is anchored in its *within*; each is counted on its own as-of date.
        rules: The profiles say how many households a home without a number may have.
        evidence_cap: At most so many ids a row; None = all.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> reconcile(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals
        {'verdicts': {'agrees': 0, 'consistent': 0, 'differs': 0, 'cannot_tell': 0}}
    """
    compared = [_compare(network, rules, row) for row in _figures(network)]
    counts = {verdict: sum(one.verdict == verdict for one in compared) for verdict in VERDICTS}
    return Answer(
        question="reconcile",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": _rows(network, compared, evidence_cap)},
        options={"evidence_cap": evidence_cap},
        totals={"verdicts": counts},
        issues=_left_behind(network, compared),
    )


def _left_behind(network: Network, compared: list[_Compared]) -> tuple[Noted, ...]:
    """Return what was left behind where figures are counted, on each of their days."""
    counted: dict[date, set[int]] = {}
    for one in compared:
        if one.count is not None:
            figure = _figure(network, one.row)
            place = int(network.on(one.counted_on).view.anchor[network.rows.row(figure["subject"])])
            if place >= 0:
                counted.setdefault(one.counted_on, set()).add(place)
    found = [one for day in sorted(counted) for one in left_behind_in(network.on(day), counted[day])]
    return tuple(sorted(found, key=lambda one: (one["id"], one["other"] or "")))


def _figures(network: Network) -> list[int]:
    first, last = network.rows.block["figure"]
    rows = [row for row in range(first, last) if network.view.valid[row]]
    inside = network.asked
    if inside is not None:
        anchor = network.view.anchor
        rows = [row for row in rows if anchor[row] >= 0 and inside[anchor[row]]]
    return sorted(rows, key=lambda row: (network.name(row) or "", row))


def _compare(network: Network, rules: Rules, row: int) -> _Compared:
    figure = _figure(network, row)
    subject = network.rows.row(figure["subject"])
    measure = _measure(figure["measure"])
    time = time_of(figure)
    day = network.date if figure["flow"] else figure["as_of"] or network.date
    on = day if time is None or time.last is None else time.last
    refused = _refused(network, figure, subject, measure)
    if refused is not None or measure is None or subject is None:
        return _Compared(row, "cannot_tell", None, None, ((refused or "measure_not_read", -1),), on, day)
    facts = facts_of(network.within(None).on(day), rules)
    if time is not None:
        count = count_flow(facts, measure, subject, figure["unit"], time)
    else:
        count = count_measure(facts, measure, subject, figure["unit"])
    why = list(count.why)
    if figure["as_of"] is None and time is None:
        why.append(("undated", -1))
    low, high = figure_band(figure["value"], figure["bound"], figure["low"], figure["high"])
    verdict = _verdict(figure["bound"], (low, high), count)
    if figure["bound"] == "about" and (figure["low"] is None or figure["high"] is None):
        verdict = "cannot_tell"
        why.append(("about_without_range", -1))
    difference = count.low - figure["value"] if count.low == count.high else None
    told = tuple(sorted(why, key=lambda one: (one[0], one[1])))
    return _Compared(row, verdict, count, difference, told, on, day)


def time_of(figure: dict[str, Any]) -> Timespan | None:
    """Return the time over which a figure was counted; None where it is none of a time, or nobody can read it (R11)."""
    time = read_timespan(figure["period"]) if figure["flow"] else None
    if time is None or time.last is not None or figure["as_of"] is None or figure["as_of"] < time.first:
        return time
    return Timespan(time.first, figure["as_of"])


def _measure(text: str) -> Measure | None:
    try:
        return parse_measure(text)
    except BadSelector:
        return None


def _refused(network: Network, figure: dict[str, Any], subject: int | None, measure: Measure | None) -> str | None:
    """Return why a figure cannot be counted at all, None if it can (SEMANTICS R2, R6)."""
    if measure is None:
        return "measure_not_read"
    if not measured_kinds_kept(measure):
        return "kind_not_kept"
    if subject is None or not network.view.valid[subject]:
        return "subject_dissolved"
    if figure["flow"] and time_of(figure) is None:
        return "no_period"
    if figure["flow"] and not happenings(measure):
        return "flow"
    if figure["unit"] not in units(measure):
        return "other_unit"
    return None


def measured_kinds_kept(measure: Measure) -> bool:
    """Return whether every kind that a measure names is kept."""
    if measure.parts:
        return all(map(measured_kinds_kept, measure.parts))
    known = {kind.kind for kind in things()}
    tie_known = not measure.through or measure.through in {tie.kind for tie in ties()}
    what = measure.verb != "distinct" or measure.what in known
    return measure.of.get("kind") <= known and tie_known and what


def _verdict(bound: str, published: tuple[int, int], count: Count) -> str:
    """Return what a count says of a published number (SEMANTICS R5)."""
    low, high = published
    if bound == "exact":
        if count.low == count.high == low:
            return "agrees"
        return "differs" if low < count.low or low > count.high else "cannot_tell"
    if low <= count.low and count.high <= high and (count.high < UNBOUNDED or high == UNBOUNDED):
        return "consistent"
    return "differs" if count.high < low or count.low > high else "cannot_tell"


def _figure(network: Network, row: int) -> dict[str, Any]:
    first, _ = network.rows.block["figure"]
    return network.rows.frame("figure").row(row - first, named=True)


def _rows(network: Network, compared: list[_Compared], cap: int | None) -> pl.DataFrame:
    shown = Shown(network)
    rows = []
    for one in compared:
        figure = _figure(network, one.row)
        subject = network.rows.row(figure["subject"])
        evidence = [] if one.count is None else sorted(network.key(int(row)) for row in one.count.evidence)
        rows.append(
            {
                "figure": network.key(one.row),
                "name": figure["name"],
                "subject": shown.place(-1 if subject is None else subject),
                "measure": str(_measure(figure["measure"]) or figure["measure"]),
                "published": {name: figure[name] for name in ("value", "bound", "unit", "period", "as_of", "document")},
                "counted": one.count
                and {"low": one.count.low, "high": None if one.count.high >= UNBOUNDED else one.count.high},
                "verdict": one.verdict,
                "difference": one.difference,
                "on": one.on,
                "evidence": evidence if cap is None else evidence[:cap],
                "evidence_count": len(evidence),
                "why": [{"code": code, "id": shown.key(row)} for code, row in one.why],
            }
        )
    return pl.DataFrame(rows, schema=ROWS.schema)
