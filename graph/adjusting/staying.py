"""What is over and stays where it was, and what stays behind where something ends or is split (SEMANTICS K18, K22)."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.adjusting.writing import Row, Writing, kind_in
from graph.doors import DOORS, is_behind
from graph.facts.lives import lives_of
from graph.kinds import Thing, all_kinds, kind_of, ties
from graph.rules.workflow import DONE
from graph.tables import references_of

#: Ties by which something hangs on what it starts at: without its giver nobody gives an offer.
_HANGING = ("gives", "runs", "party_to", "raises", "meets")
#: Between an offer and a need nothing is settled yet.
OPEN = ("proposed", "asked", "claimed")
_ENDS = ("source", "target")


class Staying:
    """What of the ledger is settled: activities, needs that are met or closed, asks that came to an end."""

    def __init__(self, writing: Writing) -> None:
        """Look at how far needs and projects are on the day."""
        self._writing = writing
        lives = lives_of(writing.network)
        settled = lives.filter(pl.col("state").is_in(DONE) | pl.col("done") | pl.col("ended"))["row"].to_list()
        self._settled = {writing.network.key(row) for row in settled}

    def settled(self, key: str) -> bool:
        """Return whether something is over: what happened, or is no demand any more."""
        kind = kind_in(key)
        return kind in ("activity", "step") or key in self._settled

    def at(self, key: str) -> Iterator[tuple[str, str, Row]]:
        """Yield the ties at a thing that hold on the day or begin later, with their kind and which end it is.

        Left out are those to what is settled, asks that are, and lineage.
        """
        for kind in (one.kind for one in ties() if one.kind != "became"):
            for near in _ENDS:
                for row in self._writing.ties(kind, **{near: key}):
                    far = row["target" if near == "source" else "source"]
                    loose = kind == "meets" and row["state"] not in OPEN
                    there = self._writing.holds(row) or self._writing.begins_later(row)
                    if there and not loose and not self.settled(far):
                        yield kind, near, row

    def referring(self, key: str) -> Iterator[tuple[str, str, Row]]:
        """Yield the rows that refer to a thing beside ties, with their kind and field, in force or to begin later."""
        for kind in (one.kind for one in all_kinds()):
            for name, kinds in references_of(kind):
                if name in _ENDS or kind_in(key) not in kinds:
                    continue
                frame = self._writing.network.tables()[kind]
                for row in frame.filter(pl.col(name) == key).sort("key").to_dicts():
                    there = self._writing.in_force(row) or self._writing.begins_later(row)
                    if there and not self.settled(row["key"]) and row.get("state") in (None, *OPEN):
                        yield kind, name, row


def note_left(writing: Writing, key: str) -> None:
    """Tell what hangs on a thing that ends or is split and stays as it is, by ties and by references.

    Of a door it is not told which need lies behind it (SEMANTICS V8): that is told as in the building, which stays.
    """
    staying, door = Staying(writing), writing.thing(key).get("level") in DOORS
    for kind, near, row in staying.at(key):
        far = row["target" if near == "source" else "source"]
        hangs = (near == "source") == (kind in _HANGING)
        told = not (_known(kind, far) or (door and is_behind(kind, row["source"])))
        if hangs and writing.holds(row) and told:
            writing.leave(far, kind, key)
    for kind, name, row in staying.referring(key):
        if issubclass(kind_of(kind), Thing) and writing.in_force(row):
            writing.leave(row["key"], f"{kind}.{name}", key)


def without_ended(writing: Writing) -> None:
    """Take out of what stays behind whatever ends as well."""
    writing.left[:] = [one for one in writing.left if writing.in_force(writing.thing(one.key))]


def _known(kind: str, far: str) -> bool:
    """Return whether somebody is no more than known to have sat or belonged there: people stay people."""
    return kind_in(far) == "person" and kind != "member_of"
