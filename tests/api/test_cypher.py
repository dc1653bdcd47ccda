"""`linli cypher`: the texts, their parameters, and their answers on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import cypher
from graph.answers.coverage import ROWS
from graph.rules import load_rules
from graph.stores import open_shared, open_store
from graph.stores.copying import copy
from tests.api.conftest import ON, Linli
from tests.neo4j.server import Server


@pytest.fixture(scope="module")
def shared(running_neo4j: Server, filled: Path) -> Iterator[str]:
    """The address of a server that has the sample suzhoulu."""
    running_neo4j.clear()
    with open_store(filled) as source, open_shared(running_neo4j.url) as target:
        copy(source, target)
    yield running_neo4j.url
    running_neo4j.clear()


class TestCypher:
    def test_lists_the_texts(self, linli: Linli) -> None:
        ran = linli("cypher")

        assert ran.code == 0
        assert all(f"\n{name} " in ran.out for name in cypher.names())

    def test_prints_one_as_it_is(self, linli: Linli) -> None:
        assert linli("cypher", "reconcile").out == cypher.text("reconcile")

    def test_names_the_others_where_there_is_no_such(self, linli: Linli) -> None:
        ran = linli("cypher", "recon", "--lang", "en")

        assert ran.code == 1
        assert "reconcile" in ran.err

    @pytest.mark.slow
    def test_needs_a_server_to_run_and_says_how_to_copy(self, linli: Linli, filled: Path) -> None:
        ran = linli("cypher", "reconcile", "--run", "--store", str(filled))

        assert (ran.code, ran.out) == (1, "")
        assert f"linli copy --from {filled} --to bolt://" in ran.err

    @pytest.mark.neo4j
    def test_refuses_what_a_text_has_no_use_for(self, linli: Linli, shared: str) -> None:
        assert linli("cypher", "reconcile", "锦绣园", "--run", "--store", shared).code == 2
        assert linli("cypher", "escalate", "--run", "--store", shared).code == 2
        assert linli("cypher", "reconcile", "--norm", "楼长", "--run", "--store", shared).code == 2

    @pytest.mark.neo4j
    def test_prints_parameters_for_browser(self, linli: Linli, shared: str) -> None:
        ran = linli("cypher", "coverage-ratio", "--params", "--store", shared, "--on", ON)

        assert ran.out.startswith(":param on => date('2024-11-01')\n:param within => null\n")

    @pytest.mark.neo4j
    def test_asks_one_norm_alone(self, linli: Linli, shared: str) -> None:
        said = ("cypher", "coverage-presence", "--norm", "楼长", "--params", "--json", "--store", shared, "--on", ON)
        assert {one["id"] for one in linli(*said).json["norms"]} == {
            "suzhoulu-governance-building",
            "yanshan-party-building",
        }

    @pytest.mark.neo4j
    def test_the_answer_is_that_of_the_question(self, linli: Linli, shared: str) -> None:
        found = linli("cypher", "reconcile", "--run", "--json", "--store", shared, "--on", ON).json["rows"]
        expected = linli("reconcile", "--json", "--store", shared, "--on", ON).json["rows"]
        flows = [row["figure"] for row in found if {one["code"] for one in row["why"]} & {"flow", "measure_not_read"}]
        assert 0 < len(flows) < len(found)  # the text counts nothing that happens in a time
        assert [row for row in found if row["figure"] not in flows] == [
            row for row in expected if row["figure"] not in flows
        ]

    @pytest.mark.neo4j
    def test_both_texts_together_give_the_rows_of_coverage(self, linli: Linli, shared: str) -> None:
        found = [
            row
            for name in ("coverage-presence", "coverage-ratio")
            for row in linli("cypher", name, "--run", "--json", "--store", shared, "--on", ON).json["rows"]
        ]
        expected = linli("coverage", "--json", "--store", shared, "--on", ON).json["rows"]
        told = [norm.id for norm in load_rules().norms if norm.type in ("presence", "ratio") and not norm.beyond]

        assert found
        assert sorted(found, key=lambda row: row["norm"]) == [
            {name: row[name] for name in ROWS.columns} for row in expected if row["norm"] in told
        ]

    @pytest.mark.neo4j
    def test_prints_rows_as_a_table(self, linli: Linli, shared: str) -> None:
        ran = linli("cypher", "escalate", "锦绣园/3号楼", "--chain", "治理", "--run", "--store", shared, "--on", ON)

        assert ran.code == 0
        assert "演示李一" in ran.out
