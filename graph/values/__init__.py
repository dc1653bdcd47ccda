"""Kinds of value, one file a kind: clean what people write, check it, show it.

`TYPES` finds each by the name that a kind's field gives. Cleaning is pure and takes a microsecond
or a few where a cell is already clean; a loader memoises it by distinct value, never by row.
"""

from __future__ import annotations

from typing import Any

from graph.values.amounts import CAPACITY, PRICE, WANTED
from graph.values.base import ValueType
from graph.values.classes import CLASSES
from graph.values.code import CODE
from graph.values.count import COUNT
from graph.values.dates import AS_OF, DAY
from graph.values.flag import FLAG
from graph.values.hours import HOURS, WEEKDAYS
from graph.values.instant import INSTANT
from graph.values.intervals import INTERVAL, INTERVALS
from graph.values.name import NAME
from graph.values.number import DECIMAL, EXTENT, INTEGER, TALLY, YEAR
from graph.values.phone import PHONE
from graph.values.point import POINT
from graph.values.rule import RULE
from graph.values.standings import STANDINGS
from graph.values.texts import TEXTS
from graph.values.timespan import TIMESPAN

TYPES: dict[str, ValueType[Any]] = {
    kind.name: kind
    for kind in (
        NAME,
        TEXTS,
        CLASSES,
        CODE,
        DAY,
        AS_OF,
        INSTANT,
        INTERVAL,
        INTERVALS,
        COUNT,
        INTEGER,
        TALLY,
        YEAR,
        DECIMAL,
        EXTENT,
        FLAG,
        PHONE,
        POINT,
        WANTED,
        CAPACITY,
        PRICE,
        WEEKDAYS,
        HOURS,
        RULE,
        STANDINGS,
        TIMESPAN,
    )
}

__all__ = [
    "AS_OF",
    "CAPACITY",
    "CLASSES",
    "CODE",
    "COUNT",
    "DAY",
    "DECIMAL",
    "EXTENT",
    "FLAG",
    "HOURS",
    "INSTANT",
    "INTEGER",
    "INTERVAL",
    "INTERVALS",
    "NAME",
    "PHONE",
    "POINT",
    "PRICE",
    "RULE",
    "STANDINGS",
    "TALLY",
    "TEXTS",
    "TIMESPAN",
    "TYPES",
    "WANTED",
    "WEEKDAYS",
    "YEAR",
    "ValueType",
]
