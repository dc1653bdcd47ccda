"""标准: the norms with their citations and days, where they are waived or otherwise, and the chains of profiles."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.fields import FormField
from api.console.norms import SORTS, PackLines, exceptions, packs
from api.console.page import Page, page_router
from graph.forms import AnswerSheet
from graph.pictures import profiles

router = page_router()
PAGE = Page("/rules", "rules", router)
_COLUMNS = ("norm", "sort", "asks", "whom", "cite", "days", "notes")


@router.get("/rules")
def rules(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the norms."""
    shown = _chosen(asked, packs(asked))
    waived = exceptions(asked)
    form = asked.said("as")
    if form is not None:
        return sheets_as_file(asked, f"{asked.say('page.rules')} {asked.on}", [_sheet(asked, shown)], form)
    followed = asked.followed
    return asked.framed(
        "rules.html",
        name="rules",
        fields=_fields(asked),
        packs=shown,
        waived=waived,
        followed=[_profile(asked, key) for key in followed],
        others=[_profile(asked, key) for key in asked.rules.profiles if key not in followed],
    )


def _chosen(asked: Asked, found: list[PackLines]) -> list[PackLines]:
    """Return the packs with the norms that the address asks for: one, those of a sort, in force on the day, of here."""
    norm, sort, every = asked.said("norm"), asked.said("sort"), asked.said("every") is not None
    kept = []
    for pack in found:
        norms = tuple(
            one
            for one in pack.norms
            if (norm is None or one.id == norm) and (sort is None or one.sort == sort) and (every or norm or one.holds)
        )
        if norms and (pack.here or every or norm is not None):
            kept.append(replace(pack, norms=norms))
    return kept


def _fields(asked: Asked) -> list[FormField]:
    say = asked.say
    sorts = [(one, say(f"sort.{one}")) for one in SORTS]
    every = ["1"] if asked.said("every") else []
    return [
        FormField("sort", say("rules.sort"), "choice", [asked.said("sort") or ""], sorts),
        FormField("every", say("rules.every"), "checkbox", every),
    ]


def _profile(asked: Asked, key: str) -> dict[str, str]:
    """Return a profile with its source and its chains as a picture."""
    one = asked.rules.profiles[key]
    source = (one.source.document, one.source.date, one.source.place)
    return {
        "title": asked.say.text(one.title),
        "source": asked.say("picture.comma").join(part for part in source if part),
        "svg": profiles(asked.rules, [key], lang=asked.lang),
    }


def _sheet(asked: Asked, found: list[PackLines]) -> AnswerSheet:
    say = asked.say
    lines = tuple(
        (
            pack.title,
            one.title,
            say(f"sort.{one.sort}"),
            one.asks,
            one.whom,
            one.cite,
            one.days,
            say("picture.semicolon").join(one.notes),
        )
        for pack in found
        for one in pack.norms
    )
    headers = (say("rules.pack"), *(say(f"rules.{one}") for one in _COLUMNS))
    return AnswerSheet("norms", say("page.rules"), headers, lines, frozenset())
