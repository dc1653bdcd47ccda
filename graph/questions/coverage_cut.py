"""Coverage of the whole network computed once, then cut to a place: for a service that is asked about many places.

A finding does not depend on *within* (nor do facts), so the rows of a place are those of the whole whose subject lies
there, and its totals count them. For one place asked once, ``coverage`` is faster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from graph.answers import EVIDENCE_CAP, Answer
from graph.answers.coverage import DEFAULT_STATES, ROWS, STATES
from graph.answers.frames import own_columns
from graph.answers.register import QUESTIONS
from graph.facts import facts_of
from graph.facts.left_behind import left_behind
from graph.facts.split_buildings import split_in
from graph.network import Network
from graph.network.columns import Ints
from graph.norms.asking import subjects_of
from graph.norms.overriding import nowhere
from graph.questions.coverage import coverage
from graph.rules import Rules


@dataclass(frozen=True)
class Whole:
    """Coverage of the whole network.

    Attributes:
        answer: The answer, with the rows of every state.
        anchors: By row, the place in which its subject lies.
        own: Of each norm whose type has columns of its own, these, and the places in which its subjects lie.
    """

    answer: Answer
    anchors: Ints
    own: tuple[tuple[Mapping[str, Any], Ints], ...]


def coverage_cut(
    network: Network,
    rules: Rules,
    *,
    states: Collection[str] | None = DEFAULT_STATES,
    evidence_cap: int | None = EVIDENCE_CAP,
) -> Answer:
    """Return what ``coverage`` returns for a network within a place, cut from the coverage of the whole.

    Args:
        network: Asked about the places in its *within*, on its date.
        rules: The norms; what is worked out is kept for these very rules.
        states: Which rows to show; None = all. Totals count all.
        evidence_cap: At most so many ids a row; None = all.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> coverage_cut(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["states"]
        {'met': 0, 'gap': 0, 'unknown': 0, 'not_applicable': 0, 'exempt': 0}
    """
    key = ("coverage", id(rules), evidence_cap)
    aside = frozenset(QUESTIONS["coverage"].aside) - rules.counted
    whole: Whole = network.daily(key, rules, lambda: _whole(network.within(None), rules, evidence_cap), aside)
    within = network.within_row
    inside = np.ones(network.view.places, bool) if within is None else network.view.inside(within)
    rows = whole.answer.rows.filter(pl.Series(inside[whole.anchors], dtype=pl.Boolean))
    by_norm: dict[str, Counter[str]] = {}
    for norm, state in rows.select("norm", "state").iter_rows():
        by_norm.setdefault(norm, Counter())[state] += 1
    shown = rows if states is None else rows.filter(pl.col("state").is_in(list(states)))
    norms = [one for one in rules.norms if one.holds_on(network.date)]
    columns = dict(ROWS.schema)  # and the own columns of the types of norm that were asked there
    for own, places in whole.own:
        columns |= own if inside[places].any() else {}
    return replace(
        whole.answer,
        revision=network.revision,
        within=network.within_key,
        make=lambda: {"rows": shown.select(list(columns))},
        options={**whole.answer.options, "states": None if states is None else list(states)},
        totals={
            "states": {state: sum(counts[state] for counts in by_norm.values()) for state in STATES},
            "norms": {norm: {one: counts[one] for one in STATES if counts[one]} for norm, counts in by_norm.items()},
        },
        issues=(*left_behind(network), *split_in(network, within), *nowhere(network, norms)),
    )


def _whole(network: Network, rules: Rules, cap: int | None) -> Whole:
    answer = coverage(network, rules, states=None, evidence_cap=cap)
    frames = answer.frames
    subjects = [network.row(one) for one in answer.rows["subject"].struct.field("id").to_list()]
    answer = replace(answer, make=lambda: frames)  # it may last longer than the network
    return Whole(answer, network.view.anchor[np.array(subjects, dtype=np.int64)], tuple(_own(network, rules)))


def _own(network: Network, rules: Rules) -> Iterator[tuple[Mapping[str, Any], Ints]]:
    facts = facts_of(network, rules)
    for norm in rules.norms:
        own = own_columns(norm.body.columns)
        if own and norm.holds_on(network.date):
            yield own, network.view.anchor[subjects_of(facts, rules, norm, None)]
