"""How the state of each norm at each subject has changed since an earlier date (SEMANTICS C50, C51)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import polars as pl

from graph.answers.coverage import CHANGES, COMPARED
from graph.facts import Facts, facts_of
from graph.facts.shown import Shown
from graph.network import Network
from graph.norms.asking import ask
from graph.norms.lines import lines_of, no_lines, subjects_of
from graph.rules import Rules


@dataclass(frozen=True)
class Compared:
    """Two dates of one network, and what is between them.

    Attributes:
        now: The network on the date.
        before: The same on the earlier one.
        changes: By norm, a line a subject and item of which there is something to say.
    """

    now: Network
    before: Network
    changes: dict[str, pl.DataFrame]

    @property
    def totals(self) -> dict[str, int]:
        """How many there are of each sort."""
        found: Counter[str] = Counter()
        for frame in self.changes.values():
            found.update(frame["change"].to_list())
        return {change: found[change] for change in CHANGES}

    def rows(self) -> pl.DataFrame:
        """Return the rows: by norm, those that are asked today in their order, then those asked no more in theirs."""
        frames = [pl.DataFrame(schema=COMPARED.schema)]
        for norm, frame in self.changes.items():
            for network, part in (
                (self.now, frame.filter(pl.col("state").is_not_null())),
                (self.before, frame.filter(pl.col("state").is_null())),
            ):
                subjects = Shown(network).subjects(subjects_of(part))
                told = part.with_columns(norm=pl.lit(norm), subject=subjects).select(*COMPARED.schema)
                frames.append(told.cast(COMPARED.schema))  # type: ignore[arg-type]  # as a frame of them has it
        return pl.concat(frames)


def compared(network: Network, rules: Rules, day: date) -> Compared:
    """Compare the state of each norm with an earlier day: today's rules, those in force on either date."""
    before, changes = network.on(day), {}
    for norm in dict.fromkeys(norm.id for norm in rules.norms):
        found = _changes(_lines(network, rules, norm), _lines(before, rules, norm))
        if found.height:
            changes[norm] = found
    return Compared(network, before, changes)


def _lines(network: Network, rules: Rules, norm: str) -> pl.DataFrame:
    """Return the lines of the norms of an id; two packs may each have one, for different places."""
    within, facts = network.within_row, facts_of(network, rules)
    norms = [one for one in rules.norms if one.id == norm and one.holds_on(network.date) and _there(facts, within)]
    return pl.concat([no_lines(), *(lines_of(facts, ask(facts, rules, one, within)) for one in norms)])


def _there(facts: Facts, within: int | None) -> bool:
    """Return whether the place asked about is there; in one that was not yet, nothing was asked."""
    return within is None or bool(facts.network.view.valid[within])


def _changes(now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return the lines of which there is something to say, with the state before."""
    both = now.join(
        before.rename({"state": "state_before"}), on=["subject", "item"], how="full", nulls_equal=True, coalesce=True,
        maintain_order="left_right",
    )  # fmt: skip
    was, state = pl.col("state_before"), pl.col("state")
    change = (
        pl.when(state.is_null())
        .then(pl.lit("asked_no_more"))
        .when((state == "gap") & (was == "gap"))
        .then(pl.lit("still"))
        .when((state == "gap") & (was == "unknown"))
        .then(pl.lit("newly_known"))
        .when(state == "gap")
        .then(pl.lit("new"))
        .when((state == "met") & (was == "gap"))
        .then(pl.lit("closed"))
        .when((state == "unknown") & was.ne_missing("unknown"))
        .then(pl.lit("newly_unknown"))
    )
    return both.with_columns(change=change).drop_nulls("change")
