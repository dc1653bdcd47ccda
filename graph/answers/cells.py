"""What a cell of an answer may hold: a text, a number, a day, a list, or one of the structs that questions share.

It is said without Polars, since ``linli --help`` reads the register of questions and must come at once;
``frames`` makes types of it. ``high: null`` means no upper bound is known; ids are public keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

TEXT, INTEGER, FLAG, DAY = "text", "integer", "flag", "day"
ID = TEXT


@dataclass(frozen=True)
class ListOf:
    """A list, each of its members a cell of one sort."""

    inner: Cell


#: The name of something plain, a struct by its fields, or a list.
Cell: TypeAlias = "str | Mapping[str, Cell] | ListOf"
Columns: TypeAlias = Mapping[str, Cell]

TEXTS = ListOf(TEXT)
BAND: Columns = {"low": INTEGER, "high": INTEGER}
THING: Columns = {"id": ID, "name": TEXT}
PLACE: Columns = {"id": ID, "name": TEXT, "path": TEXT, "kind": TEXT, "level": TEXT}
POST: Columns = {"id": ID, "role": TEXT, "name": TEXT}
REASON: Columns = {"code": TEXT, "id": ID}
DATED_REASON: Columns = {**REASON, "since": DAY}

#: What a column that a type of norm has for itself may hold.
OWN: Mapping[str, Cell] = {
    "band": BAND,
    "integer": INTEGER,
    "text": TEXT,
    "day": DAY,
    "texts": TEXTS,
    "things": ListOf(THING),
    "pairs": ListOf({"seat": POST, "holder": THING, "other": POST, "other_holder": THING}),
    "eligible": ListOf({**THING, "units": TEXTS}),
}

#: Columns of people of whom it is personal that they are in it; each has one beside it that says how many they are.
RESERVED: Mapping[str, str] = {"eligible": "eligible_count"}

#: What a column or a field of a struct means, in any question, where its name does not say enough.
SAID: Mapping[str, str] = {
    "subject": "The place or unit spoken of",
    "state": "Coverage: met, gap, unknown, not_applicable or exempt. An end: top, dead_end or unknown",
    "low": "At least so many",
    "high": "At most so many; null: no upper bound is known",
    "how": "own or inherited; of a step: holder, acting, standing_in, deputy or unknown",
    "households": "Households affected",
    "evidence": "Ids that the row rests on; at most 20 are named",
    "evidence_count": "How many there are",
    "why": "Reasons as codes, with the id that each is about",
    "passed": "Who was passed over on the way, why, and of a seat or unit that is empty or over since when",
    "since": "Since when it is so; null: not known, or it says nothing of a day",
    "cause": "dead_end or unknown, of a passed one the id that is the cause",
}
