"""What holds of every text: its comment tells the truth, and its plan finds things by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graph import cypher
from graph.cypher.literal import literal, param_lines
from graph.errors import NotFound
from graph.rules import load_rules
from graph.stores import open_shared
from graph.words import LANGUAGES, words
from tests.neo4j.server import Server

ON = date(2024, 11, 1)


def comment(name: str) -> str:
    """Return the comment at the top of a text."""
    lines = cypher.text(name).splitlines()
    end = next(at for at, line in enumerate(lines) if not line.startswith("//"))
    return "\n".join(lines[:end])


def parameters(name: str) -> dict[str, Any]:
    """Return parameters of a text, as they are without a network."""
    return cypher.parameters(name, load_rules(), on=ON, start="place-none", demand="need-none")


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """Return every operator of a plan."""
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


@pytest.mark.parametrize("name", cypher.names())
class TestText:
    def test_its_comment_names_every_parameter(self, name: str) -> None:
        for parameter in parameters(name):
            assert re.search(rf"\b{parameter}\b", comment(name)), parameter

    def test_its_comment_names_what_it_leaves_out(self, name: str) -> None:
        assert "Left out" in comment(name)
        for column in cypher.left_out(name):
            assert column in comment(name)

    def test_it_is_whole(self, name: str) -> None:
        assert "include" not in cypher.text(name)

    def test_its_steps_are_numbered_in_order(self, name: str) -> None:
        steps = [int(number) for number in re.findall(r"^ *// (\d+)\. ", cypher.text(name), re.MULTILINE)]

        assert steps == list(range(1, len(steps) + 1))
        assert len(steps) > 5

    def test_it_has_words(self, name: str) -> None:
        assert all(f"cypher.{name}" in words(lang) for lang in LANGUAGES)

    @pytest.mark.neo4j
    def test_it_is_planned_without_looking_at_every_node(self, name: str, running_neo4j: Server) -> None:
        running_neo4j.clear()
        with open_shared(running_neo4j.url), running_neo4j.driver() as driver:
            driver.execute_query(
                "UNWIND range(1, 500) AS number CREATE (:Place)"
            )  # in an empty one all plans are alike
            plan = driver.execute_query(f"EXPLAIN {cypher.text(name)}", parameters(name)).summary.plan or {}
        running_neo4j.clear()

        assert {"AllNodesScan", "CartesianProduct"}.isdisjoint(operators(plan))

    @pytest.mark.neo4j
    def test_its_parameters_are_the_same_when_pasted(self, name: str, running_neo4j: Server) -> None:
        said = parameters(name)
        with running_neo4j.driver() as driver:
            (record,), _, _ = driver.execute_query(f"RETURN {literal(said)} = $said AS same", said=said)

        assert record["same"] in (True, None)  # null, where a value in it is
        assert len(param_lines(said)) == len(said)


class TestTexts:
    def test_another_is_told_by_name(self) -> None:
        with pytest.raises(NotFound):
            cypher.text("nothing")
