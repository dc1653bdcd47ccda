"""The rows of ``cobuilding`` in words: promises, deliveries and what needs a look, each in a phrase or a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.words import caption

Row = Mapping[str, Any]
#: What a code of a word list is called: the list, the code, the language.
Called = Callable[[str, str, str], str]


def needs_a_look(row: Row, lang: str = "zh") -> str:
    """Return why a row of one of the tables beside the units is there.

    Example:
        >>> needs_a_look({"unit": {}, "agreements": 2, "sentence": None})
        '签了 2 份协议，还没有项目'
    """
    if "gini" in row:
        return _balance(row, lang)
    if "until" in row:
        return caption("cobuilding.ends", lang, days=row["days"], day=row["until"])
    if "project" in row:
        if row["due"] is None:
            return caption("cobuilding.no_giver", lang)
        return caption("cobuilding.no_giver.due", lang, day=row["due"])
    if "offers" in row:
        return caption("cobuilding.not_asked" if row["offers"] else "cobuilding.no_offer", lang, offers=row["offers"])
    return caption("cobuilding.no_project", lang, agreements=row["agreements"])


def _balance(row: Row, lang: str) -> str:
    what = row["what"]
    if row["most"] is None:
        return caption(f"cobuilding.none_{what}", lang)
    told = {name: row[name] for name in ("units", "total", "sharing")}
    most = row["most"]["name"] or row["most"]["id"]
    found = caption(f"cobuilding.shared_{what}", lang, **told, most=most, percent=row["share"] // 10)
    if row["gini"] is None:
        return found
    return found + caption("cobuilding.gini", lang, gini=f"{row['gini'] / 1000:.2f}")


def in_words(value: Row, called: Called, lang: str) -> str | None:
    """Return a promise, a delivery, or an agreement that ends, in words; None for anything else.

    Args:
        value: A struct of an answer.
        called: What a code of a word list is called.
        lang: ``zh`` or ``en``.
    """
    if "assumed" in value and "period" in value:
        return _promised(value, called, lang)
    if set(value) == {"unit", "quantity"}:
        return _amount(value["quantity"], value["unit"], called, lang)
    if "times" in value:
        return _given(value, called, lang)
    if "until" in value and "name" in value:
        return caption("cobuilding.next_end", lang, name=value["name"] or value["id"], day=value["until"])
    return None


def _promised(one: Row, called: Called, lang: str) -> str:
    """Return how much some offers promise in a period; offers without a written amount are named but not counted."""
    unwritten = caption("cobuilding.assumed", lang, count=one["assumed"])
    if one["assumed"] == one["offers"]:
        return unwritten
    period = called("period", one["period"], lang)
    if one["endless"]:
        text = caption("cobuilding.endless", lang, period=period)
    else:
        text = caption(
            "cobuilding.promised",
            lang,
            period=period,
            amount=_amount(one["capacity"] - one["assumed"], one["unit"], called, lang),
        )
    return caption("cobuilding.beside", lang, text=text, beside=unwritten) if one["assumed"] else text


def _given(one: Row, called: Called, lang: str) -> str:
    """Return how often and how much was given, and the activities held; empty where there were none."""
    said = []
    if one["times"]:
        goods = [_amount(each["quantity"], each["unit"], called, lang) for each in one["goods"]]
        said.append(caption("cobuilding.given", lang, times=one["times"], goods=_listed(goods, lang)))
    if one.get("activities"):
        said.append(_held(one, lang))
    return caption("cobuilding.also", lang).join(said)


def _held(one: Row, lang: str) -> str:
    """Return how many activities and visitors there were; "at least" where some activities were not counted."""
    told = {name: f"{one[name]:,}" for name in ("activities", "uncounted") if one[name]}
    if one["person_times"] is None:
        return caption("cobuilding.held.uncounted", lang, **told)
    known = "cobuilding.held.some" if one["uncounted"] else "cobuilding.held"
    return caption(known, lang, **told, persons=f"{one['person_times']:,}")


def _amount(quantity: int, unit: str | None, called: Called, lang: str) -> str:
    if unit is None:
        return caption("cobuilding.of_no_unit", lang, quantity=f"{quantity:,}")
    return caption("cobuilding.amount", lang, quantity=f"{quantity:,}", unit=called("unit", unit, lang))


def _listed(texts: Iterable[str], lang: str) -> str:
    return caption("cobuilding.and", lang).join(texts)
