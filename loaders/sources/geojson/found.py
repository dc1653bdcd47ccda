"""Which thing of the ledger a feature is: by its key, else by its name under a place that was named, else a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import NotFound
from graph.keys import is_key
from graph.kinds import field_of
from graph.names.quoting import quoted
from graph.parsing import parsed
from graph.words.listed import Listed
from loaders.reading import Context
from loaders.refused import refused, tell_refused
from loaders.report import Where, issue_of
from loaders.sources.geojson.features import Feature
from loaders.sources.geojson.venues import is_venue, venue_of
from loaders.sources.placed import Said, filled, stored_rows

_KINDS = ("place", "venue")
_KNOWN = {"place": ("name", "level", "point"), "venue": ("name", "point")}


@cache
def layout() -> dict[str, Any]:
    """Return what becomes of properties, read once."""
    found: dict[str, Any] = parsed(files(__package__).joinpath("source.yaml").read_text(encoding="utf-8"))
    return found


def found_places(features: Sequence[Feature], context: Context) -> list[Said]:
    """Return what the features are, told apart from what is left out."""
    report = context.report
    stored = {kind: stored_rows(context, kind) for kind in _KINDS}
    within = _within(context)
    said, left, unnamed = list[Said](), Counter[str](), list[Feature]()
    of = layout()
    read = {*of["names"], *of["address"], *of["levels"], *of["notes"], *of["left"], "level"}
    for called in dict.fromkeys(name for one in features for name in one.properties):
        if (why := refused(called)) and not why.unless_mapped:
            tell_refused(why, called, Where(features[0].where.file, None, None, called), report)
    for one in features:
        left.update(one.properties.keys() - read)
        kind = one.id.rpartition("-")[0] if is_key(one.id) else ""
        name = _name(one)
        if one.id in stored.get(kind, {}):
            values = filled({"point": one.point}, stored[kind][one.id], _KNOWN[kind])
            said.append(Said(str(one.where.file), int(one.where.row or 0), kind, one.id, values))
        elif one.properties.get("kind", "place") not in _KINDS:
            report.warn("geojson_kind", one.where, found=one.properties["kind"])
        elif name is None:
            unnamed.append(one)
        elif is_venue(one, context):
            said += [new] if (new := venue_of(one, name, within, context, stored["venue"])) else []
        elif within is None:
            report.error("geojson_within", one.where, found=name)
        elif new := _under(one, name, within, context, stored["place"]):
            said.append(new)
    if unnamed:
        report.skipped += len(unnamed)
        report.warn("geojson_unnamed", unnamed[0].where, count=len(unnamed))
    if left:
        report.note("geojson_left", Where(features[0].where.file), found=Listed(name for name, _ in left.most_common()))
    return _once(said, context)


def _within(context: Context) -> str | None:
    said = context.options.get("within")
    if said is None:
        return None
    try:
        return context.names.resolve(str(said), ["place"])
    except NotFound as error:
        context.report.add(issue_of(error, Where(column="within")))
        return None


def _name(one: Feature) -> str | None:
    """Return what a feature is called: its name, else street and number."""
    of = layout()
    named = next((name for key in of["names"] if (name := one.properties.get(key))), None)
    parts = [one.properties.get(key, "") for key in of["address"]]
    return named or ("".join(parts) if parts[-1] else None)


def _level(one: Feature, context: Context) -> str | None:
    of, words = layout()["levels"], context.words
    told = [
        context.options.get("level"),
        one.properties.get("level"),
        *(of[name] for name in of if name in one.properties),
    ]
    vocabulary = field_of("place", "level").vocabulary or ""
    return next((words.resolve(vocabulary, level) for level in told if level and words.knows(vocabulary, level)), None)


def _under(one: Feature, name: str, within: str, context: Context, stored: dict[str, dict[str, Any]]) -> Said | None:
    """Return the place that is called so there, or a new one; None where it cannot be told, which is reported."""
    path, level = context.names.path_of(within), _level(one, context)
    file, row = str(one.where.file), int(one.where.row or 0)
    found = context.names.matches(f"{path}/{quoted(name)}", ["place"])
    if level is not None:
        found = [key for key in found if stored[key]["level"] == level]
    if len(found) > 1:
        candidates = Listed(map(context.names.path_of, found))
        context.report.error("geojson_ambiguous", one.where, found=name, expected=candidates)
        return None
    if found:
        return Said(file, row, "place", found[0], filled({"point": one.point}, stored[found[0]], _KNOWN["place"]))
    if level is None:
        context.report.error("geojson_level", one.where, found=name)
        return None
    notes = [f"{label}：{text}" for key, label in layout()["notes"].items() if (text := one.properties.get(key))]
    address = "".join(one.properties.get(key, "") for key in layout()["address"])
    notes += [f"地址：{address}"] if address and address != name else []
    values = {"name": name, "level": level, "point": one.point, "note": "；".join(notes) or None}
    return Said(file, row, "place", None, values, within)


def _once(said: Sequence[Said], context: Context) -> list[Said]:
    """Return each place once: the first of those that are the same, the others are told."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for one in said:
        what = (one.key,) if one.key else (one.parent, one.values["name"])
        if what in seen:
            context.report.warn("geojson_twice", Where(one.file, None, one.row), found=str(one.values["name"]))
        else:
            seen.add(what)
            kept.append(one)
    return kept
