"""Services of HSDS as offers: what, when, for whom and at what price, where that is said plainly; else a note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import polars as pl

from graph.errors import BadValue
from graph.keys import public_key
from graph.values import TYPES
from graph.words.listed import Listed
from loaders.reading import Batch, Context
from loaders.sources.hsds.layout import layout
from loaders.sources.hsds.rows import Row
from loaders.sources.hsds.schedules import plain_times, told
from loaders.sources.hsds.values import Values, noted, origin

_UNNAMED = "（未写名称）"
#: A class that nobody is of until somebody has read the note: whom it is for is said there, in a sentence.
_SEE_NOTE = "对象见备注"
_NAMED = 120  # characters of ids in a message
_CLASS = 20  # characters that the name of a class may have
_YUAN = (None, "CNY", "RMB")


def key_of(kind: str, context: Context, known_by: str) -> str:
    """Return the key of a thing from its HSDS id, which is unique within a directory only."""
    return public_key(kind, "hsds", context.options["publisher"], known_by)


def id_of(row: Row) -> str:
    """Return the id of a service; of one that has none, what it says of organisation, place and name."""
    return row.get("id") or "·".join(["", *(row.get(one) or "" for one in ("organization_id", "location_id", "name"))])


def by_service(rows: Mapping[str, Sequence[Row]], table: str) -> dict[str, list[Row]]:
    """Return the rows of a table by the service that they speak of, directly or through its place."""
    through = {row.get("id"): row.get("service_id") for row in rows["service_at_location"]}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows[table]:
        if service := row.get("service_id") or through.get(row.get("service_at_location_id")):
            found[service].append(row)
    return found


def tell_adrift(rows: Mapping[str, Sequence[Row]], context: Context) -> None:
    """Report the rows that speak of a service that is in none of the files; nothing can be made of them."""
    services = {id_of(row) for row in rows["service"]}
    for table in ("service_area", "cost_option", "schedule", "service_at_location"):
        found = by_service(rows, table)
        adrift = [row for key, some in found.items() if key not in services for row in some]
        if adrift:
            named = Listed(dict.fromkeys(key for key in found if key not in services))
            context.report.warn("hsds_adrift", adrift[0].at("service_id"), found=named[:_NAMED], count=len(adrift))


def offers(rows: Mapping[str, Sequence[Row]], context: Context) -> Batch:
    """Return an offer a service."""
    services, values, report = rows["service"], Values(context), context.report
    schedules, costs, at = (by_service(rows, name) for name in ("schedule", "cost_option", "service_at_location"))
    categories = _categories(rows, context)
    fields: dict[str, list[object]] = {name: [] for name in ("for_classes", "price", "weekdays", "hours", "note")}
    for row in services:
        key = id_of(row)
        if not row.get("name"):
            report.warn("hsds_unnamed", row.at("name"))
        classes, whom = _for_whom(row)
        price, fees = _price(row, costs[key])
        times = plain_times(schedules[key])
        words = [one for one in (row.get("schedule"), row.get("hours")) if one]
        more = [*whom, *fees, *(f"时间：{one}" for one in (*words, *told(schedules[key], plain=times is not None)))]
        more += [one for place in at[key] if (one := place.get("description"))]
        if (row.get("status") or "").casefold() == "defunct":
            more.append("已停办")
        days, hours = times or (None, None)
        note = noted(row, layout().tables["service"].note, more)
        for name, said in zip(fields, (classes, price, days, hours, note), strict=True):
            fields[name].append(said)
    status = layout().status
    frame = pl.DataFrame(
        {
            "key": [key_of("offer", context, id_of(row)) for row in services],
            "name": values.of(services, "offer", "name", lambda row: row.get("name") or _UNNAMED, "name"),
            "sort": ["service"] * len(services),
            "status": values.of(
                services,
                "offer",
                "status",
                lambda row: status.get((row.get("status") or "").casefold(), row.get("status")),
                "status",
            ),
            "categories": pl.Series(
                values.of(services, "offer", "categories", lambda row: categories[id_of(row)], "categories"),
                dtype=pl.List(pl.String),
            ),
            "for_classes": pl.Series(fields["for_classes"], dtype=pl.List(pl.String)),
            "price": pl.Series(fields["price"], dtype=pl.Float64),
            **{name: pl.Series(fields[name], dtype=pl.String) for name in ("weekdays", "hours", "note")},
            **origin(services),
        }
    )
    return Batch("offer", frame)


def _categories(rows: Mapping[str, Sequence[Row]], context: Context) -> dict[str, str]:
    """Return the categories of each service: the terms of its attributes, else what a dialect says in a column."""
    terms = {row.get("id"): row.get("name") for row in rows["taxonomy_term"]}
    found: dict[str, list[str]] = {id_of(row): list(filter(None, [row.get("categories")])) for row in rows["service"]}
    absent: list[Row] = []
    for row in rows["attribute"]:
        name = terms.get(row.get("taxonomy_term_id"))
        if row.get("link_id") in found and name:
            found[str(row.get("link_id"))].append(name)
        elif row.get("link_id") in found:
            absent.append(row)
    if absent:
        first = Listed(row.get("taxonomy_term_id") or "—" for row in absent[:3])
        context.report.warn("hsds_term_absent", absent[0].at("taxonomy_term_id"), found=first, count=len(absent))
    return {key: "\n".join(dict.fromkeys(names)) for key, names in found.items()}


def _for_whom(row: Row) -> tuple[list[str] | None, list[str]]:
    """Return the classes of whom a service is for, and what the note says of it; a sentence is no class."""
    said, least, most = (row.get(name) for name in ("eligibility_description", "minimum_age", "maximum_age"))
    ages = [
        f"{label}：{age}" for label, age in (("最低年龄", least if least != "0" else None), ("最高年龄", most)) if age
    ]
    if not said:
        return ([_SEE_NOTE], ages) if ages else (None, [])
    parts = [part.strip() for part in said.splitlines() if part.strip()]
    short = all(len(part) <= _CLASS and not set(part) & set("，。；、,;/.") for part in parts)
    return (parts, ages) if short and not ages else ([_SEE_NOTE], [f"对象：{said}", *ages])


def _price(row: Row, costs: Sequence[Row]) -> tuple[float | None, list[str]]:
    """Return what a unit costs, where it is one plain number of yuan, and what the note says of it otherwise."""
    words = [one for name in ("fees_description", "fees") if (one := row.get(name))]
    if not costs and len(words) == 1:
        try:
            return TYPES["price"].clean(words[0]), []
        except BadValue:
            return None, [f"收费：{words[0]}"]
    plain = [one for one in costs if one.get("currency") in _YUAN and not _conditional(one)]
    if len(costs) == len(plain) == 1:
        try:
            return TYPES["price"].clean(plain[0].get("amount")), [f"收费：{one}" for one in words]
        except BadValue:
            pass
    names = ("amount", "currency", "option", "amount_description", "valid_from", "valid_to")
    words += [" ".join(filter(None, map(one.get, names))) for one in costs]
    return None, [f"收费：{one}" for one in words if one]


def _conditional(cost: Row) -> bool:
    return any(cost.get(name) for name in ("option", "amount_description", "valid_from", "valid_to"))
