"""What is not covered? Each norm asked of each of its subjects: met, gap, unknown, not applicable, exempt.

SEMANTICS C12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import polars as pl

from graph.answers import EVIDENCE_CAP, Answer
from graph.answers.coverage import ROWS, STATES
from graph.answers.coverage_asked import asked_nowhere, checked_by, checked_states, earlier
from graph.facts import facts_of
from graph.facts.left_behind import left_behind
from graph.facts.split_buildings import split_in
from graph.network import Network
from graph.norms.asking import ask
from graph.norms.finding_rows import rows_of
from graph.norms.overriding import nowhere
from graph.questions.covering.by import by_level
from graph.questions.covering.compared import compared
from graph.questions.covering.tables import load_of, matrix_by_item
from graph.questions.covering.today import as_of_today
from graph.rules import Rules

_NO_ROWS = pl.DataFrame(schema=ROWS.schema)


def coverage(
    network: Network,
    rules: Rules,
    *,
    states: Iterable[str] | None = ("gap", "unknown"),
    evidence_cap: int | None = EVIDENCE_CAP,
    load: bool = False,
    matrix: bool = False,
    compare: date | str | None = None,
    by: str | None = None,
    axis: str = "territory",
) -> Answer:
    """Return where each norm is met, where it is not, and where nobody can tell.

    A *gap* is proved: listings show that what is missing is missing. Where they do not, the state is *unknown*.

    Args:
        network: Asked about the places in its *within*, on its date.
        rules: The norms; ``rules.only(pack)`` asks one pack of every place, whatever its profile.
        states: Which rows to show; None = all. Totals always count all.
        evidence_cap: At most so many ids a row; None = all.
        load: Show also, for ratios, how much each holder answers for.
        matrix: Show also, where a norm asks of items, all of them at all subjects, with who gives them.
        compare: Show also what became of it since this earlier date.
        by: Count also by places of this level.
        axis: How places lie in each other there: ``territory`` or ``property``.

    Raises:
        BadInput: The other date is not earlier, or there is no such state, level or axis.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> coverage(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["states"]
        {'met': 0, 'gap': 0, 'unknown': 0, 'not_applicable': 0, 'exempt': 0}
    """
    day = earlier(compare, network.date)
    checked_by(rules, by, axis)
    shown = checked_states(states)
    facts = facts_of(network, rules)
    norms = [norm for norm in rules.norms if norm.holds_on(network.date)]
    where = network.asked
    asked = [one for norm in norms if (one := ask(facts, rules, norm, where)).subjects.size]
    since = None if day is None else compared(network, rules, day)

    def make() -> dict[str, pl.DataFrame]:
        rows = [rows_of(facts, one, shown, evidence_cap) for one in asked]
        frames = {"rows": pl.concat([_NO_ROWS, *rows], how="diagonal")}
        if since is not None:
            frames["compared"] = since.rows()
        if by is not None:
            frames["by"] = by_level(facts, asked, by, axis)
        if load:
            frames["load"] = load_of(facts, asked)
        if matrix:
            frames["matrix"] = matrix_by_item(facts, asked)
        return frames

    by_norm: dict[str, Counter[str]] = {}
    for one in asked:
        if one.counts:  # of some types nothing is a line
            by_norm.setdefault(one.norm.id, Counter()).update(one.counts)
    return Answer(
        question="coverage",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=make,
        options={
            "states": None if shown is None else list(shown),
            "evidence_cap": evidence_cap,
            "load": load,
            "matrix": matrix,
            "compare": day,
            "by": by,
            "axis": axis,
            "packs": None if rules.chosen is None else list(rules.chosen),
            "norms": None if rules.picked is None else list(rules.picked),
        },
        totals={
            "states": {state: sum(counts.get(state, 0) for counts in by_norm.values()) for state in STATES},
            "norms": {norm: dict(counts) for norm, counts in by_norm.items()},
            **({} if since is None else {"compared": since.totals}),
        },
        issues=(
            *asked_nowhere(rules, anybody=bool(asked)),
            *left_behind(network),
            *split_in(network, network.within_row),
            *nowhere(network, norms),
            *(() if since is None else as_of_today(since.before, (one.norm for one in asked))),
        ),
    )
