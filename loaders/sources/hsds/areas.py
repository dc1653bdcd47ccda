"""Where services are for: the places of the ledger that their areas name; what it does not know is told, and not made.

A service whose areas are not said is for where it is given, if that is a place of the ledger. Of one for which nothing
is found the area stays not recorded: it is shown last, and is in no plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from graph.values.texts import clean_texts
from graph.words.listed import Listed
from loaders.identity import with_tie_keys
from loaders.reading import Batch, Context
from loaders.sources.hsds.rows import Row
from loaders.sources.hsds.services import by_service, id_of, key_of
from loaders.sources.hsds.values import origin, stated

_EXAMPLES = 5


def serves(rows: Mapping[str, Sequence[Row]], context: Context) -> Batch:
    """Return which place each service is for."""
    areas, at = by_service(rows, "service_area"), by_service(rows, "service_at_location")
    locations = {row.get("id"): row for row in rows["location"]}
    known = _known(context)
    ends: list[tuple[str, str]] = []
    lines: list[Row] = []
    unknown: Counter[str] = Counter()
    first: dict[str, Row] = {}
    nowhere: list[Row] = []
    for row in rows["service"]:
        key = id_of(row)
        where = [place for one in [*at[key], row] if (place := locations.get(one.get("location_id")))]
        said = [name for one in areas[key] if (name := one.get("name"))]
        said += [name for one in (row, *where) for name in clean_texts(one.get("service_areas")) or ()]
        found = {name: known(name) for name in dict.fromkeys(said)}
        for name in (name for name, area in found.items() if area is None):
            unknown[name] += 1
            first.setdefault(name, row)
        places = set(filter(None, found.values()))
        if not said:
            names = [one.get(name) for one in where for name in ("external_identifier", "name", "alternate_name")]
            places = {area for name in names if name and (area := known(name))}
        if not places:
            nowhere.append(row)
        for area in sorted(places):
            ends.append((key_of("offer", context, key), area))
            lines.append(row)
    if unknown:
        shown = Listed(f"{name}（{count}）" for name, count in unknown.most_common(_EXAMPLES))
        where_first = first[next(iter(unknown))].where
        context.report.warn("hsds_area_unknown", where_first, found=shown, count=len(unknown))
    if nowhere:
        of = len(rows["service"])
        context.report.warn("hsds_area_not_recorded", nowhere[0].where, count=len(nowhere), of=of)
    frame = pl.DataFrame(
        {**{end: pl.Series([one[at] for one in ends], dtype=pl.String) for at, end in enumerate(("source", "target"))}}
        | origin(lines)
    )
    ties = with_tie_keys("serves", frame, context.tables["serves"])
    return Batch("serves", ties, stated("service_areas", "source", ties, context))


def _known(context: Context) -> Callable[[str], str | None]:
    """Return what finds the one place that a name or a code means."""
    coded: dict[str, list[str]] = {}
    for key, code in context.tables["place"].select("key", "code").drop_nulls().iter_rows():
        coded.setdefault(code, []).append(key)

    def known(name: str) -> str | None:
        found = coded.get(name) or context.names.matches(name, ["place"])
        return found[0] if len(found) == 1 else None

    return known
