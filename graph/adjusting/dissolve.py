"""A thing ends, and its posts with it; what is left behind is named (SEMANTICS K18)."""

from __future__ import annotations

from graph.adjusting.outcome import Adjusted
from graph.adjusting.register import LASTING
from graph.adjusting.staying import note_left, without_ended
from graph.adjusting.writing import Writing, kind_in
from graph.network import Network
from graph.rules import Rules


def dissolve(
    network: Network,
    rules: Rules,  # noqa: ARG001 - all pieces of work are called alike
    *,
    thing: str,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where a place, organisation, post, team or venue ends on the network's date.

    Raises:
        NotFound: There is no such thing.
        BadInput: It, or a post of it, begins on that very day.
    """
    writing = Writing(network)
    key = writing.there(thing, LASTING)
    posts = [key] if kind_in(key) == "post" else posts_of(writing, key)
    for one in dict.fromkeys((key, *posts)):
        note_left(writing, one)
    for post in posts:
        for row in writing.valid("holds", target=post):
            writing.end(row)
    for one in dict.fromkeys((key, *posts)):
        writing.end_thing(one)
    without_ended(writing)
    return writing.adjusted("dissolve", by, reason)


def posts_of(writing: Writing, key: str) -> list[str]:
    """Return the posts of a thing: those in it, and of a place those in nothing that answer for it alone."""
    inside = [row["source"] for row in writing.valid("post_in", target=key)]
    alone = [
        row["source"]
        for row in writing.valid("answers_for", target=key)
        if kind_in(row["source"]) == "post"
        and not writing.valid("post_in", source=row["source"])
        and len(writing.valid("answers_for", source=row["source"])) == 1
    ]
    return [*inside, *alone]
