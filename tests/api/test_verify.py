"""`linli verify`: an answer holds, or every value that does not is named."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from graph.answers.register import QUESTIONS
from graph.errors import BadInput, NoSuchRevision
from graph.stores import open_store
from graph.verify import Difference, verify
from loaders.samples import planted
from tests.api.conftest import ON, Linli

START = planted("suzhoulu")["head_is_grid_worker"][0]
ASKED = {
    "coverage": ["coverage", "--load"],
    "coverage of one state": ["coverage", "--state", "exempt", "--pack", "profile:suzhoulu"],
    "reconcile": ["reconcile"],
    "escalate": ["escalate", START],
    "escalate after somebody was asked": ["escalate", START, "--since", "锦绣园/66号楼//楼栋长=2024-10-01"],
    "norms": ["coverage", "--norm", "业主委员会", "--pack", "suzhoulu"],
    "audit": ["audit", "--within", "新建演示社区"],
    "match": ["match", "--within", "安和园"],
    "cobuilding": ["cobuilding", "--within", "安和园"],
    "needs": ["needs", "--within", "安和园"],
    "monthly": ["monthly", "--month", "2024-10"],
    "bulletin": ["bulletin", "--month", "2024-10"],
    "orders": ["orders"],
    "terms": ["terms", "--months", "12"],
    "served": ["served", "演示志愿服务队"],
    "site": ["site", "heads", "--within", "安和园"],
    "todo": ["todo", "苏州路演示社区//苏州路演示社区居委会"],
    "duplicates": ["duplicates", "--within", "安和园"],
}
assert {args[0] for args in ASKED.values()} == QUESTIONS.keys()
#: Worked out again by most tests: of the sample that is a fifth in size.
ASKED_OF_THE_SMALL = {"coverage": ["coverage", "--load"], "audit": ["audit"], "plan": ["match", "--plan"]}


class Answers(Mapping[str, Any]):
    """Answers as somebody kept them, each asked when a test first wants it; nobody changes these, but copies."""

    def __init__(self, asked: Mapping[str, list[str]], store: Path) -> None:
        self._asked, self._store, self._kept = asked, store, dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        if name not in self._kept:
            with redirect_stdout(io.StringIO()) as out:
                assert run([*self._asked[name], "--on", ON, "--json", "--store", str(self._store)]) == 0
            self._kept[name] = json.loads(out.getvalue())
        return self._kept[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked)

    def __len__(self) -> int:
        return len(self._asked)


@pytest.fixture(scope="session")
def kept(filled: Path) -> Answers:
    """The answers of the sample."""
    return Answers(ASKED, filled)


@pytest.fixture(scope="session")
def small(sample_store: Callable[[str], Path]) -> Path:
    """A store with the sample yanshan, which no test changes."""
    return sample_store("yanshan")


@pytest.fixture(scope="session")
def kept_of_the_small(small: Path) -> Answers:
    """The answers of the small sample."""
    return Answers(ASKED_OF_THE_SMALL, small)


def differences(answer: dict[str, Any], where: Path) -> list[Difference]:
    with open_store(where, create=False) as store:
        return verify(answer, store)


class TestHolds:
    @pytest.mark.parametrize(
        "name", [pytest.param(name, marks=[pytest.mark.slow] if name != "audit" else []) for name in ASKED]
    )
    def test_an_answer_that_was_given_holds(self, kept: Answers, filled: Path, name: str) -> None:
        assert differences(kept[name], filled) == []

    @pytest.mark.slow
    def test_rows_may_be_in_another_order(self, kept_of_the_small: Answers, small: Path) -> None:
        answer = copy.deepcopy(kept_of_the_small["coverage"])
        answer["rows"].reverse()
        assert differences(answer, small) == []


class TestDiffers:
    @pytest.mark.slow
    def test_one_altered_number_is_named(self, kept_of_the_small: Answers, small: Path) -> None:
        answer = copy.deepcopy(kept_of_the_small["coverage"])
        at = next(at for at, row in enumerate(answer["rows"]) if row["has"] is not None)
        answer["rows"][at]["has"]["low"] += 1
        expected = kept_of_the_small["coverage"]["rows"][at]["has"]["low"]
        assert differences(answer, small) == [Difference(f"rows[{at}].has.low", expected + 1, expected)]

    @pytest.mark.slow
    def test_one_altered_id_is_a_row_too_many_and_one_lacking(self, kept_of_the_small: Answers, small: Path) -> None:
        answer = copy.deepcopy(kept_of_the_small["audit"])
        key = answer["rows"][0]["place"]["id"]
        answer["rows"][0]["place"]["id"] = "place-aaaaaaaaaaaaaaaa"
        found = differences(answer, small)
        assert [one.path for one in found] == ["rows[0]", f"rows[party dead_end street {key}]"]
        assert found[0].found == "party dead_end street place-aaaaaaaaaaaaaaaa"

    @pytest.mark.slow
    def test_a_gap_said_to_be_met_is_named(self, kept_of_the_small: Answers, small: Path) -> None:
        answer = copy.deepcopy(kept_of_the_small["coverage"])
        at = next(at for at, row in enumerate(answer["rows"]) if row["state"] == "gap")
        answer["rows"][at]["state"] = "met"
        assert differences(answer, small) == [Difference(f"rows[{at}].state", "met", "gap")]

    @pytest.mark.slow
    def test_a_row_left_out_is_named(self, kept: Answers, filled: Path) -> None:
        answer = copy.deepcopy(kept["reconcile"])
        row = answer["rows"].pop(2)
        assert differences(answer, filled) == [Difference(f"rows[{row['figure']}]", None, row["figure"])]

    @pytest.mark.slow
    def test_an_altered_total_is_named(self, kept_of_the_small: Answers, small: Path) -> None:
        answer = copy.deepcopy(kept_of_the_small["coverage"])
        answer["totals"]["states"]["gap"] -= 1
        gaps = kept_of_the_small["coverage"]["totals"]["states"]["gap"]
        assert differences(answer, small) == [Difference("totals.states.gap", gaps - 1, gaps)]

    @pytest.mark.slow
    def test_evidence_beyond_the_cap_is_counted_but_not_missed(self, kept: Answers, filled: Path) -> None:
        answer = copy.deepcopy(kept["reconcile"])
        row = next(row for row in answer["rows"] if row["evidence_count"] > len(row["evidence"]))
        row["evidence_count"] = len(row["evidence"])
        assert [one.path.rpartition(".")[2] for one in differences(answer, filled)] == ["evidence_count"]

    @pytest.mark.slow
    def test_who_was_passed_over_is_checked(self, kept: Answers, filled: Path) -> None:
        answer = copy.deepcopy(kept["escalate"])
        step = next(at for at, row in enumerate(answer["rows"]) if row["passed"])
        answer["rows"][step]["passed"] = []
        found = differences(answer, filled)
        assert [(one.path, one.found) for one in found] == [(f"rows[{step}].passed[0]", None)]

    @pytest.mark.slow
    def test_a_table_that_was_not_asked_for_is_named(self, kept_of_the_small: Answers, small: Path) -> None:
        answer = {**kept_of_the_small["audit"], "score": [1]}
        assert differences(answer, small) == [Difference("score", [1], None)]


class TestRefused:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"schema": 2}, "答案的格式版本是“2”，只认得 1"),
            ({"question": "siting"}, "不认得的问题“siting”"),
            ({"rows": None}, "不是完整的答案：缺少“rows”，或其中的值不对"),
            ({"on": "yesterday"}, "不是完整的答案：缺少“on”，或其中的值不对"),
            ({"rows": [1]}, "不是完整的答案：缺少“rows”，或其中的值不对"),
            ({"options": {"norms": 5}}, "不是完整的答案：缺少“options.norms”，或其中的值不对"),
            ({"options": {"packs": [1]}}, "不是完整的答案：缺少“options.packs”，或其中的值不对"),
            ({"rules": {"suzhoulu": "0" * 16}}, "答案所依据的规则与本机的不同：suzhoulu"),
        ],
    )
    def test_what_is_not_an_answer_of_ours(
        self, kept_of_the_small: Answers, small: Path, changes: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(BadInput) as refused:
            differences({**kept_of_the_small["coverage"], **changes}, small)
        assert refused.value.message() == said

    def test_a_revision_that_is_not_there(self, kept_of_the_small: Answers, small: Path) -> None:
        with pytest.raises(NoSuchRevision):
            differences({**kept_of_the_small["coverage"], "revision": 7}, small)


class TestCommand:
    @pytest.mark.slow
    def test_it_says_that_an_answer_holds(self, ask: Linli, kept: Answers, tmp_path: Path) -> None:
        (tmp_path / "answer.json").write_text(json.dumps(kept["escalate"]), encoding="utf-8")
        ran = ask("verify", "answer.json")
        assert (ran.code, ran.out) == (0, "属实：escalate，7 行，第 1 次更新，与重算结果一致\n")

    @pytest.mark.slow
    def test_it_names_what_differs_and_fails(self, ask: Linli, kept: Answers, tmp_path: Path) -> None:
        answer = copy.deepcopy(kept["reconcile"])
        answer["rows"][0]["published"]["value"] = 99
        (tmp_path / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
        ran = ask("verify", "answer.json", "--lang", "en")
        assert ran.code == 1
        assert ran.out.splitlines()[0] == "not the same when worked out again: 1 values"
        assert ran.out.splitlines()[2].split()[:2] == ["rows[0].published.value", "99"]

    @pytest.mark.slow
    def test_it_reads_standard_input(self, ask: Linli, kept: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(kept["reconcile"])))
        assert ask("verify", "-").code == 0

    def test_a_file_that_is_not_json_is_refused(self, ask: Linli, tmp_path: Path) -> None:
        (tmp_path / "answer.json").write_text("rows: []", encoding="utf-8")
        assert ask("verify", "answer.json").err.startswith("错误：不是 JSON 写成的答案：`answer.json`\n\n提示：")


@pytest.mark.slow
class TestPlan:
    def test_a_plan_is_made_again_and_an_altered_one_named(self, kept_of_the_small: Answers, small: Path) -> None:
        answer = copy.deepcopy(kept_of_the_small["plan"])
        assert differences(answer, small) == []
        answer["rows"][0]["quantity"] += 1
        assert "rows[0].quantity" in [one.path for one in differences(answer, small)]

    def test_one_too_long_for_that_is_held_to_the_rules_and_to_its_worth(
        self, kept_of_the_small: Answers, small: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("graph.plain.matching.choosing.WAYS", 0)
        answer = copy.deepcopy(kept_of_the_small["plan"])
        assert differences(answer, small) == []
        answer["totals"]["objective"]["points"] += 1
        assert differences(answer, small) == [Difference("totals.objective", "objective", None)]
        answer["rows"][0]["share"] += 1
        assert differences(answer, small) == [Difference("rows[0]", "share", None)]
