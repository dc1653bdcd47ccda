"""Whose name is for everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.changes import apply
from graph.tables import Tables
from graph.viewing import public_holders
from tests.graph.stores.written import changes, places, row, tie

ON = date(2024, 11, 1)
ORGANISATION = row("organisation", "o", form="branch")
HOME = row("place", "h", level="home")


def public(post: dict[str, Any], *ties: dict[str, Any], hold: dict[str, Any] | None = None) -> bool:
    """Return whether the name of who holds a post is for everybody."""
    tables = apply(
        Tables({}),
        changes(
            *places("a"),
            HOME,
            ORGANISATION,
            row("person", "a"),
            row("post", "p", role="secretary", **post),
            tie("holds", "person-a", "post-p", **(hold or {})),
            *ties,
        ),
    )
    return public_holders(tables, ON, ["person-a", "person-z"]) == {"person-a"}


IN_UNIT = tie("post_in", "post-p", "organisation-o")
IN_HOME = tie("post_in", "post-p", "place-h")
FOR_HOME = tie("answers_for", "post-p", "place-h")
FOR_PLACE = tie("answers_for", "post-p", "place-a")


class TestPublicHolders:
    @pytest.mark.parametrize(
        ("said", "ties", "expected"),
        [
            (True, (IN_UNIT,), True),
            (None, (IN_UNIT,), True),
            (False, (IN_UNIT,), False),
            (None, (FOR_PLACE,), True),
            (None, (), True),
            (None, (IN_HOME,), False),
            (None, (FOR_HOME,), False),
            (None, (IN_UNIT, FOR_HOME), False),
            (True, (IN_HOME,), True),
            (False, (IN_HOME,), False),
        ],
    )
    def test_a_post_in_a_home_is_public_only_where_it_says_so(
        self, *, said: bool | None, ties: tuple[dict[str, Any], ...], expected: bool
    ) -> None:
        assert public({"public": said}, *ties) is expected

    def test_who_no_longer_holds_it_does_not_count(self) -> None:
        assert not public({"public": True}, IN_UNIT, hold={"until": date(2024, 11, 1)})
        assert not public({"public": True}, IN_UNIT, hold={"since": date(2024, 11, 2)})

    def test_nor_does_a_post_that_is_no_more(self) -> None:
        assert not public({"public": True, "until": date(2024, 1, 1)}, IN_UNIT)

    def test_a_post_that_was_once_in_a_home_stays_so(self) -> None:
        assert not public({"public": None}, IN_UNIT, {**IN_HOME, "until": date(2020, 1, 1)})
