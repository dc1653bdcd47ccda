"""A field of the subject itself, in the words of its place; or, of a post, who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graph.filling.asking import Asked, Given
from graph.kinds import Field, kind_of
from graph.values import FLAG

#: Not a field: who holds a post, as the viewer may call them.
HOLDER = "holder"


@dataclass(frozen=True)
class OfField:
    """A field.

    Attributes:
        name: Its name in the tables; ``holder`` of a post; ``path`` of a place.
    """

    name: str

    @property
    def said(self) -> str:
        """The field as a map says it."""
        return f"field {self.name}"

    def give(self, asked: Asked, subject: int) -> Given:
        """Return the field, where it is recorded and may be seen."""
        network = asked.network
        if self.name == "path" and subject < network.view.places:
            return Given(network.path(subject), network.date, evidence=1)
        if self.name == HOLDER:
            return self._holder(asked, subject)
        kind, key = network.rows.kind_of(subject), network.key(subject)
        one = next((one for one in kind_of(kind).fields if one.name == self.name), None)
        if one is None:
            return Given(None, network.date, (("fill_no_such_field", None),))
        first, _ = network.rows.block[kind]
        row = {"key": key, **network.rows.frame(kind).row(subject - first, named=True)}
        row |= asked.showing.apart(kind, [key]).get(key, {})
        if row.get(self.name) is None:
            return Given(None, network.date, (("fill_not_recorded", None),))
        shown = asked.showing.rows(kind, [{"key": key, self.name: row[self.name]}])
        if not shown or self.name not in shown[0]:
            return Given(None, network.date, (("fill_not_shown", None),))
        return Given(_written(asked, one, row[self.name], subject), network.date, evidence=1)

    def _holder(self, asked: Asked, subject: int) -> Given:
        """Return the names of who holds a post, several with 、 between them."""
        network = asked.network
        first, last = network.rows.block["post"]
        if not first <= subject < last:
            return Given(None, network.date, (("fill_no_such_field", None),))
        people, posts = network.view.tied("holds")
        keys = sorted(network.key(int(row)) for row in people[posts == subject])
        names = asked.showing.names(keys)
        if not keys:
            return Given(None, network.date, (("fill_not_recorded", None),))
        if len(names) < len(keys):
            return Given(None, network.date, (("fill_not_shown", None),))
        return Given("、".join(names[key] for key in keys), network.date, evidence=len(keys))


def _written(asked: Asked, one: Field, value: Any, subject: int) -> Any:
    """Return a value as people write it: words for codes, the last day of 截止日期."""
    if isinstance(value, bool):
        return FLAG.caption(value)
    if isinstance(value, date):
        return value - timedelta(days=1) if one.name == "until" else value
    if one.type == "reference":
        row = asked.network.rows.row(value)
        return value if row is None else asked.network.path(row) if row < asked.network.view.places else value
    words = asked.rules.vocabulary(_profile(asked, subject))
    parts = value if isinstance(value, list | tuple) else [value]
    said = [words.caption(one.vocabulary, part) if one.vocabulary and isinstance(part, str) else part for part in parts]
    return "、".join(map(str, said)) if isinstance(value, list | tuple) else said[0]


def _profile(asked: Asked, subject: int) -> str | None:
    view, rows = asked.network.view, asked.network.rows
    place = int(view.anchor[subject])
    around = [at for at, _ in view.enclosing(place)] if place >= 0 else []
    named = rows.frame("place")["profile"]
    found = next((profile for at in around if (profile := named[at])), None)
    return found if found in asked.rules.profiles else None
