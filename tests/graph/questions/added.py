"""A question as somebody would add one: *census*, how many things of each kind there are.

Four short pieces, the declaration, the function, its plain twin and the words, as they would stand in files of
their own; ``added`` enters them in the register, and takes them out again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import polars as pl
import pytest

from graph.answers import Answer
from graph.answers.cells import INTEGER, TEXT
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table
from graph.answers.register import QUESTIONS
from graph.kinds import things
from graph.network import Network
from graph.plain.facts.reading import Readable
from graph.plain.facts.world import World
from graph.rules import Rules
from graph.words import words

ROWS = Table({"kind": TEXT, "count": INTEGER}, key=("kind",), said={"count": "How many there are"})
QUESTION = Question(
    name="census",
    said="How many things of each kind there are.",
    tables={"rows": ROWS},
    options=(Option("none", Holds.FLAG, "Show also kinds of which there is nothing", default=False),),
    card=("kind", "count"),
)
WORDS = {
    "zh": {
        "cli.census": "各类有多少",
        "cli.census.title": "清点",
        "cli.option.none": "没有的也列出",
        "question.census": "清点",
    },
    "en": {
        "cli.census": "How many of each kind",
        "cli.census.title": "Census",
        "cli.option.none": "Show also kinds of which there is nothing",
        "question.census": "Census",
    },
}


def census(network: Network, rules: Rules, *, none: bool = False) -> Answer:
    """Return how many things of each kind there are."""
    counts = {kind: int(network.view.valid[first:last].sum()) for kind, (first, last) in network.rows.block.items()}
    return answer(network, rules, counts, none=none)


def plainly(network: Readable, rules: Rules, *, none: bool = False) -> Answer:
    """Return the same, of the reading itself."""
    reading = World.of(network, rules).reading
    return answer(network, rules, {kind.kind: len(reading.things(kind.kind)) for kind in things()}, none=none)


def answer(network: Readable, rules: Rules, counts: dict[str, int], *, none: bool) -> Answer:
    """Return counts as an answer."""
    shown = [{"kind": kind, "count": count} for kind, count in sorted(counts.items()) if count or none]
    return Answer(
        question="census",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(shown, schema=ROWS.schema)},
        options={"none": none},
        totals={"things": sum(counts.values())},
    )


@contextmanager
def added() -> Iterator[None]:
    """Enter the question, and take it out again."""
    fast, plain = ModuleType("graph.questions.census"), ModuleType("graph.plain.census")
    fast.__dict__["census"], plain.__dict__["census"] = census, plainly
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(QUESTIONS, QUESTION.name, QUESTION)
        for module in (fast, plain):
            patch.setitem(sys.modules, module.__name__, module)
        for lang, said in WORDS.items():
            for code, text in said.items():
                patch.setitem(words(lang), code, text)
        yield
