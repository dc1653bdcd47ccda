"""Venues among the features of a map: those that say so, or say a form of ours and no level (SEMANTICS Y3, Y5)."""

from __future__ import annotations

from typing import Any

from graph.errors import NotFound
from graph.kinds import field_of
from graph.names.quoting import quoted
from graph.words.listed import Listed
from loaders.reading import Context
from loaders.sources.geojson.features import Feature
from loaders.sources.placed import Said, filled

_FIELDS = ("name", "form", "status", "point")


def is_venue(one: Feature, context: Context) -> bool:
    """Return whether a feature is a venue."""
    said, form = one.properties.get("kind"), one.properties.get("form")
    if said is not None or form is None or "level" in one.properties:
        return said == "venue"
    return context.words.knows(field_of("venue", "form").vocabulary or "", form)


def venue_of(
    one: Feature, name: str, within: str | None, context: Context, stored: dict[str, dict[str, Any]]
) -> Said | None:
    """Return the venue that is called so where it is, or a new one; None where it cannot be told, which is reported.

    Args:
        one: The feature.
        name: What it is called.
        within: Key of the place that was said; it is there where the feature names no place of its own.
        context: The ledger.
        stored: The venues of the ledger, by key.
    """
    place = _place(one, within, context)
    if place is None:
        context.report.error("geojson_within", one.where, found=name)
        return None
    file, row = str(one.where.file), int(one.where.row or 0)
    values = {field: one.properties.get(field) for field in ("form", "status")} | {"name": name, "point": one.point}
    found = context.names.matches(f"{context.names.path_of(place)}//{quoted(name)}", ["venue"])
    if len(found) > 1:
        candidates = Listed(map(context.names.path_of, found))
        context.report.error("geojson_ambiguous", one.where, found=name, expected=candidates)
        return None
    if found:
        return Said(file, row, "venue", found[0], filled(values, stored[found[0]], _FIELDS))
    return Said(file, row, "venue", None, {field: values[field] for field in _FIELDS}, place)


def _place(one: Feature, within: str | None, context: Context) -> str | None:
    """Return the place where it is: the one that it names, else the one that was said."""
    try:
        return context.names.resolve(one.properties.get("path", ""), ["place"])
    except NotFound:
        return within
