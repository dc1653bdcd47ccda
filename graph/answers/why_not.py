"""Why a need is not met, or an offer not used, as one plain sentence of what an answer holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.kinds import kind_of
from graph.rules.vocabulary import base_vocabulary
from graph.words import caption


def unmet_sentence(row: Mapping[str, Any], lang: str = "zh") -> str:
    """Return why a demand is not wholly met.

    Example:
        >>> row = {"why": "category", "before": 0, "missing": 3, "day": None, "giver": None, "check": []}
        >>> unmet_sentence(row)
        '没有这个类别的资源'
    """
    giver = row["giver"]
    named = "" if giver is None else giver["name"] or kind_caption(giver["kind"], lang)
    checked = ("、" if lang == "zh" else ", ").join(row["check"] or ())
    day = "" if row["day"] is None else caption("match.day", lang, month=row["day"].month, day=row["day"].day)
    code = f"unmet.{row['why']}.until" if row["why"] == "full" and day else f"unmet.{row['why']}"
    return caption(code, lang, before=row["before"], missing=row["missing"], giver=named, day=day, check=checked)


def relaxation_sentence(row: Mapping[str, Any], lang: str = "zh") -> str:
    """Return the change that would get a demand met, as a sentence.

    Example:
        >>> relaxation_sentence({"change": "later", "by": 3, "offer": None, "giver": None})
        '期限放宽 3 天就能接'
        >>> some = {"id": "offer-1", "name": "帮扶资金"}
        >>> relaxation_sentence({"change": "more", "by": 3, "offer": some, "giver": None, "unit": "ten_thousand_yuan"})
        '的“帮扶资金”再多 3 万元就够'
    """
    giver, offer = row["giver"], row["offer"]
    named = "" if giver is None else giver["name"] or kind_caption(giver["kind"], lang)
    what = "" if offer is None else offer["name"] or offer["id"]
    code = "relaxation.unwritten" if row.get("assumed") else f"relaxation.{row['change']}"
    if not row.get("unit"):
        return caption(code, lang, by=row["by"], giver=named, offer=what)
    unit = base_vocabulary().caption("unit", row["unit"], lang)
    return caption(f"{code}.counted", lang, by=row["by"], giver=named, offer=what, unit=unit)


def kind_caption(kind: str, lang: str) -> str:
    """Return the name of a kind, for a thing whose own name is hidden.

    Example:
        >>> kind_caption("person", "zh")
        '人员'
    """
    model = kind_of(kind)
    return model.zh if lang == "zh" else model.en.lower()


def unused_sentence(row: Mapping[str, Any], lang: str = "zh") -> str:
    """Return why an offer is used by no demand.

    Example:
        >>> unused_sentence({"why": "paused"})
        '这项资源已暂停'
    """
    by = ("、" if lang == "zh" else ", ").join(
        one["name"] or kind_caption(one["kind"], lang) for one in row.get("by") or () if one
    )
    return caption(f"unused.{row['why']}.by" if by else f"unused.{row['why']}", lang, by=by)
