"""Who is next in line, asked of Neo4j: the parameters of the text, and its rows as an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.escalate import ENDS, ROWS
from graph.calendar.moments import day_and_time
from graph.cypher.chains import chains_of
from graph.errors import NotAskable, NotFound
from graph.rules import Profile, Rules
from graph.rules.due import due_of
from graph.rules.limited import limit_of
from graph.rules.limits import Limit

#: What of the answer the text does not return.
LEFT_OUT: tuple[str, ...] = ("issues",)


def parameters(
    rules: Rules,
    *,
    on: date,
    start: str,
    chain: str | None = None,
    category: str | None = None,
    about: str | None = None,
    since: Iterable[Any] | None = None,
    at: Any = None,
    profile: str | None = None,
    **_options: Any,
) -> dict[str, Any]:
    """Return the parameters of the text: the chain named, else that of the category, else every chain.

    Raises:
        NotAskable: It is said who was asked before, whose time the text does not read; or a profile is asked for, by
            which a start without a place is walked.
    """
    if since or at is not None:
        raise NotAskable("cypher_asked_before")
    if profile is not None:
        raise NotAskable("cypher_profile")

    def asked(profile: Profile) -> str | None:
        return chain or (_chain_of(rules, profile, category) if category else None)

    return {"on": on, "start": start, "about": about, "chains": chains_of(rules, asked)}


def answer(
    records: Sequence[Mapping[str, Any]],
    rules: Rules,
    *,
    on: date,
    start: str,
    within: str | None = None,
    revision: int = 0,
    chain: str | None = None,
    category: str | None = None,
    about: str | None = None,
) -> Answer:
    """Return the records of the text as ``escalate`` answers.

    Raises:
        NotFound: Start or about is nothing that is valid on the date.
        NotAskable: The start has no place or no profile, the profile has no such chain or category, or
            the start lies above the whole chain; or a chain asks somebody beside it, whom the text does not look for.
    """
    profile = _askable(records, rules, start, chain, category, about)
    code = None if category is None else rules.vocabulary(profile.key).resolve("category", category)
    limit = limit_of(profile, "take", code)
    due = None if limit is None else due_of(rules.calendar(profile.key), limit, on)
    chains: set[str] = set()
    steps = []
    for row in records:
        if row["ends"] is None:
            new = row["chain"] not in chains
            steps.append(_step(row, limit, due if new else None))
            chains.add(row["chain"])
    ends = [
        {"chain": row["chain"], "state": row["ends"], "passed": row["passed"]}
        for row in records
        if row["ends"] is not None
    ]
    return Answer(
        question="escalate",
        revision=revision,
        on=on,
        within=within,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(steps, schema=ROWS.schema, orient="row"),
            "ends": pl.DataFrame(ends, schema=ENDS.schema, orient="row"),
        },
        options={"start": start, "chain": chain, "category": category, "about": about},
        totals={"ends": {end["chain"]: end["state"] for end in ends}},
    )


def _askable(
    records: Sequence[Mapping[str, Any]],
    rules: Rules,
    start: str,
    chain: str | None,
    category: str | None,
    about: str | None,
) -> Profile:
    """Return the profile of a start that the text can ask about; see ``answer`` for what is raised."""
    first = records[0]
    for key, found in ((start, first["start"]), (about, first["about"])):
        if key is not None and found is None:
            raise NotFound("no_such_thing", ref=key)
    if first["place"] is None:
        raise NotAskable("start_not_place", start=start)
    if start.startswith("need-"):
        raise NotAskable("cypher_need")
    profile = rules.profiles.get(first["profile"] or "")
    if profile is None:
        raise NotAskable("no_profile", start=start)
    if chain is None and category is not None:
        rules.chain_for(profile, category)
    if chain is not None and chain not in profile.chains:
        raise NotAskable("no_such_chain", found=chain, expected=", ".join(profile.chains))
    if first["chain"] is None:
        raise NotAskable("start_above", start=first["place"]["name"])
    code = None if category is None else rules.vocabulary(profile.key).resolve("category", category)
    beside = [said for one in {row["chain"] for row in records} for said in profile.chains[one].sideways]
    if any(said.is_asked_of(rules.categories, code) for said in beside):
        raise NotAskable("cypher_sideways")
    return profile


def _chain_of(rules: Rules, profile: Profile, category: str) -> str | None:
    """Return the chain that a category goes to, None if it goes to none in particular or is no word of the profile."""
    return profile.handling(rules.vocabulary(profile.key).resolve("category", category))


def _step(row: Mapping[str, Any], limit: Limit | None, due: datetime | None) -> dict[str, Any]:
    day, time = (None, None) if due is None else day_and_time(due)
    told = {
        "answers_for": {**row["answers_for"], "kind": "place"},
        "action": "report",
        "limit": None if limit is None else str(limit),
        "due": day,
        "due_time": time,
        "sideways": None,
        "by": None,
    }
    return {name: told[name] if name in told else row[name] for name in ROWS.columns}
