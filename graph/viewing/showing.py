"""What one viewer is shown in one output: names for keys, and of each row the fields they may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

import polars as pl

from graph.doors import is_behind, told_places
from graph.errors import NotLogged
from graph.identity import concealed
from graph.kinds import Field, Kind, Sensitivity, Thing, Tie, kind_of
from graph.tables import apart_kinds
from graph.values.mask import mask
from graph.viewing.agreeing import agrees, consent_of
from graph.viewing.people import People
from graph.viewing.public import public_holders
from graph.viewing.viewer import Viewer

Row = Mapping[str, Any]


class Seen(Protocol):
    """What is shown something of: a network."""

    @property
    def date(self) -> dt.date:
        """The date on which it is seen."""

    @property
    def people(self) -> People | None:
        """Where what is kept apart can be read; None = nowhere."""

    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Every row, of every date."""


class Showing:
    """One output for one viewer; make a new one for the next, for it remembers the names that it showed.

    Attributes:
        viewer: Who looks.
        hidden: How many values and ties they were not shown so far.
    """

    def __init__(self, viewer: Viewer, seen: Seen) -> None:
        """Take who looks, and at what."""
        self.viewer = viewer
        self.hidden = 0
        self._seen = seen
        self._names: dict[str, str | None] = {}
        self._public: dict[str, bool] = {}
        self._logged: set[str] = set()

    def names(self, keys: Iterable[str | None]) -> dict[str, str]:
        """Return what the viewer may call the people among some things, by key: the name, or one that is masked.

        Who has no name, or whose name can be read nowhere, is left out.
        """
        asked = {key for key in keys if key is not None and is_person(key)}
        for kind in apart_kinds():
            new = [key for key in asked - self._names.keys() if key.startswith(f"{kind}-")]
            rows = self.apart(kind, new)
            shown = set(self._named(kind, [key for key in new if key in rows]))
            for key in new:
                name = rows.get(key, {}).get("name")
                self._names[key] = name if key in shown or name is None else _masked(name)
        return {key: name for key in asked if (name := self._names[key]) is not None}

    def name(self, key: str) -> str | None:
        """Return what the viewer may call one person; for many, ask ``names`` once."""
        return self.names([key]).get(key)

    def apart(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return what is kept apart of some things, by key, for ``rows`` to leave out what the viewer may not see."""
        people = self._seen.people
        return {} if people is None or kind not in apart_kinds() or not keys else people.of(kind, keys)

    def rows(
        self, kind: str, rows: Sequence[Row], *, as_written: bool = False, of: str | None = None
    ) -> list[dict[str, Any]]:
        """Return what the viewer may see of rows of a kind: their keys and ends, and of their fields those filled in.

        A tie of a person that they may not know of is left out whole, whichever end it is looked at from. What
        is left out is counted in ``hidden``; who is shown something personal is written down first.

        Args:
            kind: The kind.
            rows: The rows.
            as_written: Leave telephones in what somebody typed, for a file that is to come back the same.
            of: At which end ties are looked at; None = at neither.

        Raises:
            NotLogged: It cannot be written down, so that nothing may be shown.
        """
        model = kind_of(kind)
        kept = [row for row in rows if self.knows_of(model, row)]
        self.hidden += sum(self.counts(model, row, of) for row in rows if not self.knows_of(model, row))
        named = set(self._named(kind, [row["key"] for row in kept])) if kind in apart_kinds() else set()
        found, about = [], set()
        for row in kept:
            shown: dict[str, Any] = {name: row[name] for name in ("key", "source", "target") if name in row}
            for one in model.fields:
                if row.get(one.name) is None:
                    continue
                if self.viewer.may_see(one.sensitivity) or (one.name == "name" and row["key"] in named):
                    shown[one.name] = row[one.name] if as_written else told_typed(model, one, row[one.name])
                    about |= people_of(kind, row) if one.sensitivity is Sensitivity.PERSONAL else set()
                else:
                    self.hidden += 1
            if reserved(model) is Sensitivity.PERSONAL:
                about |= people_of(kind, row)
            if "target" in shown and (told := self.told_place(kind, row["source"], row["target"])) != row["target"]:
                if told is None:
                    self.hidden += 1
                    continue
                shown["target"] = told
            found.append(shown)
        self.tell(about)
        return found

    def counts(self, kind: type[Kind], row: Row, of: str | None) -> bool:
        """Return whether it is counted at one end of a tie that it was left out there (SEMANTICS V4, V9).

        Where both ends counted it, whoever compares two days of each would know who is tied to what: so who lives
        somewhere is counted at the person, and who raised a need at the need.

        Args:
            kind: The kind of tie.
            row: The tie.
            of: The end that is looked at; None = neither.
        """
        return of is None or (of in people_of(kind.kind, row)) is not bool(consent_of(kind))

    def knows_of(self, kind: type[Kind], row: Row) -> bool:
        """Return whether the viewer may know that there is a tie; of things they may.

        By a tie that needs consent nobody is told in a file that may leave, and a person only in a terminal, while
        the ledger as it is now says that they agree (SEMANTICS V8, V9).
        """
        needs_consent = bool(consent_of(kind))
        if needs_consent and self.viewer.outside:
            return False
        ends = [kind_of(key.rpartition("-")[0]) for key in people_of(kind.kind, row)]
        if not any(issubclass(one, Thing) and one.named == "alone" for one in ends):
            return True
        if not self.viewer.may_see(reserved(kind)):
            return False
        return not needs_consent or (self.viewer.of_needs and self._agrees(kind, row["key"]))

    def _agrees(self, kind: type[Kind], key: str) -> bool:
        rows = self._seen.tables()[kind.kind].filter(pl.col("key") == key)
        return any(agrees(kind, row, self.viewer.today) for row in rows.iter_rows(named=True))

    def told_place(self, tie: str, source: str | None, place: str | None) -> str | None:
        """Return the place at the other end of a tie as the viewer may be told it: of a need no door (SEMANTICS V8).

        Raises:
            NotLogged: They are told a door, and that cannot be written down.
        """
        if place is None or source is None or not is_behind(tie, source):
            return place
        told = told_places([place], self._seen.tables())
        if place not in told:
            return place
        if not self.viewer.of_needs:
            return told[place]
        self.tell([source])
        return place

    def sees(self, one: Field) -> bool:
        """Return whether the viewer may see a field."""
        return self.viewer.may_see(one.sensitivity)

    def tell(self, keys: Iterable[str]) -> None:
        """Write down that the viewer is shown something personal of these people, once an output each.

        Raises:
            NotLogged: It cannot be written down.
        """
        new = set(keys) - self._logged
        if not new:
            return
        log = None if self._seen.people is None else self._seen.people.log
        if log is None:
            raise NotLogged("not_logged_nowhere")
        log.write(self.viewer, new)
        self._logged |= new

    def _named(self, kind: str, keys: Collection[str]) -> Collection[str]:
        """Return those of some people whose name the viewer may see."""
        name = next((one for one in kind_of(kind).fields if one.name == "name"), None)
        if name is None or self.sees(name):
            return keys
        new = [key for key in keys if key not in self._public]
        if new:
            public = public_holders(self._seen.tables(), self._seen.date, new)
            self._public |= {key: key in public for key in new}
        return [key for key in keys if self._public[key]]


def _masked(name: str) -> str:
    return mask(name) if len(name) > 1 else "*"


def told_typed(kind: type[Kind], one: Field, value: Any) -> Any:
    """Return a value with the telephones in it hidden, if somebody typed it to say why: it may be anybody's (V7)."""
    why = one.value == "text" and (issubclass(kind, Tie) or (issubclass(kind, Thing) and kind.statement))
    return concealed(value) if why and isinstance(value, str) else value


def is_person(key: str) -> bool:
    """Return whether a key is one of those whose name is kept apart.

    Example:
        >>> is_person("person-5222ni5m42r262ec"), is_person("place-5222ni5m42r262ec")
        (True, False)
    """
    return key.rpartition("-")[0] in apart_kinds()


def people_of(kind: str, row: Row) -> set[str]:
    """Return whom a row is about: a person itself, or the people at the ends of a tie."""
    keys = (row["source"], row["target"]) if issubclass(kind_of(kind), Tie) else (row["key"],)
    return {key for key in keys if key is not None and is_person(key)}


def reserved(kind: type[Kind]) -> Sensitivity:
    """Return who may know of a tie of a person; of a thing everybody may know that there is one."""
    return kind.of_person if issubclass(kind, Tie) else Sensitivity.OPEN
