"""Every way to the same answer, by name and question; all run the same cases."""

from __future__ import annotations

from functools import partial

from neo4j import Driver

from graph import cypher
from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.network import Network
from graph.plain import twin_of
from graph.questions import function_of
from graph.rules import Rules
from graph.tables import Tables
from tests.casefile.case import Ask
from tests.casefile.check import Implementation
from tests.casefile.ledger import Ledger
from tests.neo4j.laid import lay, run


def plainly(question: str, tables: Tables, rules: Rules, ask: Ask) -> Answer:
    """Ask the plain function of the rows themselves."""
    return twin_of(question)(Ledger(tables, ask.date, ask.within), rules, **ask.options)


def fast(question: str, tables: Tables, rules: Rules, ask: Ask) -> Answer:
    """Ask the fast function of a network made of the rows."""
    return function_of(question)(Network(tables, ask.date).within(ask.within), rules, **ask.options)


def in_cypher(driver: Driver, question: str, tables: Tables, rules: Rules, ask: Ask) -> Answer:
    """Ask the Cypher text of the rows as they lie in a database."""
    lay(driver, tables)
    return cypher.ask(question, partial(run, driver), rules, on=ask.date, within=ask.within, **ask.options)


IMPLEMENTATIONS: dict[tuple[str, str], Implementation] = {
    (name, question): partial(way, question)
    for name, way in (("plain", plainly), ("fast", fast))
    for question in QUESTIONS
}
