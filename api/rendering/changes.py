"""What changed between two revisions, as rows: who was appointed, what was renamed, moved, ended or counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from api.rendering.text import SCHEMA
from api.rendering.told_order import in_order
from graph.answers import Page
from graph.cards.measured import listed_said
from graph.changes import ChangeSet, apply
from graph.concealing import concealed_changes, concealed_tables
from graph.differences import Difference, differences
from graph.doors import behind_doors, tables_without_doors, unmoved, without_doors, without_names
from graph.errors import BadInput, NotFound
from graph.kinds import Field, Kind, Sensitivity, field_of, kind_of
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.stores import Store
from graph.stores.reversing import revision_before
from graph.tables import Tables
from graph.viewing import Log, People, Showing, Viewer, is_person, told_reason
from graph.viewing.showing import reserved
from graph.words import caption
from loaders import Report

Row = dict[str, Any]
Span = tuple[int, int]
#: The code of what an end of a span may be.
NAMES = "expected.day_or_revision"
_A_DAY = len("20241101")  # as long as that, and digits are no revision


class Told:
    """What changed, as one viewer may know of it.

    Attributes:
        showing: What the viewer is shown.
        rows: The differences that they may know of; values that they may not see are left out.
        words: The words of the one profile that is followed, else of all.
        reasons: Why, of each revision of which somebody said so and the viewer may read it.
        network: The ledger as it is after it.
    """

    def __init__(
        self, before: Tables, changes: ChangeSet, rules: Rules, viewer: Viewer, on: date, log: Log | None
    ) -> None:
        """Take what was, what was done to it, and who looks.

        Raises:
            NotLogged: Something in it is personal, and that it is shown cannot be written down.
        """
        self.reasons: list[Row] = []
        before, changes = concealed_tables(before), concealed_changes(changes)
        if not viewer.of_needs:
            before, changes = without_any_door(before, changes)
        after = apply(before, changes)
        gone = before["person_personal"].join(after["person_personal"], on="key", how="anti")
        apart = pl.concat([after["person_personal"], gone])
        network = self.network = Network(
            after, on, People(lambda _, keys: apart if keys is None else _some(apart, keys), log)
        )
        self.showing = Showing(viewer, network)
        followed = set(after["place"]["profile"].drop_nulls().to_list()) & set(rules.profiles)
        self.words = rules.vocabulary(followed.pop() if len(followed) == 1 else None)
        self._before = before
        self._now, self._then = (Names(tables, words=self.words) for tables in (after, before))
        self.rows = self._seen(differences(before, changes))

    def called(self, key: str) -> str:
        """Return what a thing is called: a person by name, all else by path; what is gone, as it was."""
        if is_person(key):
            return self.showing.name(key) or key
        names = self._now if self._now.knows(key) else self._then
        try:
            return names.path_of(key)
        except NotFound:
            return key

    def about(self, key: str, lang: str) -> str | None:
        """Return whom something is of that has no name, as an absence is somebody's; None = nobody they may know of.

        Listings of one place differ in what they list, which is told with it.
        """
        kind = key.partition("-")[0]
        model, references = kind_of(kind), {one.name: one for one in kind_of(kind).fields if one.type == "reference"}
        of = next((one for one in model.natural_key if one in references), None)
        if of is None or self.called(key) != key or not self.showing.sees(references[of]):
            return None
        found = self._said(kind, key, of)
        lists = next((self._said(kind, key, one.name) for one in model.fields if one.value == "selector"), None)
        if found is None or lists is None:
            return None if found is None else self.called(found)
        return caption("picture.named", lang, text=self.called(found), note=listed_said(lists, self.words, lang))

    def written(self, one: Difference) -> list[tuple[Field, Any]]:
        """Return what is written of the thing that a difference is about, as far as the viewer may see it."""
        model = kind_of(one.kind)
        row = self.network.tables()[one.kind].filter(key=one.thing).to_dicts()[0]
        about = next((name for name in model.natural_key if field_of(one.kind, name).type == "reference"), None) \
            if self.about(one.thing, "zh") is not None else None  # fmt: skip
        return [
            (field, value)
            for field in model.fields
            if (value := row.get(field.name)) not in (None, []) and field.name != about and self.showing.sees(field)
        ]

    def goes_on(self, one: Difference) -> bool:
        """Return whether what a tie begins at is there after it began, as what others part from."""
        row = self.network.tables()[one.thing.rpartition("-")[0]].filter(key=one.thing).to_dicts()
        return bool(row) and (row[0]["until"] is None or (one.on is not None and row[0]["until"] > one.on))

    def _said(self, kind: str, key: str, field: str) -> str | None:
        """Return what a field of a thing says, or said before it was gone."""
        both = (tables[kind].filter(key=key)[field].to_list() for tables in (self.network.tables(), self._before))
        return next((one for some in both for one in some), None)

    def counts(self) -> Counter[str]:
        """Return how many differences there are of each sort."""
        return Counter(one.what for one in self.rows)

    def row(self, one: Difference) -> Row:
        """Return a difference as a row of JSON."""
        moved = one.what == "moved"
        was, now = (self._end(value) if moved else _text(value) for value in (one.before, one.after))
        return {
            "what": one.what,
            "kind": one.kind,
            "key": one.key,
            "thing": self._end(one.thing),
            "other": None if one.other is None else self._end(one.other),
            "field": one.field,
            "before": was,
            "after": now,
            "on": one.on,
        }

    def _end(self, key: str) -> Row:
        return {"id": key, "name": self.called(key)}

    def _seen(self, found: Sequence[Difference]) -> list[Difference]:
        kept, about, showing = [], set(), self.showing
        personal = showing.viewer.may_see(Sensitivity.PERSONAL)
        for one in found:
            model = kind_of(one.kind)
            ends = {"key": one.key, "source": one.thing, "target": one.other}
            if not showing.knows_of(model, ends):
                showing.hidden += 1
                continue
            if one.field is not None and not showing.sees(field_of(one.kind, one.field)) and not _open_name(one):
                showing.hidden += 1
                one = Difference(one.what, one.kind, one.key, one.thing, one.other, one.field)  # noqa: PLW2901
            if personal and _tells(model, one):
                about |= {key for key in (one.thing, one.other) if key is not None and is_person(key)}
            kept.append(one)
        showing.tell(about)
        showing.names(key for one in kept for key in (one.thing, one.other))
        return in_order(kept, self.network, self.called)


def told_between(store: Store, first: int, last: int | None, rules: Rules, viewer: Viewer, on: date, log: Log) -> Told:
    """Return what changed from one revision to another, as a viewer may know of it.

    Raises:
        NoSuchRevision: One of them was never made, or not before the other.
        NotLogged: Something in it is personal, and that it is shown cannot be written down.
    """
    changes = store.deltas(first, last)
    told = Told(store.tables(at=first), changes, rules, viewer, on, log)
    made = [one for one in store.revisions() if first < one.number and (last is None or one.number <= last)]
    told.reasons = [{"revision": one.number, "reason": why} for one in made if (why := told_reason(one.reason, viewer))]
    return told


def told_of(report: Report, rules: Rules, viewer: Viewer, on: date) -> Told | None:
    """Return what a load that was only tried would change; None where nothing can be said, since it failed."""
    if report.failed or report.before is None or report.changes is None:
        return None
    return Told(report.before, report.changes, rules, viewer, on, None)


def load_document(report: Report, told: Told | None, lang: str) -> dict[str, Any]:
    """Return the report of a load as a document, with what it would change where that is told."""
    found = report.to_dict(lang)
    return found if told is None else {**found, "changes": [told.row(one) for one in told.rows]}


def changes_document(told: Told, first: int, last: int, page: Page | None = None) -> dict[str, Any]:
    """Return what changed as a document; with a page, a part of it."""
    shown = told.rows if page is None else told.rows[page.first : page.first + page.limit]
    return {
        "schema": SCHEMA,
        "list": "changes",
        "from": first,
        "to": last,
        "totals": dict(told.counts()),
        "rows": [told.row(one) for one in shown],
        "reasons": told.reasons,
        "hidden": told.showing.hidden,
        "next": None if page is None else page.next(len(told.rows)),
    }


def span(store: Store, newest: int, since: str | None, to: str | None, read: Callable[..., date | None]) -> Span:
    """Return from which revision to which changes are told: as two texts say, else what the last commit did.

    Args:
        store: The store.
        newest: Its current revision.
        since: A number or a day from which on; None = the revision before the last.
        to: A number or a day until which; None = the newest.
        read: Reads a day, from the name of the text, ``from`` or ``to``, and the text.

    Raises:
        BadInput: They end before they begin.
    """
    until = _named(store, to, partial(read, "to"), first=False)
    last = newest if until is None else until
    start = _named(store, since, partial(read, "from"), first=True)
    first = revision_before(store, last) if start is None else start
    if until is not None and last < first:
        raise BadInput("changes_backwards", since=first, until=last)
    return first, last


def _named(store: Store, said: str | None, read: Callable[[str], date | None], *, first: bool) -> int | None:
    """Return the revision that a number or a day in Shanghai names; None where nothing is said, or an empty text.

    Args:
        store: The store.
        said: A number, or a day.
        read: Reads a day.
        first: Whether changes are told from there: then a day names the last revision before it, else the last of it.
    """
    if said is None:
        return None
    if said.isascii() and said.isdigit() and len(said) < _A_DAY:
        return int(said)
    on, shanghai = read(said), ZoneInfo("Asia/Shanghai")
    if on is None:
        return None
    days = ((one.number, one.at.astimezone(shanghai).date()) for one in store.revisions())
    return max((number for number, made in days if made < on or (made == on and not first)), default=0)


def without_any_door(before: Tables, changes: ChangeSet) -> tuple[Tables, ChangeSet]:
    """Return what was and what was done to it without any door of a need (SEMANTICS V8).

    A need that goes from one door to another of a building, as where homes are merged, has gone nowhere.
    """
    after, stay = apply(before, changes), dict[str, set[str]]()
    for tie in behind_doors().keys() & changes.frames.keys():
        stay[tie] = unmoved(tie, changes.frames[tie]["key"].to_list(), before, after)
    frames = {
        kind: without_doors(kind, frame, after) if "source" in frame.columns else without_names(kind, frame, after)
        for kind, whole in changes.frames.items()
        for frame in (whole.filter(~pl.col("key").is_in(list(stay[kind]))) if stay.get(kind) else whole,)
    }
    return tables_without_doors(before), replace(changes, frames=frames)


def _some(apart: Any, keys: Any) -> Any:
    return apart.filter(apart["key"].is_in(list(keys)))


def _tells(kind: type[Kind], one: Difference) -> bool:
    field = None if one.field is None else field_of(one.kind, one.field).sensitivity
    return Sensitivity.PERSONAL in (field, reserved(kind))


def _open_name(one: Difference) -> bool:
    return one.field in ("since", "until")


def _text(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
