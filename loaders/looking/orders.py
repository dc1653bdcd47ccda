"""Whether a sheet seems to be an export of work orders, and which column is which: by its headers."""

from __future__ import annotations

from loaders.looking.written import Looked
from loaders.readers import Grid
from loaders.readers.habits import header_text
from loaders.refused import refused
from loaders.sources.work_orders.layout import NEEDED, layout, mapping_named

_HEADER_WITHIN = 10
#: At least this many columns of a sheet must be known, the required ones among them.
_AT_LEAST = 5
#: The mapping whose values are offered: that of the usual export.
_USUAL = "hotline12345"


def orders_table(grid: Grid) -> Looked:
    """Return what each column seems to be; nothing where too few are called as those of work orders are."""
    for place, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        headers = [header_text(one) if isinstance(one, str) else "" for one in row]
        columns = _columns(headers)
        if len(columns) >= _AT_LEAST and {*NEEDED} <= {*columns.values()}:
            strange = {one: _said(one) for one in headers if one and one not in columns}
            choices = [f"{role}（{said.zh}）" for role, said in layout().roles.items()]
            return Looked(
                "work_orders", None, place + 1, columns, strange, _values(grid, place, headers, columns), choices
            )
    return Looked()


def _columns(headers: list[str]) -> dict[str, str]:
    """Return of each role the header that is likeliest it."""
    found = {}
    for role, names in layout().headers.items():
        theirs = next((name for name in names if name in headers), None)
        if theirs is not None:
            found[theirs] = role
    return {theirs: found[theirs] for theirs in headers if theirs in found}


def _said(header: str) -> str:
    why = refused(header)
    if why:
        return f"不收“{why.word}”· never kept"
    return "来电人，不收 · who called, never kept" if layout().calls(header) else ""


def _values(grid: Grid, header: int, headers: list[str], columns: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return the values of codes that the usual export has too, with ours."""
    usual = mapping_named(_USUAL).tables[0]
    known = {ours: usual.values.get(theirs, {}) for theirs, ours in usual.columns.items() if ours}
    found = {}
    for theirs, role in columns.items():
        at = headers.index(theirs)
        said = {str(row[at]).strip() for row in grid.rows[header + 1 :] if at < len(row) and row[at]}
        found[theirs] = {one: known[role][one] for one in sorted(said) if one in known.get(role, {})}
    return found
