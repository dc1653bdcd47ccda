"""The rows of ``duplicates`` in words: why two needs may be one, and who meets about needs that recur."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.words import caption

Row = Mapping[str, Any]


def why_one(row: Row, lang: str = "zh") -> str:
    """Return why two needs may be one.

    Example:
        >>> why_one({"place": {"name": "3号楼"}, "apart": 2, "likeness": 91})
        '同一类别，都在3号楼，提出相隔 2 天，名称相像 91%'
    """
    where = row["place"] and row["place"]["name"]
    place = caption("duplicates.at", lang, place=where) if where else caption("duplicates.same_place", lang)
    apart = caption("duplicates.apart" if row["apart"] else "duplicates.same_day", lang, days=row["apart"])
    return caption("duplicates.why", lang, place=place, apart=apart, likeness=row["likeness"])


def who_comes(row: Row, lang: str = "zh") -> str:
    """Return who must meet about needs that recur, who is not recorded, and what makes the meeting valid.

    Example:
        >>> who_comes({"count": 3, "parties": [{"party": "owners", "id": None, "name": None}], "quorum": None})
        '30天内 3 件；须到：业委会（没有登记）；没有登记议事规则'
    """
    comma = caption("picture.and", lang)
    come = comma.join(_party(one, lang) for one in row["parties"])
    quorum = row["quorum"]
    rule = caption("duplicates.no_quorum", lang)
    if quorum:
        rule = caption("duplicates.quorum", lang, name=quorum["name"], decides=quorum["decides"])
    return caption("duplicates.table", lang, count=row["count"], come=come, rule=rule)


def in_words(value: Row, lang: str) -> str | None:
    """Return a need, a party or a rule of a meeting, in words; None for anything else."""
    if "raised" in value:
        return called(value, lang)
    if set(value) == {"party", "id", "name", "absent"}:
        return _party(value, lang)
    if "decides" in value:
        return caption("duplicates.quorum", lang, name=value["name"], decides=value["decides"])
    return None


def called(need: Row, lang: str) -> str:
    """Return the name of a need, with its number where it has one.

    Example:
        >>> called({"id": "need-1", "name": "修路灯", "number": "XQ-1", "raised": None}, "zh")
        '修路灯（XQ-1）'
    """
    name = str(need["name"] or need["id"])
    return caption("picture.named", lang, text=name, note=need["number"]) if need["number"] else name


def _party(one: Row, lang: str) -> str:
    party = caption(f"party.{one['party']}", lang)
    nobody = "duplicates.absent" if one.get("absent") else "duplicates.not_recorded"
    note = caption(nobody, lang) if one["id"] is None else one["name"] or one["id"]
    return caption("picture.named", lang, text=party, note=note)
