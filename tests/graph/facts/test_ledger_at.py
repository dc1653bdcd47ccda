"""Where listings speak of something, of a few places: as of all, and a country is not gone through for it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import facts_of
from graph.facts.ledger import Ledger
from graph.network import Network
from graph.network.excerpt import Excerpt
from graph.rules import load_rules
from graph.selectors import Selector, parse
from tests.casefile.gathered import Rows
from tests.examples import few_in_full
from tests.networks import LISTED, Drawn, days, networks

ON, AS_OF, RULES = date(2024, 11, 1), date(2024, 10, 1), load_rules()
POSTS = Selector({"kind": frozenset(["post"])})
PLACES = "kind=place level=community,estate,building"


def ledger_of(*listings: tuple[str, str], loose: bool = False, owned: bool = False) -> Ledger:
    """Return the ledger of a community with an estate of two buildings, and of one that may own these."""
    rows = Rows()
    for key, level in (("a", "community"), ("b", "estate"), ("c", "building"), ("d", "building"), ("e", "community")):
        rows.thing("place", f"place-{key}", name=f"{key}号", level=level)
    for key, above in (("b", "a"), ("c", "b"), ("d", "b")):
        rows.tie("part_of", f"place-{key}", f"place-{above}")
    for key in ("c", "d") if owned else ():
        rows.tie("part_of", f"place-{key}", "place-e", axis="property")
    for at, (selector, within) in enumerate(listings):
        rows.thing("listing", f"listing-{at}", selector=selector, within=within, as_of=AS_OF)
    if loose:
        rows.thing("organisation", "organisation-a", name="演示单位")
        rows.tie("located_at", "organisation-a", "place-c")
        rows.thing("post", "post-a", role="grid_worker")
        rows.tie("post_in", "post-a", "organisation-a")
    return facts_of(Network(rows.tables(), ON), RULES).ledger


def told(ledger: Ledger, selector: Selector, places: list[int]) -> object:
    """Return what is said of some places, held to what is said of all."""
    at = np.array(places, dtype=np.int32)
    found, whole = ledger.covers_at(selector, at), ledger.covers(selector)
    assert found.covered.tolist() == whole.covered[at].tolist()
    assert found.extra.tolist() == whole.extra[at].tolist()
    assert [(atom, how.tolist()) for atom, how in found.by] == [(atom, how[at].tolist()) for atom, how in whole.by]
    return found.covered.tolist()


class TestByHand:
    def test_what_is_listed_around_covers(self) -> None:
        assert told(ledger_of(("kind=post", "place-b")), POSTS, [0, 1, 2, 4]) == [False, True, True, False]

    def test_children_that_are_listed_cover_together(self) -> None:
        listed = [("kind=post", "place-c"), ("kind=post", "place-d"), (PLACES, "place-a")]
        assert told(ledger_of(*listed), POSTS, [0, 1, 4]) == [True, True, False]

    def test_children_on_the_other_axis_cover_together_too(self) -> None:
        listed = [("kind=post", "place-c"), ("kind=post", "place-d"), (PLACES, "place-e")]
        assert told(ledger_of(*listed, owned=True), POSTS, [4]) == [True]

    def test_children_of_whom_one_is_not_listed_do_not(self) -> None:
        assert told(ledger_of(("kind=post", "place-c"), (PLACES, "place-a")), POSTS, [0, 1]) == [False, False]

    def test_who_answers_for_nothing_may_be_there(self) -> None:
        ledger = ledger_of(("kind=post", "place-a"), loose=True)
        assert told(ledger, POSTS, [1, 4]) == [True, False]
        assert ledger.covers_at(POSTS, np.array([1, 4], dtype=np.int32)).extra.tolist() == [1, 0]

    def test_all_is_not_gone_through_where_what_is_around_decides(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ledger = ledger_of(("kind=post", "place-a"), (PLACES, "place-a"))
        monkeypatch.setattr(Ledger, "covers", lambda *_: pytest.fail("all places were asked"))
        assert ledger.covers_at(POSTS, np.array([1, 4], dtype=np.int32)).covered.tolist() == [True, False]


class TestAnExcerpt:
    def test_gathers_no_columns_to_find_a_key_or_a_word(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = ledger_of().network
        rows = Excerpt(whole, np.array([2], dtype=np.int32)).network.rows
        frame = rows.frame("place")
        rows = Excerpt(whole, np.array([2], dtype=np.int32)).network.rows
        monkeypatch.setattr("graph.network.excerpt.at_lines", lambda *_: pytest.fail("columns were gathered"))
        assert [rows.row(key) for key in ("place-c", "place-d")] == [frame["key"].to_list().index("place-c"), None]
        assert [rows.word("place", "level", row) for row in range(frame.height)] == frame["level"].to_list()


@pytest.mark.thorough
class TestAFewPlaces:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), st.data())
    def test_are_told_what_they_are_told_among_all(self, drawn: Drawn, day: date, data: st.DataObject) -> None:
        network = Network(drawn.tables, day)
        ledger = facts_of(network, RULES).ledger
        places = data.draw(st.lists(st.integers(0, max(network.view.places - 1, 0)), max_size=4, unique=True))
        for text in data.draw(st.lists(st.sampled_from(LISTED), min_size=1, max_size=4)):
            told(ledger, parse(text), places if network.view.places else [])
