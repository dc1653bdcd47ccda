"""What would a change do? The questions asked of the ledger without it and with it, on the day of the change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.answers import Answer
from graph.changes import ChangeSet
from graph.facts import Facts
from graph.facts.left_behind import left_behind
from graph.facts.split_buildings import split_in
from graph.foretelling.both import Both
from graph.foretelling.flips import flip_counts, flips_of
from graph.foretelling.following import follows_of
from graph.foretelling.people import people_counts, relied_on, remaining_with
from graph.foretelling.ways import walks_in, ways_of
from graph.network import Network
from graph.norms.overriding import nowhere
from graph.questions.auditing.counts import Walked
from graph.questions.auditing.issues import network_issues
from graph.rules import Rules

Issue = Mapping[str, Any]


def foretold(network: Network, rules: Rules, changes: ChangeSet) -> Answer:
    """Return what a change set would do: what is otherwise with it than without it, on the network's date.

    Nothing is written; who has the network has it as it was.

    Args:
        network: The ledger without the changes, on their day; asked about everything in it (SEMANTICS K30).
        rules: The norms and profiles, the same for both.
        changes: What would be committed.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> foretold(Network(Tables({}), date(2024, 11, 1)), load_rules(), ChangeSet()).totals["paths"]["breaks"]
        0
    """
    both = Both.of(network, rules, changes)
    walks = walks_in(both)
    rows, people = flips_of(both), relied_on(both)
    paths, ways = ways_of(both, walks)
    follows, following = follows_of(both)
    frames = {
        "rows": rows,
        "paths": paths,
        "follows": follows,
        "people": people,
        "remaining": remaining_with(both, walks),
    }
    return Answer(
        question="foretold",
        revision=network.revision,
        on=network.date,
        within=None,
        rules=rules.digests,
        make=lambda: frames,
        totals={
            "rows": flip_counts(rows),
            "paths": ways,
            "follows": following,
            "people": people_counts(people),
        },
        issues=_new_issues(both, walks),
    )


def _new_issues(both: Both, walks: tuple[list[Walked], list[Walked]]) -> tuple[Issue, ...]:
    """Return what is found wrong with the change and not without it (SEMANTICS K35)."""
    before, after = (_issues(facts, both.rules, one) for facts, one in zip(both.facts, walks, strict=True))
    return tuple(one for one in after if one not in before)


def _issues(facts: Facts, rules: Rules, walks: list[Walked]) -> list[Issue]:
    """Return what coverage and audit find wrong on their way."""
    network = facts.network
    norms = [norm for norm in rules.norms if norm.holds_on(network.date)]
    walked = network_issues(facts, [(one.profile, one.folds) for one in walks], left_behind(network))
    return [*walked, *split_in(network, None), *nowhere(network, norms)]
