"""Organisations of HSDS, and which of them gives a service: where it is absent, the giver is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from graph.words.listed import Listed
from loaders.identity import with_tie_keys
from loaders.reading import Batch, Context
from loaders.sources.hsds.layout import layout
from loaders.sources.hsds.rows import Row
from loaders.sources.hsds.services import id_of, key_of
from loaders.sources.hsds.values import Values, noted, origin, stated

_FORM = "social_organisation"
_EXAMPLES = 3


def organisations(rows: Mapping[str, Sequence[Row]], context: Context) -> Batch:
    """Return the organisations, social ones unless it is said."""
    found, values = rows["organization"], Values(context)
    keys = [key_of("organisation", context, row.get("id") or row.get("name") or "") for row in found]
    names = values.of(found, "organisation", "name", lambda row: row.get("name"), "name")
    for row, key, name in zip(found, keys, names, strict=True):
        known = [one for one in context.names.things.named(name) if one.startswith("organisation-")] if name else []
        if known and key not in known:
            context.report.warn("hsds_organisation_known", row.at("name"), found=name)
    columns = {
        "key": pl.Series(keys, dtype=pl.String),
        "name": pl.Series(names, dtype=pl.String),
        "form": pl.Series(
            values.of(found, "organisation", "form", lambda row: row.get("form") or _FORM, "form"), dtype=pl.String
        ),
        "note": pl.Series([noted(row, layout().tables["organization"].note) for row in found], dtype=pl.String),
    }
    if any(row.get("phone") for row in found):
        phones = values.of(found, "organisation", "phone", lambda row: row.get("phone"), "phone")
        columns["phone"] = pl.Series(phones, dtype=pl.String)
    return Batch("organisation", pl.DataFrame({**columns, **origin(found)}))


def gives(rows: Mapping[str, Sequence[Row]], context: Context) -> Batch:
    """Return who gives each service: an organisation of the files, or one that an earlier load brought."""
    here = {key_of("organisation", context, row.get("id") or "") for row in rows["organization"]}
    here |= set(context.tables["organisation"]["key"])
    given: list[tuple[str, str]] = []
    lines: list[Row] = []
    absent: list[Row] = []
    for row in rows["service"]:
        giver = key_of("organisation", context, row.get("organization_id") or "")
        if row.get("organization_id") and giver in here:
            given.append((giver, key_of("offer", context, id_of(row))))
            lines.append(row)
        else:
            absent.append(row)
    if absent:
        shown = Listed(f"{row.get('name') or '—'}（{row.get('organization_id') or '—'}）" for row in absent[:_EXAMPLES])
        context.report.warn(
            "hsds_giver_absent",
            absent[0].at("organization_id"),
            found=shown,
            count=len(absent),
            of=len(rows["service"]),
        )
    ends = {end: pl.Series([one[at] for one in given], dtype=pl.String) for at, end in enumerate(("source", "target"))}
    ties = with_tie_keys("gives", pl.DataFrame({**ends, **origin(lines)}), context.tables["gives"])
    return Batch("gives", ties, stated("organization_id", "target", ties, context), single=())
