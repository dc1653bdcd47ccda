"""A part of a page that is made once a revision, with the names of people put in for each who opens it.

What is kept holds a placeholder for each name, and never a name: whether the reader may see it is checked, and that
they did is logged, each time anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from secrets import token_hex

from markupsafe import Markup, escape

from api.console.asked import Asked
from api.console.frame import ONCE

#: Nobody who writes a ledger can guess it, so nothing in one is taken for the place of a name.
_SIGN = token_hex(8)
_PLACE = re.compile(f"{_SIGN}([a-z]+-[0-9a-z]+){_SIGN}")


def place_of_name(key: str) -> str:
    """Return what stands in a part that is kept where the name of somebody is to stand."""
    return f"{_SIGN}{key}{_SIGN}"


def kept(asked: Asked, name: str, *, caller: Callable[[], str]) -> Markup:
    """Return a part of a page, made by the first who opens it; what a template says in a call of it is what is kept.

    Args:
        asked: What the page is asked with; two who ask for the same, and may open the same pages, have one part.
        name: The name of the part.
        caller: Makes it, with a ``place_of_name`` wherever somebody is named.
    """
    pieces: tuple[str, ...] = asked.served.part(_key(asked, name), lambda: tuple(_PLACE.split(caller())))
    people = pieces[1::2]
    asked.showing.names(people)  # all at once
    named = {one: str(escape(asked.called(one))) for one in dict.fromkeys(people)}
    return Markup("".join(named[piece] if at % 2 else piece for at, piece in enumerate(pieces)))  # noqa: S704 - escaped


def is_kept(asked: Asked, name: str) -> bool:
    """Return whether a part of a page was made before."""
    found: bool = asked.served.has_part(_key(asked, name))
    return found


def _key(asked: Asked, name: str) -> tuple[object, ...]:
    """Return all that a part depends on besides the revision, but for names: the address, and what may be opened."""
    query = tuple(item for item in asked.request.query_params.multi_items() if item[0] not in ONCE)
    return name, asked.lang, asked.on, asked.within, query, asked.account.role, asked.account.partner
