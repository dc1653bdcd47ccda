"""搜索: whatever is in the ledger, by name, pinyin, initials, code, number or public telephone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.page import Page, page_router
from api.console.paging import part_of
from api.console.searching import Hit, found_by, hits_of, near_only
from api.errors import BadParameter
from api.problems import near
from api.rendering.things import thing_kinds
from graph.forms import AnswerSheet

router = page_router()
PAGE = Page("/search", "search", router)


@router.get("/search")
def search(asked: Annotated[Asked, Depends()]) -> Response:
    """Search, or show where to type."""
    said, kind = asked.said("q"), asked.said("kind")
    if kind is not None and kind not in thing_kinds():
        raise BadParameter(parameter="kind", found=kind, expected=near(kind, list(thing_kinds())))
    asking = said is not None or kind is not None
    keys = found_by(asked, said, kind) if asking else []
    if (form := asked.said("as")) is not None:
        return sheets_as_file(asked, asked.say("page.search"), [_sheet(asked, hits_of(asked, keys))], form)
    part = part_of(asked, keys)
    hits = hits_of(asked, list(part.items))
    return asked.framed(
        "search.html",
        name="search",
        q=said,
        kind=kind,
        kinds=[(one, asked.say.word("kind", one)) for one in thing_kinds()],
        asking=asking,
        shown=part,
        hits=hits,
        near=said is not None and near_only(asked, said, hits),
        suggested=asked.names.near(said) if said is not None and not keys else [],
        elsewhen=_on_other_days(asked, said) if said is not None and kind is None and not keys else [],
    )


def _on_other_days(asked: Asked, said: str) -> list[str]:
    """Return what is called so on another day, as sentences; a place is asked about on the day alone, as ever."""
    if asked.within is not None:
        return []
    return [one.message(asked.lang) for one in asked.names.on_other_days(said)]


def _sheet(asked: Asked, hits: Sequence[Hit]) -> AnswerSheet:
    say = asked.say
    rows = tuple(
        (say.word("kind", one.kind), one.name, one.path, say("cli.comma").join(name for _, name in one.people), one.key)
        for one in hits
    )
    headers = ("cli.kind", "search.name", "cli.path", "search.people", "cli.key")
    return AnswerSheet("things", say("page.search"), tuple(map(say, headers)), rows, frozenset())
