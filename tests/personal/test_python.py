"""Networks, answers, cards and graphs as Python has them: no name, telephone or birth year of anybody is in them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import graph
from graph import plain, questions
from graph.answers import Answer
from graph.exchange import graphml
from graph.network import Network
from graph.pictures import chain, surroundings
from graph.rules import load_rules
from tests.personal.conftest import Filled

ALL = ("met", "gap", "unknown", "exempt", "not_applicable")


def answers(filled: Filled, module: Any) -> Iterator[Answer]:
    """Yield an answer to every question."""
    network, rules = filled.network, load_rules()
    yield module.coverage(network, rules, states=ALL, load=True)
    yield module.reconcile(network, rules)
    yield module.audit(network, rules)
    for key in filled.some():
        yield module.escalate(network, rules, key)


class TestAnswers:
    @pytest.mark.slow
    @pytest.mark.parametrize("module", [questions, plain], ids=["fast", "plain"])
    def test_carry_keys(self, filled: Filled, module: Any) -> None:
        for answer in answers(filled, module):
            for text in (answer.to_json(), repr(answer), answer._repr_html_(), str(answer.frames)):
                assert (answer.question, filled.told(text) - _classes(filled)) == (answer.question, set())
                assert (answer.question, filled.named(text)) == (answer.question, set())

    @pytest.mark.slow
    def test_and_names_of_whoever_sees_them(self, filled: Filled) -> None:
        shown = [graph.named(answer, filled.network) for answer in answers(filled, questions)]
        for answer in shown:
            for text in (answer.to_json(), answer._repr_html_()):
                assert filled.told(text) == set()
        assert filled.named("".join(answer.to_json() for answer in shown))
        assert filled.named(shown[-1]._repr_html_())


def _classes(filled: Filled) -> set[str]:
    """Return the codes that a figure may ask for: they are no secret, only whose they are."""
    return {one for one in filled.values if one.startswith("演示")}


class TestNetwork:
    @pytest.mark.parametrize(
        "told",
        [
            repr,
            lambda network: network._repr_html_(),
            lambda network: str({name: frame.to_dicts() for name, frame in network.tables().items()}),
            lambda network: str(list(network.to_networkx(every_date=True).nodes(data=True))),
            lambda network: str(network.rows.names.to_list()),
            lambda network: pickle.dumps({name: frame.to_dicts() for name, frame in network.tables().items()}).decode(
                "utf-8", "ignore"
            ),
        ],
        ids=["repr", "card", "tables", "networkx", "names", "pickle"],
    )
    def test_holds_no_name_telephone_or_birth_year(self, filled: Filled, told: Callable[[Network], str]) -> None:
        text = told(filled.network)
        assert {one for one in filled.told(text) if one[0] in "17"} == set()
        assert filled.named(text) == set()

    def test_nor_does_one_made_of_everything(self, filled: Filled) -> None:
        whole = Network(filled.tables, filled.network.date)
        assert whole.tables()["person_personal"].is_empty()
        assert filled.tables["person_personal"].height


class TestPictures:
    @pytest.mark.slow
    def test_unasked_show_what_is_open(self, filled: Filled) -> None:
        network, rules = filled.network, load_rules()
        place = filled.middle
        paths = [questions.escalate(network, rules, place)]
        others = filled.names_by_key.keys() - filled.public
        for text in (
            graphml(network, rules),
            surroundings(network, rules, place, 2),
            chain(network, rules, place, paths),
        ):
            assert filled.told(text) == set()
            assert filled.named(text, others) == set()
