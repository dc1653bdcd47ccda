"""The units of a file of DHIS2 by the fields of ours, JSON and CSV alike; columns that are not read are told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.parsing import parsed
from graph.values import cell
from graph.words.listed import Listed
from loaders.identities import tell_identities, tell_identities_in
from loaders.readers import grids_of
from loaders.readers.json import json_of
from loaders.readers.named import called
from loaders.refused import refused, tell_refused
from loaders.report import Report, Where

LIST = "organisationUnits"


@dataclass(frozen=True)
class Unit:
    """One unit: where it stands, and what it says by field, as text."""

    where: Where
    values: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """Return what it says of a field; None where it says nothing."""
        return self.values.get(name)


@cache
def _columns() -> tuple[dict[str, str], frozenset[str]]:
    said = parsed(files(__package__).joinpath("source.yaml").read_text(encoding="utf-8"))
    return {name: field for field, names in said["columns"].items() for name in names}, frozenset(said["left"])


def units_of(path: Path, report: Report) -> list[Unit]:
    """Return the units of a file.

    Raises:
        BadInput: It cannot be read, or there are none in it.
    """
    known, left = _columns()
    found, strange = [], dict[str, None]()
    for row, said in _rows(path, report):
        values = {}
        for name, value in said.items():
            field = known.get(name.casefold())
            if field is None:
                strange.update({name: None} if value and name.casefold() not in left else {})
            elif text := cell.text(value):
                values[field] = text
        found.append(Unit(Where(called(path), None, row), values))
    if not any(one.get("name") for one in found):
        raise BadInput("dhis2_nothing", file=called(path))
    for name in strange:
        if (why := refused(name)) and not why.unless_mapped:
            tell_refused(why, name, Where(called(path), None, None, name), report)
    if strange:
        report.note("dhis2_left", Where(called(path)), found=Listed(strange))
    return found


def _rows(path: Path, report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    if path.suffix.lower() != ".json":
        grids = grids_of(path)
        tell_identities(grids, report)
        for grid in grids:
            header = [str(one or "").strip() for one in grid.rows[0]] if grid.rows else []
            for number, row in enumerate(grid.rows[1:], 2):
                if any(row):
                    yield number, dict(zip(header, row, strict=False))
        return
    said = json_of(path)
    listed = said.get(LIST) if isinstance(said, dict) else None
    for number, one in enumerate(listed if isinstance(listed, list) else (), 2):
        if isinstance(one, dict):
            told = {name: value for name, value in one.items() if name != "geometry"}
            tell_identities_in(told, Where(called(path), None, number), report)
            yield number, _flat(one)


def _flat(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a unit of JSON as a row of the CSV would have it."""
    parent, shape = one.get("parent"), one.get("geometry")
    flat = {name: value for name, value in one.items() if not isinstance(value, dict | list)}
    flat |= {name: json.dumps(value)[:40] for name, value in one.items() if isinstance(value, dict | list) and value}
    flat.pop("geometry", None)
    if isinstance(parent, dict):
        flat["parent"] = parent.get("id") or parent.get("code")
    if isinstance(shape, dict):
        flat |= {"featureType": str(shape.get("type")), "coordinates": json.dumps(shape.get("coordinates"))}
    return flat
