"""Whether the Cypher texts say of a new kind what the plain version says: asked of a server."""

from __future__ import annotations

from functools import partial
from typing import Any

from neo4j import Driver, GraphDatabase

from graph import cypher, plain
from graph.network import Network
from graph.rules import Rules, load_rules
from tests.neo4j.laid import lay, run
from tests.neo4j.server import PASSWORD, USER
from tests.newkind.ledger import ON, Ledger
from tests.newkind.surfaces import written

_LOOSE = (
    "workshop 木工 name=木工坊 kept_at=甲社区\nworkshop 木工 name=无处\nlisting workshop within=甲社区 as_of=2024-11-01"
)


def differing(ledger: Ledger, url: str) -> dict[str, str]:
    """Return what the texts say otherwise, by what was asked."""
    loose = Network(written(_LOOSE), ON)
    (start,) = loose.tables()["workshop"].filter(name="木工坊")["key"].to_list()
    with GraphDatabase.driver(url, auth=(USER, PASSWORD), notifications_min_severity="OFF") as driver:
        found = {
            "coverage": _said(driver, "coverage", ledger.network, ledger.rules, states=None),
            "coverage_unscoped": _said(driver, "coverage", loose, ledger.rules, states=None),
            "figures": _said(driver, "reconcile", ledger.network, ledger.rules),
            "escalation": _said(driver, "escalate", loose, load_rules(), start=start),
        }
    return {asked: "" if texts == plainly else f"{texts}\n{plainly}" for asked, (texts, plainly) in found.items()}


def _said(driver: Driver, question: str, network: Network, rules: Rules, **options: Any) -> tuple[Any, Any]:
    """Return the rows of the texts and those of the plain version."""
    lay(driver, network.tables())
    texts = cypher.ask(question, partial(run, driver), rules, on=ON, **options)
    plainly = getattr(plain, question)(network, rules, **options)
    return texts.to_dict()["rows"], plainly.to_dict()["rows"]
