"""What is foretold fast is what the plain questions say, asked of both ledgers and laid side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes import ChangeSet
from graph.foretelling.foretold import foretold
from graph.network import Network
from graph.plain.foretold import foretold as plainly
from graph.rules import Rules, load_rules
from graph.tables import Tables
from tests.examples import few
from tests.graph.foretelling.drawn import changes_of
from tests.graph.matching.drawn import TODAY, neighbourhoods
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

_RULES = load_rules()

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


def _both(tables: Tables, day: date, rules: Rules, changes: ChangeSet) -> list[dict[str, Any]]:
    network = Network(tables, day)
    foretold(network, rules, ChangeSet())  # what holds without a change is kept, and is the same for the next
    return [plainly(Network(tables, day), rules, changes).to_dict(), foretold(network, rules, changes).to_dict()]


class TestFastIsPlain:
    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_of_norms_and_paths(self, drawn: Drawn, day: date, rules: str, data: st.DataObject) -> None:
        changes = data.draw(changes_of(drawn.tables, day))
        expected, found = _both(drawn.tables, day, RULEBOOKS[rules], changes)
        assert found == expected

    @few
    @given(neighbourhoods(), st.data())
    def test_of_needs_and_what_is_asked_for_them(self, tables: Tables, data: st.DataObject) -> None:
        expected, found = _both(tables, TODAY, _RULES, data.draw(changes_of(tables, TODAY)))
        assert found == expected
