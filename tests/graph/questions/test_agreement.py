"""The fast questions give what the plain ones give, row for row, on networks as odd as they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.answers import Answer
from graph.errors import LinliError
from graph.network import Network
from graph.rules import Profile
from tests.examples import few, few_in_full
from tests.networks import DAYS, Drawn, days, networks
from tests.rulebooks import RULEBOOKS, SIDEWAYS, rulebooks

_FREE = ("options",)  # what was asked for, told by each in its own words


def asked(question: Callable[..., Answer], *args: Any, **options: Any) -> object:
    """Return everything an answer says, or the code of the error."""
    try:
        said = question(*args, **options).to_dict()
    except LinliError as error:
        return error.code
    return {name: value for name, value in said.items() if name not in _FREE}


def seen(drawn: Drawn, day: date, place: int) -> Network:
    """Return a drawn network on a day, sometimes within one of its places."""
    network = Network(drawn.tables, day)
    places = [key for key in drawn.keys.get("place", []) if network.view.valid[network.rows.row(key) or 0]]
    return network.within(places[place]) if place < len(places) else network


@st.composite
def askings(draw: Any, drawn: Drawn) -> dict[str, Any]:
    """Draw who was asked before, when, and as of when it is judged; mostly so that some are over and some are not."""
    units = [key for kind in ("post", "organisation") for key in drawn.keys.get(kind, [])]
    moments = st.sampled_from([*DAYS, "2024-10-31T09:00", "2024-10-30 23:59"])
    return {
        "since": draw(st.lists(st.tuples(st.sampled_from(units), moments), max_size=6)),
        "at": draw(st.sampled_from([None, None, DAYS[2], "2024-11-01T15:00+09:00"])),
        "category": draw(st.sampled_from([None, None, "facilities"])),
    }


_PLACES = st.integers(0, 12)

pytestmark = pytest.mark.thorough


class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), _PLACES, rulebooks())
    def test_coverage(self, drawn: Drawn, day: date, place: int, rules: str) -> None:
        network = seen(drawn, day, place)
        options: dict[str, Any] = {"states": None, "evidence_cap": None, "load": True, "matrix": True}
        expected = asked(plain.coverage, network, RULEBOOKS[rules], **options)
        assert asked(questions.coverage, network, RULEBOOKS[rules], **options) == expected

    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), _PLACES, rulebooks())
    def test_reconcile(self, drawn: Drawn, day: date, place: int, rules: str) -> None:
        network = seen(drawn, day, place)
        expected = asked(plain.reconcile, network, RULEBOOKS[rules])
        assert asked(questions.reconcile, network, RULEBOOKS[rules]) == expected

    @pytest.mark.slow
    @few
    @given(networks(), days(), _PLACES, rulebooks())
    def test_audit(self, drawn: Drawn, day: date, place: int, rules: str) -> None:
        network = seen(drawn, day, place)
        expected = asked(plain.audit, network, RULEBOOKS[rules], people=True, levels=True)
        assert asked(questions.audit, network, RULEBOOKS[rules], people=True, levels=True) == expected

    @pytest.mark.slow
    @few
    @given(networks(), days(), _PLACES)
    def test_audit_beside_the_chain(self, drawn: Drawn, day: date, place: int) -> None:
        network = seen(drawn, day, place)
        expected = asked(plain.audit, network, SIDEWAYS, levels=True)
        assert asked(questions.audit, network, SIDEWAYS, levels=True) == expected

    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), rulebooks(), st.data())
    def test_escalate(self, drawn: Drawn, day: date, rules: str, data: st.DataObject) -> None:
        network = Network(drawn.tables, day)
        start = data.draw(st.sampled_from(drawn.starts) | st.sampled_from(drawn.things))
        people = [key for kind in ("person", "organisation") for key in drawn.keys.get(kind, [])]
        options = {
            "about": data.draw(st.sampled_from([None, *people])),
            "chain": data.draw(st.sampled_from([None, None, "party", "nowhere"])),
            "profile": data.draw(st.sampled_from([None, None, None, "demo", "yanshan", "nowhere"])),
        }
        expected = asked(plain.escalate, network, RULEBOOKS[rules], start, **options)
        assert asked(questions.escalate, network, RULEBOOKS[rules], start, **options) == expected

    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_escalate_after_somebody_was_asked(self, drawn: Drawn, day: date, rules: str, data: st.DataObject) -> None:
        network = Network(drawn.tables, day)
        start = data.draw(st.sampled_from(drawn.starts))
        options = data.draw(askings(drawn))
        expected = asked(plain.escalate, network, RULEBOOKS[rules], start, **options)
        assert asked(questions.escalate, network, RULEBOOKS[rules], start, **options) == expected

    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), st.data())
    def test_escalate_beside_the_chain(self, drawn: Drawn, day: date, data: st.DataObject) -> None:
        network = Network(drawn.tables, day)
        start = data.draw(st.sampled_from(drawn.starts) | st.sampled_from(drawn.things))
        people = [key for kind in ("person", "organisation") for key in drawn.keys.get(kind, [])]
        options = {**data.draw(askings(drawn)), "about": data.draw(st.sampled_from([None, None, *people]))}
        expected = asked(plain.escalate, network, SIDEWAYS, start, **options)
        assert asked(questions.escalate, network, SIDEWAYS, start, **options) == expected

    @few
    @given(networks(), days(), st.data())
    def test_what_is_beside_the_chain_changes_nothing_in_it(self, drawn: Drawn, day: date, data: st.DataObject) -> None:
        network = Network(drawn.tables, day)
        start, options = data.draw(st.sampled_from(drawn.starts)), data.draw(askings(drawn))
        with_them = asked(questions.escalate, network, SIDEWAYS, start, **options)
        slots_alone = replace(SIDEWAYS, profiles={key: without_sideways(one) for key, one in SIDEWAYS.profiles.items()})
        without = asked(questions.escalate, network, slots_alone, start, **options)
        assert of_chain(with_them) == of_chain(without)


def without_sideways(profile: Profile) -> Profile:
    """Return a profile whose chains ask nobody beside them."""
    chains = {name: chain.model_copy(update={"sideways": ()}) for name, chain in profile.chains.items()}
    return profile.model_copy(update={"chains": chains})


def of_chain(answer: Any) -> Any:
    """Return what an escalation says of its slots alone; which step is the first to be asked, is not of them."""
    if isinstance(answer, str):
        return answer

    def passed(row: dict[str, Any]) -> list[Any]:
        return [one for one in row["passed"] if one["sideways"] is None]

    rows = [row for row in answer["rows"] if row["sideways"] is None]
    return [
        [{**row, "passed": passed(row), "due": None, "due_time": None} for row in rows],
        [{**end, "passed": passed(end)} for end in answer["ends"]],
    ]


class TestAuditIsEscalationOfEachHome:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), rulebooks())
    def test_ends_are_counted_alike(self, drawn: Drawn, day: date, rules: str) -> None:
        network = Network(drawn.tables, day)
        ends: dict[str, dict[str, int]] = {}
        deepest = set(drawn.keys.get("place", []))
        for forest in network.view.forests:
            deepest -= {network.key(int(row)) for row in forest.parent[forest.parent >= 0]}
        for start in sorted(deepest):
            try:
                answer = questions.escalate(network, RULEBOOKS[rules], start)
            except LinliError:
                continue
            for chain, end in answer.totals["ends"].items():
                counts = ends.setdefault(chain, {"top": 0, "dead_end": 0, "unknown": 0})
                counts[end] += 1
        found = questions.audit(network, RULEBOOKS[rules]).totals["chains"]
        assert {chain: counts for chain, counts in found.items() if any(counts.values())} == ends


class TestInputOrder:
    @pytest.mark.slow
    @few
    @given(networks(), days(), st.randoms(use_true_random=False))
    def test_never_matters(self, drawn: Drawn, day: date, random: Any) -> None:
        from graph.tables import Tables

        shuffled = Tables(
            {
                name: frame.sample(fraction=1, shuffle=True, seed=random.randrange(99))
                for name, frame in drawn.tables.items()
            }
        )
        rules, network, other = RULEBOOKS["of each profile"], Network(drawn.tables, day), Network(shuffled, day)
        for question in (questions.coverage, questions.reconcile, questions.audit):
            assert asked(question, other, rules) == asked(question, network, rules)
