"""What a change would do, in sentences: one a sort, with how many there are and one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from api.captions import Captions
from graph.answers import Answer
from graph.answers.foretold import FLIPS, PEOPLE
from graph.answers.noted import sentence

Row = Mapping[str, Any]
#: Homes left with at most this many people are mentioned.
_FEW = 1


def foretold_lines(answer: Answer, say: Captions, called: Callable[[str], str]) -> Iterator[str]:
    """Yield what is otherwise with a change; nothing where nothing is.

    Args:
        answer: What ``foretold`` found.
        say: The words of codes.
        called: What a thing is called, by its key.
    """
    rows = {name: frame.to_dicts() for name, frame in answer.frames.items()}
    yield from _flips(rows["rows"], say, called)
    yield from _paths(rows["paths"], say)
    yield from _follows(rows["follows"], say, called)
    yield from _people(rows["people"], say, called)
    yield from _remaining(rows["remaining"], rows["paths"], say)
    yield from (sentence(issue, say.lang, called) for issue in answer.issues)


def _flips(rows: Sequence[Row], say: Captions, called: Callable[[str], str]) -> Iterator[str]:
    for change in FLIPS:
        found = [row for row in rows if row["change"] == change]
        if found:
            row = found[0]
            subject = row["subject"]["path"] or called(row["subject"]["id"])
            norm, item = say.norm(row["norm"]), say.item(row["norm"], row["item"])
            numbers = {"has_before": say.band(row["has_before"]), "has": say.band(row["has"])}
            example = say("foretold.norm.item" if item else "foretold.norm", norm=norm, subject=subject, item=item)
            yield say(f"foretold.rows.{change}", count=f"{len(found):,}", example=example, **numbers)


def _paths(rows: Sequence[Row], say: Captions) -> Iterator[str]:
    for row in rows:
        count = say.band(row["homes"])
        homes = say("foretold.some") if count == "?" else say("foretold.homes", count=count)
        example = row["example"]["path"]
        yield say(f"foretold.paths.{row['change']}", chain=_chain(row, say), homes=homes, example=example)


def _chain(row: Row, say: Captions) -> str:
    """Return the title of a chain, as the profile of the example calls it."""
    there = say.network.rows.row(row["example"]["id"])
    if there is None or not say.network.view.valid[there]:
        return str(row["chain"])
    profile = say.profile(row["example"]["id"])
    return say.chain(profile if profile and row["chain"] in profile.chains else None, row["chain"])


def _follows(rows: Sequence[Row], say: Captions, called: Callable[[str], str]) -> Iterator[str]:
    for (change, what), group in groupby(rows, key=lambda row: (row["change"], row["what"])):
        found = list(group)
        ends = {name: _end(found[0][name], say, called) for name in ("before", "after")}
        thing = found[0]["thing"]["name"] or called(found[0]["thing"]["id"])
        told = {"what": say(f"foretold_what.{what}"), "count": f"{len(found):,}", "thing": thing, **ends}
        yield say(f"foretold.follows.{change}", **told)


def _end(end: Row | None, say: Captions, called: Callable[[str], str]) -> str:
    return say("foretold.nobody") if end is None else called(end["id"])


def _people(rows: Sequence[Row], say: Captions, called: Callable[[str], str]) -> Iterator[str]:
    for change in PEOPLE:
        found = [row for row in rows if row["change"] == change]
        if found:
            row = found[0]
            seats = say("cli.comma").join(called(seat["id"]) for seat in row["seats"])
            held = row["held"] or row["held_before"]
            told = {"count": f"{len(found):,}", "held": held, "expected": row["expected"] or row["expected_before"]}
            yield say(f"foretold.people.{change}", seats=seats, **told)


def _remaining(rows: Sequence[Row], paths: Sequence[Row], say: Captions) -> Iterator[str]:
    """Yield how many homes have nobody, or one person, below the top of a chain, where that is otherwise."""
    examples = {row["chain"]: row for row in paths}
    for row in rows:
        if row["holders"] is not None and row["holders"] <= _FEW:
            chain = _chain(examples[row["chain"]], say) if row["chain"] in examples else row["chain"]
            counts = {name: say.band(row[name]) or "0" for name in ("homes_before", "homes")}
            yield say(f"foretold.remaining.{row['holders']}", chain=chain, **counts)
