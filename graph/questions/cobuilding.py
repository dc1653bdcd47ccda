"""Who builds the place together? What each unit promised, did and is asked for, and what needs a look.

SEMANTICS K1 to K9.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.cobuilding import COMPARED, HELD, QUESTION, SOON
from graph.answers.cobuilding_said import needs_a_look
from graph.errors import NotAskable
from graph.network import Network
from graph.network.columns import NEVER
from graph.network.numbering import day_of
from graph.questions.building.done import NOTHING, counting, doings_of, located_here, sums_of
from graph.questions.building.held import UNRECORDED, held_of, sums_held
from graph.questions.building.projects import projects_of, without_giver
from graph.questions.building.promised import promised_of
from graph.questions.building.units import Builders, builders_of, near_places
from graph.rules import Rules

Row = dict[str, Any]


def cobuilding(network: Network, rules: Rules, *, unit: str | None = None) -> Answer:
    """Return who builds a place together: what each unit promised, did and is asked for, and what needs a look.

    Args:
        network: Asked about its *within*, on its date.
        rules: The rules in force.
        unit: Only this organisation or team; None = all.

    Raises:
        NotFound: There is no such thing on the date.
        NotAskable: It is no unit of co-building in the place asked about.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> cobuilding(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["noticed"]["units"]
        0
    """
    only = None if unit is None else network.row(unit)
    builders = builders_of(network)
    ties = dict(builders.ties.group_by("unit", maintain_order=True).agg("tie").iter_rows())
    if only is not None and only not in ties:
        raise NotAskable("cobuilding_no_unit", ref=network.name(only) or unit)
    every = sorted(ties, key=lambda row: (network.name(row) or "", row))
    chosen = every if only is None else [only]
    units, here = pl.Series("unit", every, dtype=pl.Int32), located_here(network, near_places(network))
    lines = doings_of(network, rules, units, here)
    projects = projects_of(network, builders, lines)
    held = held_of(network, units, projects, here)
    rows = _rows(network, builders, lines, projects, held, {row: ties[row] for row in chosen})
    put = set(lines.filter("put")["unit"])
    tables = {
        "ending": list(_ending(network, builders, only)),
        "without_project": [
            {"unit": _named(row), "agreements": row["agreements"]}
            for row in rows
            if row["agreements"] and not row["projects"]
        ],
        "without_giver": [
            {**one, "project": _thing(network, one["project"]), "agreement": _thing(network, one["agreement"])}
            for one in without_giver(network, builders, only).iter_rows(named=True)
        ],
        "never_asked": [
            {"unit": _named(row), "offers": sum(one["offers"] for one in row["promised"])}
            for at, row in zip(chosen, rows, strict=True)
            if at not in put
        ],
        "balance": [_balance(network, every, lines, what) for what in COMPARED],
    }
    doing = list(_doing(network, chosen, lines))
    told = {name: [{**row, "sentence": needs_a_look(row)} for row in found] for name, found in tables.items()}
    noticed = {name: len(found) for name, found in tables.items() if name != "balance"}
    return Answer(
        question="cobuilding",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(found, schema=QUESTION.tables[name].schema, orient="row")
            for name, found in {"rows": rows, "doing": doing, **told}.items()
        },
        options={"unit": unit},
        totals={"noticed": {"units": len(rows), "persons": _persons(network, builders), **noticed}},
        issues=tuple(_issues(network, builders, lines, held, chosen)),
    )


def _rows(
    network: Network,
    builders: Builders,
    lines: pl.DataFrame,
    projects: pl.DataFrame,
    held: pl.DataFrame,
    ties: Mapping[int, list[str]],
) -> list[Row]:
    promised, paused = promised_of(network, builders.offers)
    now = counting(lines)
    done = now.filter(pl.col("state") == "done")
    lately, ever = sums_of(done.filter("lately")), sums_of(done)
    held_lately, held_ever = sums_held(held.filter("lately")), sums_held(held)
    claimed, asked = (sums_of(now.filter(pl.col("state") == state)) for state in ("claimed", "asked"))
    times = dict(lines.filter("asked_lately").group_by("unit").len().iter_rows())
    signed = builders.partners.join(builders.agreements, on="agreement").sort("until", "agreement")
    agreements = dict(signed.group_by("unit").len().iter_rows())
    ends = signed.filter(pl.col("until") < NEVER).group_by("unit", maintain_order=True).first()
    next_end = {row["unit"]: (row["agreement"], row["until"]) for row in ends.iter_rows(named=True)}
    doing = dict(projects.group_by("unit").len().iter_rows())
    return [
        {
            "unit": {"id": network.key(row), "name": network.name(row), "kind": network.rows.kind_of(row)},
            "ties": ties[row],
            "promised": promised.get(row, []),
            "paused": paused.get(row, 0),
            "delivered": {**lately.get(row, NOTHING), **held_lately.get(row, UNRECORDED)},
            "delivered_ever": {**ever.get(row, NOTHING), **held_ever.get(row, UNRECORDED)},
            "claimed": claimed.get(row, NOTHING),
            "asked": asked.get(row, NOTHING),
            "asked_lately": times.get(row, 0),
            "agreements": agreements.get(row, 0),
            "next_end": _end(network, *next_end[row]) if row in next_end else None,
            "projects": doing.get(row, 0),
        }
        for row in ties
    ]


def _doing(network: Network, chosen: list[int], lines: pl.DataFrame) -> Iterator[Row]:
    """Yield what each unit has to do with which need or project, by that, then by state."""
    found = counting(lines).partition_by("unit", "target", "state", as_dict=True)
    order = {row: place for place, row in enumerate(chosen)}
    mine = (one for one in found if one[0] in order)
    for unit, target, state in sorted(mine, key=lambda one: (order[one[0]], one[1], HELD.index(one[2]))):
        yield {
            "unit": _thing(network, unit),
            "demand": {**_named_thing(network, target), "kind": network.rows.kind_of(target)},
            "state": state,
            **sums_of(found[unit, target, state])[unit],
        }


def _ending(network: Network, builders: Builders, only: int | None) -> Iterator[Row]:
    """Yield the agreements that end soon, the first first."""
    partners = dict(builders.partners.group_by("agreement", maintain_order=True).agg("unit").iter_rows())
    soon = builders.agreements.filter(pl.col("until") <= network.day + SOON).sort("until", "agreement")
    for agreement, until, _ in soon.iter_rows():
        units = partners.get(agreement, [])
        if only is None or only in units:
            yield {
                "agreement": _thing(network, agreement),
                "until": day_of(until),
                "days": until - network.day,
                "units": [_thing(network, unit) for unit in units],
            }


def _balance(network: Network, every: list[int], lines: pl.DataFrame, what: str) -> Row:
    """Return how unequally asks or deliveries of the last year are shared (SEMANTICS K8).

    The Gini coefficient (C. Gini, Variabilità e mutabilità, 1912) by the ordered counts, as it is computed today.
    """
    some = lines.filter("asked_lately" if what == "asked" else (pl.col("state") == "done") & pl.col("lately"))
    found = dict(some.group_by("unit").len().iter_rows())
    counts = sorted(found.get(row, 0) for row in every)
    total, many = sum(counts), len(counts)
    most = min(found, key=lambda row: (-found[row], row)) if total else None
    ranked = sum(count * (2 * place - many + 1) for place, count in enumerate(counts))
    return {
        "what": what,
        "units": many,
        "total": total,
        "sharing": len(found),
        "most": None if most is None else _thing(network, most),
        "share": None if most is None else 1000 * found[most] // total,
        "gini": 1000 * ranked // (many * total) if total and many > 1 else None,
    }


def _persons(network: Network, builders: Builders) -> int:
    """Return how many people give something: they are no units, and are counted only."""
    first, last = network.rows.block["person"]
    return builders.offers.filter(pl.col("unit").is_between(first, last - 1))["unit"].n_unique()


def _issues(
    network: Network, builders: Builders, lines: pl.DataFrame, held: pl.DataFrame, chosen: list[int]
) -> Iterator[Row]:
    """Yield what makes the answer less sure: days that nobody wrote, agreements without a place or a partner."""
    undated = {
        *lines.filter((pl.col("state") == "done") & ~pl.col("dated"))["unit"],
        *held.filter(~pl.col("dated"))["unit"],
    }
    found = [("delivery_undated", network.key(row)) for row in undated.intersection(chosen)]
    if network.within_row is None:
        nowhere = builders.agreements.filter(pl.col("place") < 0)["agreement"]
        found += [("agreement_nowhere", network.key(row)) for row in nowhere]
    of_nobody = builders.agreements.join(builders.partners, on="agreement", how="anti")["agreement"]
    found += [("agreement_of_nobody", network.key(row)) for row in of_nobody]
    return ({"code": code, "id": key, "other": None} for code, key in sorted(found))


def _named(row: Row) -> Row:
    return {"id": row["unit"]["id"], "name": row["unit"]["name"]}


def _end(network: Network, agreement: int, until: int) -> Row:
    return {"id": network.key(agreement), "name": network.name(agreement), "until": day_of(until)}


def _thing(network: Network, row: int | None) -> Row | None:
    return None if row is None else _named_thing(network, row)


def _named_thing(network: Network, row: int) -> Row:
    return {"id": network.key(row), "name": network.name(row)}
