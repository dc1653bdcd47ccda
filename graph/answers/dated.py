"""Reasons in words, each with the day since which it holds, the same for every reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.words import caption

_MINUTE = re.compile(r"(.*)T([0-9]{2}:[0-9]{2}).*")


def dated(text: str, since: date | None, lang: str) -> str:
    """Return a reason with the day since when it holds, where that is known.

    Example:
        >>> dated("空缺", date(2024, 6, 1), "zh"), dated("空缺", None, "zh")
        ('空缺，自 2024-06-01 起', '空缺')
    """
    return text if since is None else caption("dated", lang, text=text, day=since)


def limit_said(limit: str, lang: str) -> str:
    """Return the time limit of an answer in words.

    Example:
        >>> limit_said("3 working_days", "zh"), limit_said("24 hours", "en")
        ('3 个工作日', '24 hours')
    """
    count, _, unit = limit.partition(" ")
    return caption(f"limit.{unit}", lang, count=count)


def due_said(row: Mapping[str, Any], lang: str) -> str:
    """Return the time limit of a step and its deadline in words; empty where there is no limit.

    Who took a need is held to its own day, of which no profile says how long that is.

    Example:
        >>> due_said({"limit": None, "due": date(2024, 10, 25), "due_time": None}, "zh")
        '到 2024-10-25 为止'
    """
    limit, due, at = row["limit"], row["due"], row["due_time"]
    if limit is None and due is None:
        return ""
    code = "limited.within" if due is None else "limited.by" if at is None else "limited.by_time"
    if limit is None:
        return caption(code.replace(".by", ".only_by"), lang, due=due, time=at)
    return caption(code, lang, limit=limit_said(limit, lang), due=due, time=at)


def passed_over(one: Mapping[str, Any], lang: str) -> str:
    """Return why somebody was passed over on a walk, and since when: of a unit that is over, not of who left a seat."""
    if one["why"] == "did_not_act":
        return caption("passed.did_not_act", lang, asked=_MINUTE.sub(r"\1 \2", one["asked"]), limit=due_said(one, lang))
    unit_is_over = one["why"] == "ended" and one["post"] is None
    return dated(caption(f"passed.{'unit_over' if unit_is_over else one['why']}", lang), one["since"], lang)
