"""What the record promises: rules that code cites, words that code uses, rooms and links that are there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from graph.refusals import RULES
from graph.words import LANGUAGES, words
from tests.casefile.backends import CASES
from tests.graph.adjusting.played import cases as adjustments
from tests.graph.foretelling.played import cases as foretold
from tests.graph.life.played import cases as lives
from tests.graph.steps.played import cases as steps

ROOT = Path(__file__).parents[1]
RECORD = ("ARCHITECTURE.md", "BENCH.md", "CONTRIBUTING.md", "GLOSSARY.md", "README.md", "README.zh.md", "SEMANTICS.md")
CITED = re.compile(r"SEMANTICS ((?:[A-Z]\d+(?:, )?)+)")
#: Rules that no case shows, and where they are tested instead: what is hidden or refused is no row of an answer.
WITHOUT_A_CASE = {
    "B10": "a plan that is too long to enumerate: tests/graph/questions/test_site.py",
    "C53": "a frame of many dates: tests/graph/questions/test_over.py",
    "C55": "a page for a wall: tests/api/test_bulletin.py",
    "C56": "a norm that is refused: tests/graph/rules/test_words_of_norms.py",
    "C57": "lines of a terminal: tests/api/test_together.py",
    "K36": "what comes before writing: tests/api/test_adjusting.py",
    **{
        f"K{number}": "plans of several lines: tests/graph/planning, tests/api/test_plans.py"
        for number in range(40, 49)
    },
    "C58": "what is not there any more: tests/api/test_went_on.py",
    "C59": "the order in which changes are told: tests/api/test_told_order.py",
    "F41": "a certificate of nothing, which is refused: tests/api/test_served.py",
    "P8": "what no answer tells: tests/graph/network/test_remarks.py",
    "P9": "places in a file that is loaded: tests/loaders/telling/test_put_nowhere.py",
    "P10": "places in a file that is loaded: tests/loaders/telling/test_territory_alone.py",
    "W17": "superiors in a file that is loaded: tests/loaders/test_superiors.py",
    "M12": "nothing is written by asking: tests/test_promises.py",
    "M37": "a plan that is written down: tests/graph/steps/test_accepting.py",
    "M45": "what comes back by a code: tests/loaders/lists/test_receipts.py",
    "N13": "work orders that are loaded: tests/loaders/test_work_orders.py",
    "N14": "needs resolved at once: tests/graph/life/test_resolving.py",
    "N63": "an order that is refused: tests/api/test_orders.py",
    "V8": "doors and raisers on every surface: tests/api/test_who_sees.py",
    "V9": "consent to be named: tests/api/test_who_sees.py",
    "V10": "what goes after the end: tests/api/test_who_sees.py",
    "V11": "a child's wish that names nobody: tests/loaders/telling/test_raisers.py",
    "V12": "who has to sign in: tests/api/http/access",
    "V13": "what a role may: tests/api/http/access",
    "V14": "forms of other sites: tests/api/http/access",
    "V15": "attempts to sign in: tests/api/http/access",
    "V16": "a log that was changed: tests/graph/viewing/test_chain.py",
    **{f"V{number}": "what who is bound to a part has: tests/graph/scoping" for number in range(20, 28)},
    "V1": "keys instead of names in all answers: tests/personal",
    "V3": "the look that is written down first: tests/graph/viewing",
    "V4": "what would tell a home: tests/personal",
    "V5": "columns of a file that is loaded: tests/loaders",
    "V7": "cells of a file that is loaded: tests/loaders/test_identity.py",
    "V6": "what is in no revision any more: tests/graph/stores/test_forgetting.py",
    "T4": "places without a parent in a file that is loaded: tests/loaders/faults/test_bare_names.py",
    "T5": "days in a file that is loaded: tests/loaders/telling/test_in_rows.py",
    "T6": "norms named in a file that is loaded: tests/loaders/telling/test_in_rows.py",
    "T7": "what lies nowhere in a file that is loaded: tests/loaders/test_known_again.py",
    "T3": "the chain of a superior: tests/loaders/test_superiors.py",
    "T2": "superiors in a file that is loaded: tests/loaders/test_superiors.py",
    "T1": "a later start in a file that is loaded: tests/loaders/test_new_terms.py",
    **{f"F{number}": "forms as their tables read: tests/graph/forms/cases.yaml" for number in range(1, 12)},
    **{f"F{number}": "what a PDF says: tests/graph/forms/test_pdf.py" for number in range(30, 33)},
    **{f"F{number}": "pages to hang up: tests/graph/pictures/test_pages.py" for number in (34, 35, 36, 38)},
    **dict.fromkeys(("F39", "F40"), "forms of a part and of everything: tests/graph/forms/test_around.py"),
    **dict.fromkeys(("F33", "F37"), "pages of the terminal: tests/api/test_export_pdf.py"),
    **dict.fromkeys(("M25", "M28"), "plans as arrays: tests/graph/solvers"),
    **dict.fromkeys(("H2", "H3", "H4", "H5"), "days and hours alone: tests/graph/calendar"),
    **{f"M{number}": "lists that come back: tests/loaders/lists" for number in range(40, 45)},
    **dict.fromkeys(("Y1", "Y3", "Y4"), "files for other programs: tests/graph/exchange"),
    **dict.fromkeys(("Y2", "Y5"), "files that are loaded: tests/loaders/test_exchanged.py"),
    **dict.fromkeys(("Y6", "Y7", "Y8", "Y9"), "forms that are filled: tests/loaders/filling"),
    **{f"Q{number}": "columns beside a store: tests/graph/atrest" for number in range(1, 6)},
    "Q6": "the same answer by a quicker way: tests/graph/questions/test_few_walks.py",
    "Q8": "the same facts by a quicker way: tests/graph/atrest/test_facts.py",
    "Q7": "a service from rest: tests/api/http/test_from_rest.py, tests/graph/finding/test_since.py",
    **{f"X{number}": "a ledger in parts: tests/graph/parting" for number in (1, 2, 3, 4, 5, 8)},
    **dict.fromkeys(("X6", "X7"), "a ledger of many years: tests/graph/stores/test_compacting.py"),
    **dict.fromkeys(
        ("D1", "D2", "D3", "D4", "D5"), "codes of a table that is loaded: tests/loaders/test_code_editions.py"
    ),
}
WORD = re.compile(r"\| ([a-z ]+) \| ([^|]+) \| ([^|]+) \| `([^`]+)` \|")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def _rules() -> set[str]:
    return set(re.findall(r"^- \*\*([A-Z]\d+)\*\*", _text("SEMANTICS.md"), flags=re.MULTILINE))


@cache
def _cited() -> dict[str, set[str]]:
    cited: dict[str, set[str]] = {}
    for path in (path for room in ("graph", "loaders", "api") for path in (ROOT / room).rglob("*.py")):
        for rules in CITED.findall(path.read_text(encoding="utf-8")):
            for rule in rules.rstrip(", ").split(", "):
                cited.setdefault(rule, set()).add(path.relative_to(ROOT).as_posix())
    return cited


class TestRules:
    def test_there_are_rules_for_each_question(self) -> None:
        assert {rule[0] for rule in _rules()} == set("PLSWCRAMKNVDTHFBYQX")

    def test_a_citation_names_a_rule(self) -> None:
        assert {rule: files for rule, files in _cited().items() if rule not in _rules()} == {}

    def test_code_cites_every_rule(self) -> None:
        assert sorted(_rules() - set(_cited())) == []

    def test_a_case_names_rules(self) -> None:
        assert {case.title: case.cited for case in CASES if not set(case.cited) <= _rules()} == {}
        assert all(case.cited for case in CASES)

    def test_every_rule_has_a_case_or_a_reason_why_not(self) -> None:
        shown = {rule for case in CASES for rule in case.cited}
        shown |= {
            rule
            for case in (*steps(), *lives(), *adjustments(), *foretold())
            for rule in ([case["rule"]] if isinstance(case["rule"], str) else case["rule"])
        }
        assert sorted(_rules() - shown) == sorted(WITHOUT_A_CASE)

    def test_an_error_that_refuses_by_a_rule_names_one(self) -> None:
        assert set(RULES.values()) <= _rules()
        for lang in LANGUAGES:
            assert [code for code in RULES if f"error.{code}" not in words(lang)] == []


class TestWords:
    WORDS = tuple(WORD.findall(_text("GLOSSARY.md")))

    def test_every_line_of_the_table_is_read(self) -> None:
        lines = [line for line in _text("GLOSSARY.md").splitlines() if line.startswith("| ")][1:]
        assert len(self.WORDS) == len(lines)

    def test_the_words_of_the_walk_are_told(self) -> None:
        assert {"carrier", "reach", "spoiler", "slot", "seat", "fold"} <= {word for word, *_ in self.WORDS}

    @pytest.mark.parametrize(("word", "chinese", "meaning", "home"), WORDS, ids=[word for word, *_ in WORDS])
    def test_the_file_where_a_word_is_at_home_uses_it(self, word: str, chinese: str, meaning: str, home: str) -> None:
        assert re.search(rf"\b{word.replace(' ', '[ _]')}(?:s|ed)?\b", _text(home), flags=re.IGNORECASE)
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert meaning.strip()


class TestLinks:
    @pytest.mark.parametrize("name", RECORD)
    def test_a_link_to_a_file_leads_to_one(self, name: str) -> None:
        links = re.findall(r"\]\(([^)#:]+)\)", _text(name))
        assert [link for link in links if not (ROOT / link).exists()] == []

    @pytest.mark.parametrize("name", RECORD)
    def test_a_module_that_is_named_is_there(self, name: str) -> None:
        named = {one for one in re.findall(r"`([\w/-]+\.py)`", _text(name)) if "NAME" not in one}
        there = {
            path.as_posix()
            for room in ("api", "bundle", "graph", "loaders", "tests")
            for path in (ROOT / room).rglob("*.py")
        }
        assert sorted(one for one in named if not any(path.endswith(f"/{one}") for path in there)) == []

    def test_every_room_of_the_map_is_there(self) -> None:
        table = _text("ARCHITECTURE.md").split("| Room of `graph/` |")[1].split("\n\n")[0]
        rooms = [room for line in table.splitlines()[2:] for room in re.findall(r"`([a-z]+)`", line.split("|")[1])]
        assert [
            room for room in rooms if not any((ROOT / "graph" / name).exists() for name in (room, f"{room}.py"))
        ] == []
        there = {
            path.stem for path in (ROOT / "graph").iterdir() if path.name[0] not in "_." and path.suffix in ("", ".py")
        }
        assert sorted(there - set(rooms)) == []
