"""HSDS as JSON made into the tables that it would be as CSV: what lies in another refers to it by id.

A service holds its organisation, locations, areas, costs, schedules and attributes. A row's number is its place
among its like, counted from 2 as below a header.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from loaders.readers import Grid
from loaders.readers.json import json_of
from loaders.readers.named import called
from loaders.sources.hsds.layout import is_left_out, table_named

#: What the pages of an HSDS API have around their list.
_PAGE = "contents"
_SHOWN = 200  # characters of an object that is in no table


def grids_of_json(path: Path) -> list[Grid]:
    """Return the tables of a JSON file, one sheet each.

    Raises:
        BadInput: It is too large, or no JSON, or nothing in it is HSDS.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    try:
        for table, one in _tops(json_of(path)):
            _flatten(table, one, {}, tables)
    except RecursionError as error:
        raise BadInput("json_deep", file=called(path)) from error
    if not tables:
        raise BadInput("hsds_nothing", file=called(path))
    return [_grid(called(path), table, rows) for table, rows in tables.items()]


def _tops(said: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects that lie in no other, and their table: a page or list of services, one, or lists by table."""
    if isinstance(said, dict) and isinstance(said.get(_PAGE), list):
        said = said[_PAGE]
    if isinstance(said, list):
        yield from ((_table_of(one), one) for one in said if isinstance(one, dict))
    elif isinstance(said, dict):
        lists = {name: rows for name, rows in said.items() if isinstance(rows, list) and _known(name)}
        if "id" in said or not lists:
            yield from [(_table_of(said), said)] if "id" in said else []
            return
        for name, rows in lists.items():
            yield from ((table_named(name) or name, one) for one in rows if isinstance(one, dict))


def _table_of(one: Mapping[str, Any]) -> str:
    """Return the table of an object that does not lie in a list that is named."""
    if {"location_type", "latitude"} & one.keys():
        return "location"
    if {"taxonomy_detail", "term_uri"} & one.keys():
        return "taxonomy_term"
    if {"legal_status", "parent_organization_id", "organization_identifiers", "tax_status"} & one.keys():
        return "organization"
    return "service_at_location" if {"location", "service"} & one.keys() else "service"


def _known(name: str) -> bool:
    return table_named(name) is not None or is_left_out(name)


def _flatten(table: str, one: Mapping[str, Any], up: Mapping[str, Any], tables: dict[str, list[dict[str, Any]]]) -> str:
    """Add an object's row to its table, and those of what lies in it; return its id."""
    key = str(one.get("id") or f"#{sha256(json.dumps(one, sort_keys=True).encode()).hexdigest()[:16]}")
    row: dict[str, Any] = {"id": key}
    rows = tables.setdefault(table, [])
    for name, value in one.items():
        inner = value if isinstance(value, list) else [value]
        nested = [each for each in inner if isinstance(each, dict)]
        if is_left_out(name) or (nested and is_left_out(table_named(name) or name)):
            tables.setdefault(name, []).extend({"id": each.get("id")} for each in nested)
        elif nested and (below := table_named(name)):
            for each in nested:
                back = {"link_id": key, "link_entity": table} if below == "attribute" else {f"{table}_id": key}
                found = _flatten(below, each, back if isinstance(value, list) else {}, tables)
                if not isinstance(value, list):
                    row.setdefault(f"{below}_id", found)
        elif nested:
            row[name] = json.dumps(value, ensure_ascii=False)[:_SHOWN]
        else:
            row[name] = "、".join(map(str, inner)) if isinstance(value, list) else value
    row = {**{name: said for name, said in up.items() if not row.get(name)}, **row} if up else row
    row.update({name: said for name, said in up.items() if row.get(name) in (None, "")})
    if row not in rows[-1000:]:  # an organisation lies in each of its services
        rows.append(row)
    return key


def _grid(file: str, table: str, rows: list[dict[str, Any]]) -> Grid:
    headers = list(dict.fromkeys(name for row in rows for name in row))
    grid = Grid(file, table, [])
    cells: list[list[Any]] = [[*headers], *([_cell(row.get(name)) for name in headers] for row in rows)]
    grid.hide_identities(cells)
    grid.note_controls(cells)
    grid.rows.extend(cells)
    return grid


def _cell(value: Any) -> Any:
    return "" if value is None else value if isinstance(value, str | bool) else str(value)
