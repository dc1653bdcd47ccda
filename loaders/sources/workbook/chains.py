"""The chain of a superior where the row names none: that on which both are, else governance; it is told.

Most ledgers have one column 上级 and think of one chain. Which one that is follows from what the two are: a branch and
a party committee stand on the party's chain in the profiles, two offices on none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from graph.rules import Rules
from loaders.reading import Context
from loaders.report import Where

_CHAIN = "chain"
_ELSE = "governance"


def with_chains(
    kind: str, frame: pl.DataFrame, context: Context, headers: Mapping[str, tuple[str, str]], end: str
) -> pl.DataFrame:
    """Return ties of a kind that has chains, each with one; report those that were not written (SEMANTICS T3).

    Args:
        kind: The tie.
        frame: ``source``, ``target``, the fields spoken of and the origin columns.
        context: Takes the notes.
        headers: By field, the header and the letter of its column.
        end: The end that is the column of superiors.
    """
    if kind != "reports_to" or not frame.height:
        return frame
    said = frame[_CHAIN] if _CHAIN in frame.columns else pl.Series(_CHAIN, [None] * frame.height, dtype=pl.String)
    if not said.null_count():
        return frame
    of, known = _chains(context.rules), _known(context)
    found: list[Any] = said.to_list()
    for row, line in enumerate(frame.iter_rows(named=True)):
        if found[row] is None:
            found[row] = known.get((line["source"], line["target"]))
        if found[row] is None:
            found[row] = _likely(of, line, context)
            where = Where(line["file"], line["sheet"], line["row"], *headers.get(end, (None, None)))
            if not context.report.wrong_in(replace(where, column=headers.get(_CHAIN, (None,))[0])):
                context.report.note("chain_taken", where, found=context.words.caption(_CHAIN, found[row]))
    return frame.with_columns(pl.Series(_CHAIN, found, dtype=pl.String))


def _likely(of: dict[str, set[str]], line: dict[str, Any], context: Context) -> str:
    things = context.names.things.known
    codes = [named.code for end in ("source", "target") if (named := things.get(line[end]))]
    votes = Counter(chain for code in codes for chain in of.get(code or "", ()))
    best = votes.most_common()
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else _ELSE


def _known(context: Context) -> dict[tuple[str, str], str]:
    """Return the chain of superiors that are known and have not ended: a row that names none means that one."""
    rows = context.tables["reports_to"].filter(pl.col("until").is_null())
    return {(source, target): chain for source, target, chain in rows.select("source", "target", _CHAIN).iter_rows()}


def _chains(rules: Rules) -> dict[str, set[str]]:
    """Return, by form or role, the chains that have a place for it in any profile."""
    found: dict[str, set[str]] = {}
    for profile in rules.profiles.values():
        for name, chain in profile.chains.items():
            for slot in chain.slots:
                for code in (*slot.carrier.form, *slot.carrier.role):
                    found.setdefault(code, set()).add(name)
    return found
