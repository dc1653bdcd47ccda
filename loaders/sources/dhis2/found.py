"""Which place of the ledger a unit is, and where a new one lies: the units are matched from the top down."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph.errors import NotFound
from graph.exchange.dhis2 import UNKNOWN_OPENING, uid
from graph.kinds import field_of
from graph.names.quoting import quoted
from loaders.reading import Context
from loaders.report import Where, issue_of
from loaders.sources.dhis2.units import Unit
from loaders.sources.placed import Said, filled, stored_rows

_FIELDS = ("name", "level", "short_name", "since", "until", "note", "point", "profile")


def found_units(units: Sequence[Unit], context: Context) -> list[Said]:
    """Return the places that units are; what cannot be one is reported."""
    return _Units(units, context).said()


class _Units:
    """The units of all files, by what they refer to each other with."""

    def __init__(self, units: Sequence[Unit], context: Context) -> None:
        self._units, self._context, self._report = units, context, context.report
        self._stored = stored_rows(context, "place")
        self._by_uid = {uid(key): key for key in self._stored}
        coded = [(row["code"], key) for key, row in self._stored.items() if row["code"]]
        self._by_code = {code: key for code, key in coded if [one for one, _ in coded].count(code) == 1}
        self._above = _parents(context)
        self._named = {said: unit for unit in units for said in (unit.get("id"), unit.get("code")) if said}
        self._levels = _levels(context)
        self._within = self._option_within()

    def said(self) -> list[Said]:
        found, seen = [], set[str]()
        for unit in self._units:
            mark = unit.get("id") or unit.get("code") or ""
            if mark and mark in seen:
                self._report.error("dhis2_twice", unit.where, found=mark)
                continue
            seen.add(mark)
            if one := self._place(unit):
                found.append(one)
        new = [one for one in found if one.key is None]
        if new and not self._report.failed:
            self._report.note("dhis2_renamed", Where(new[0].file), count=len(new))
        return found

    def _place(self, unit: Unit) -> Said | None:
        file, row, key = str(unit.where.file), int(unit.where.row or 0), self._known(unit)
        if not unit.get("name"):
            self._report.error("dhis2_unnamed", unit.where)
            return None
        climbed = self._climb(unit)
        if climbed is None:
            return None
        level = self._level(unit, len(climbed))
        values = {**self._values(unit), "level": level}
        if key is not None:
            self._tell_moved(unit, key)
            stored = self._stored[key]
            if values["short_name"] == unit.get("name"):
                values["short_name"] = None
            return Said(file, row, "place", key, filled(values, stored, _FIELDS))
        if level is None:
            self._report.error("dhis2_level", unit.where, found=unit.get("description") or str(len(climbed)))
            return None
        root = len(climbed) == 1 and self._within is None
        values["profile"] = self._context.options.get("profile") if root else None
        values["short_name"] = None if values["short_name"] == unit.get("name") else values["short_name"]
        return Said(file, row, "place", None, {name: values[name] for name in _FIELDS}, self._path(climbed[1:]))

    def _known(self, unit: Unit) -> str | None:
        code = unit.get("code") or ""
        return self._by_uid.get(unit.get("id") or "") or (code if code in self._stored else self._by_code.get(code))

    def _climb(self, unit: Unit) -> list[Unit] | None:
        """Return a unit and those above it in the files; None where one is missing or above itself, which is told."""
        found = [unit]
        while parent := found[-1].get("parent"):
            upper = self._named.get(parent)
            if upper is None and (parent in self._by_uid or parent in self._stored):
                break
            if upper is None or upper in found:
                self._report.error("dhis2_parent", unit.where, found=parent)
                return None
            found.append(upper)
        return found

    def _path(self, above: Sequence[Unit]) -> str | None:
        """Return where a new place lies: the nearest that is known, by key or path, and the new ones below it."""
        names: list[str] = []
        for unit in above:
            if key := self._known(unit):
                return "/".join([self._context.names.path_of(key), *reversed(names)]) if names else key
            names.append(quoted(str(unit.get("name"))))
        if self._within is not None:
            return "/".join([self._context.names.path_of(self._within), *reversed(names)]) if names else self._within
        return "/".join(reversed(names)) or None

    def _level(self, unit: Unit, depth: int) -> str | None:
        words, vocabulary = self._context.words, field_of("place", "level").vocabulary or ""
        told = (unit.get("level"), self._levels.get(depth))
        return next((words.resolve(vocabulary, one) for one in told if one and words.knows(vocabulary, one)), None)

    def _values(self, unit: Unit) -> dict[str, Any]:
        since = unit.get("since") or ""
        return {
            "name": unit.get("name"),
            "short_name": unit.get("short_name"),
            "since": None if since[:10] == UNKNOWN_OPENING.isoformat() else since[:10] or None,
            "until": (unit.get("until") or "")[:10] or None,
            "note": unit.get("note"),
            "point": self._point(unit),
        }

    def _point(self, unit: Unit) -> str | None:
        if (unit.get("shape") or "").casefold() != "point":
            if unit.get("coordinates"):
                self._report.note("dhis2_shape", Where(unit.where.file), found=unit.get("shape") or "—")
            return None
        try:
            lng, lat = json.loads(unit.get("coordinates") or "")[:2]
        except (ValueError, TypeError):
            self._report.warn("dhis2_point", unit.where, found=unit.get("coordinates"))
            return None
        return f"{lng},{lat} wgs84"

    def _tell_moved(self, unit: Unit, key: str) -> None:
        """Report a known place that the file puts elsewhere: a move is proposed and not made, for it has no day."""
        upper = self._named.get(unit.get("parent") or "")
        parent = self._by_uid.get(unit.get("parent") or "") if upper is None else self._known(upper)
        if unit.get("parent") and parent not in self._above.get(key, ()):
            names = self._context.names
            to = names.path_of(parent) if parent in self._stored else str((upper or unit).get("name"))
            self._report.warn(
                "dhis2_moved", unit.where, found=unit.get("name"), thing=names.path_of(key), to=to, expected=to
            )

    def _option_within(self) -> str | None:
        said = self._context.options.get("within")
        if said is None:
            return None
        try:
            return self._context.names.resolve(str(said), ["place"])
        except NotFound as error:
            self._report.add(issue_of(error, Where(column="within")))
            return None


def _parents(context: Context) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for source, target in context.tables["part_of"].select("source", "target").iter_rows():
        found.setdefault(source, set()).add(target)
    return found


def _levels(context: Context) -> dict[int, str]:
    found = {}
    for part in filter(None, str(context.options.get("levels") or "").replace("，", ",").split(",")):
        depth, equals, level = part.partition("=")
        if not (equals and depth.strip().isdecimal()):
            context.report.error("dhis2_levels", Where(column="levels"), found=part)
            continue
        found[int(depth)] = level.strip()
    return found
