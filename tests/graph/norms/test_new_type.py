"""A type of norm is its own files and a line in a register; everything else finds it there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from api.cli import run
from api.rendering.rules import rules_document
from graph import plain, questions
from graph.answers.register import QUESTIONS
from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import BODIES, Rules, load_rules
from graph.stores import Store, open_store
from graph.verify import verify
from tests.casefile.notation import read_network
from tests.graph.norms.added import CAPTIONS, added

_NETWORK = """
place 演示社区 community
organisation 物业 name=演示物业 answers_for=演示社区
organisation 党委 name=苏州路党委 answers_for=演示社区 display_order=1
team 和睦队 themes=和睦 serves=演示社区
"""

ROOT = Path(__file__).parents[3]
ON = date(2024, 11, 1)
_PACK = """
- id: names-begin
  title: {zh: 演示, en: demo}
  sort: local_practice
  cite: {document: 演示}
  subject: {kind: [organisation], form: [党委, 物业]}
  named: {begins: [苏州路, 演示]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of rules with one norm of the type."""
    (tmp_path / "norms").mkdir()
    (tmp_path / "norms" / "own.yaml").write_text(dedent(_PACK), encoding="utf-8")
    with added():
        yield tmp_path


@pytest.fixture
def rules(folder: Path) -> Rules:
    return load_rules(folder).only("own")


@pytest.fixture
def store() -> Iterator[Store]:
    """Two units of a community, one of which has the office's own order."""
    known = load_rules()
    tables = read_network(_NETWORK, known.profiles["suzhoulu"], known.vocabulary("suzhoulu")).tables
    with open_store(":memory:") as opened:
        opened.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}, by="test"))
        yield opened


@pytest.fixture
def network(store: Store) -> Network:
    return Network(store.tables(), ON)


class TestAddedType:
    def test_it_answers_an_item_a_line_under_the_anchor(self, network: Network, rules: Rules) -> None:
        rows = questions.coverage(network, rules, states=None).rows
        told = [(one["subject"]["path"], one["item"], one["state"], one["letters"]) for one in rows.to_dicts()]
        assert told == [
            ("演示社区//苏州路党委", "苏州路", "met", 5),  # it has a display order
            ("演示社区//苏州路党委", "演示", "gap", 5),
            ("演示社区//演示物业", "苏州路", "gap", 4),
            ("演示社区//演示物业", "演示", "met", 4),
        ]
        assert rows["households"].to_list() == [None] * rows.height

    def test_its_flags_stand_in_every_state_and_it_says_what_closes_a_gap(self, network: Network, rules: Rules) -> None:
        rows = questions.coverage(network, rules, states=None).rows
        told = [(one["state"], one["flags"], [step["code"] for step in one["close"]]) for one in rows.to_dicts()]
        assert told == [("met", ["long"], []), ("gap", ["long"], ["rename"]), ("gap", [], ["rename"]), ("met", [], [])]

    def test_both_versions_agree(self, network: Network, rules: Rules) -> None:
        fast = questions.coverage(network, rules, states=None).to_dict()
        assert fast["rows"] == plain.coverage(network, rules, states=None).to_dict()["rows"]

    @pytest.mark.slow
    def test_norms_of_other_types_have_its_columns_empty_beside_it(self, network: Network, folder: Path) -> None:
        rows = questions.coverage(network, load_rules(folder).only("own", "suzhoulu"), states=None).rows
        others = rows.filter(rows["norm"] != "names-begin")
        assert others.height
        assert others["letters"].null_count() == others["item"].null_count() == others.height
        assert "letters" not in questions.coverage(network, load_rules(folder).only("suzhoulu")).rows.columns

    def test_rules_name_it(self, rules: Rules) -> None:
        (norm,) = rules_document(rules, "own")["packs"][0]["norms"]
        assert (norm["asks"], norm["begins"]) == ("named", ["苏州路", "演示"])

    def test_the_terminal_has_words_for_it(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for lang, text in CAPTIONS.items():
            assert run(["rules", "--pack", "own", "--rules", str(folder), "--lang", lang]) == 0
            assert text in capsys.readouterr().out

    def test_the_description_of_the_service_lists_it(self, folder: Path) -> None:
        from api.describing import InForce, model_of

        assert folder.is_dir()
        assert InForce.model_json_schema()["$defs"]["OneNorm"]["properties"]["asks"]["enum"] == [*BODIES]
        assert "letters" in model_of(QUESTIONS["coverage"]).model_json_schema()["$defs"]["CoverageRow"]["properties"]

    def test_an_answer_with_it_is_verified(self, folder: Path, store: Store, network: Network) -> None:
        rules = load_rules(folder)
        answer = json.loads(questions.coverage(network, rules.only("own"), states=None).to_json())
        assert verify(answer, store, rules) == []
        answer["rows"][1]["letters"] += 1
        assert [one.path for one in verify(answer, store, rules)] == ["rows[1].letters"]


class TestFilesTouched:
    """A type stands in its body, its two homes, its Cypher text if any, and the words; nothing else names one."""

    _HOMES = ("graph/rules/bodies", "graph/norms", "graph/plain/norms", "graph/cypher")
    #: A slot that is expected implies a norm of presence; the packages hand the bodies on.
    _MAY = ("graph/rules/reader.py", "graph/rules/__init__.py")

    def test_no_other_file_names_a_body(self) -> None:
        bodies = {body.__name__ for body in BODIES.values()}
        files = [path for folder in ("graph", "loaders", "api") for path in (ROOT / folder).rglob("*.py")]
        naming = {
            str(path.relative_to(ROOT))
            for path in files
            if any(f"import {one}" in line or f", {one}" in line for line in _imports(path) for one in bodies)
        }
        assert sorted(one for one in naming if not one.startswith(self._HOMES) and one not in self._MAY) == []

    def test_nothing_that_is_no_home_names_a_type(self) -> None:
        homes = {*BODIES, "load"}  # the other reading of a ratio
        files = [path for folder in ("graph/norms", "graph/plain/norms") for path in (ROOT / folder).glob("*.py")]
        bodies = [body.__name__ for body in BODIES.values()]
        for path in (one for one in files if one.stem not in homes):
            assert not [line for line in _imports(path) if any(body in line for body in bodies)], path


def _imports(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("from graph.rules")]
