"""What the prose promises: every error can be read, every code has words, every kind explains itself."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from pathlib import Path

import pytest

import graph.errors
from graph import cypher
from graph.answers.register import QUESTIONS
from graph.errors import LinliError
from graph.kinds import Kind, all_kinds
from graph.kinds.base import Tie
from graph.parsing import parsed
from graph.plain import twin_of
from graph.questions import function_of
from graph.rules import base_vocabulary, load_rules
from graph.words import LANGUAGES, words

ROOT = Path(__file__).parents[1]
ERRORS = sorted(
    (
        found
        for _, found in inspect.getmembers(graph.errors, inspect.isclass)
        if issubclass(found, LinliError) and found.__module__ == graph.errors.__name__
    ),
    key=lambda error: error.__name__,
)
WORDS = ROOT / "graph" / "words"
_ONE_SENTENCE = re.compile(r"[。.!?！？]\s*\S")


class TestErrors:
    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
    def test_says_one_sentence_in_both_languages(self, error: type[LinliError]) -> None:
        for lang in LANGUAGES:
            text = error().message(lang)
            assert text
            assert not text.startswith("error."), f"{error.default_code} has no words in {lang}"
            assert not _ONE_SENTENCE.search(text.replace("...", "…")), text

    def test_str_is_the_chinese_sentence(self) -> None:
        error = graph.errors.NoSuchRevision(revision=7, newest=3)
        assert str(error) == "没有第 7 次更新；最新的是第 3 次"

    def test_the_tree_in_the_docstring_names_every_error(self) -> None:
        missing = [error.__name__ for error in ERRORS if error.__name__ not in (graph.errors.__doc__ or "")]
        assert missing == []

    def test_every_code_raised_has_words(self) -> None:
        raised = re.compile(
            r"(?:BadInput|BadValue|BadSelector|BadRules|BadChange|NotAskable|TooLong|StepRefused|NotFound|Ambiguous"
            r"|KindError|StoreError|BadParameter|BadCursor|TooLarge)"
            r'\(\s*"([a-z_]+)"|\.refuse\(\s*"([a-z_]+)"'
        )
        files = [path for folder in ("graph", "loaders", "api") for path in (ROOT / folder).rglob("*.py")]
        codes = {one or other for path in files for one, other in raised.findall(path.read_text(encoding="utf-8"))}
        assert len(codes) > len(ERRORS)
        assert sorted(code for code in codes if f"error.{code}" not in words("zh")) == []


def lines_of(lang: str) -> list[str]:
    """The lines of all files of a language."""
    return [line for path in (WORDS / lang).iterdir() for line in path.read_text(encoding="utf-8").splitlines()]


class TestWords:
    def test_both_languages_have_the_same_keys(self) -> None:
        for path in sorted((WORDS / "zh").iterdir()):
            keys = [sorted(parsed((WORDS / lang / path.name).read_text(encoding="utf-8"))) for lang in LANGUAGES]
            assert keys[0] == keys[1], path.name
        assert {path.name for path in (WORDS / "zh").iterdir()} == {path.name for path in (WORDS / "en").iterdir()}

    def test_no_key_is_written_twice(self) -> None:
        for lang in LANGUAGES:
            keys = [line.partition(":")[0] for line in lines_of(lang) if line and line[0] not in "# "]
            assert sorted(key for key, times in Counter(keys).items() if times > 1) == []

    def test_no_sentence_is_cut_by_a_comment(self) -> None:
        for lang in LANGUAGES:
            bare = [
                line for line in lines_of(lang) if " #" in line and not re.search(r': ["\']', line) and line[0] != "#"
            ]
            assert bare == []

    def test_both_languages_fill_in_the_same_parameters(self) -> None:
        holes = re.compile(r"{(\w+)}")
        zh, en = words("zh"), words("en")
        differing = [key for key in zh if set(holes.findall(str(zh[key]))) != set(holes.findall(str(en[key])))]
        assert differing == []


class TestKinds:
    @pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.kind)
    def test_explains_itself(self, kind: type[Kind]) -> None:
        assert kind.zh
        assert kind.en
        assert kind.description()
        assert re.fullmatch(r".*[一-鿿].*。", kind.description("zh"))
        assert kind.example
        for field in kind.fields:
            assert field.zh
            assert field.en
            assert field.description.endswith("."), field.name
            assert re.fullmatch(r".*[一-鿿].*。", field.description_zh), field.name
            assert field.example, field.name

    def test_every_tie_reads_from_both_ends(self) -> None:
        for kind in all_kinds():
            if issubclass(kind, Tie):
                assert all(kind.reverse), kind.kind

    def test_what_a_tooltip_counts_has_words(self) -> None:
        counted = [kind.counted for kind in all_kinds() if issubclass(kind, Tie) and kind.counted]
        assert counted
        assert [code for code in counted if f"picture.{code}" not in words("zh")] == []

    def test_a_vocabulary_named_by_a_field_exists(self) -> None:
        known = {
            *base_vocabulary().lists,
            "theme",
            "sector",
            "channel",
            "eligibility",
            "mode",
            "tenure",
            "venue_form",
            "team_form",
        }  # words of a place's own
        named = {field.vocabulary for kind in all_kinds() for field in kind.fields if field.vocabulary}
        assert sorted(named - known) == []


class TestQuestions:
    def test_each_has_a_plain_version_of_the_same_signature(self) -> None:
        for name in QUESTIONS:
            fast = inspect.signature(function_of(name)).parameters
            assert list(fast) == list(inspect.signature(twin_of(name)).parameters), name

    def test_each_takes_the_options_that_it_declares(self) -> None:
        for name, question in QUESTIONS.items():
            asked = [*inspect.signature(function_of(name)).parameters][2:]  # after the network and the rules
            assert sorted(asked) == sorted(one.name for one in question.options if one.passed), name

    def test_each_names_the_cypher_texts_that_there_are_of_it(self) -> None:
        for name, question in QUESTIONS.items():
            assert set(question.cypher) == {text for text in cypher.names() if cypher.question_of(text) == name}

    def test_each_has_cases(self) -> None:
        assert {path.stem for path in (ROOT / "tests" / "cases").glob("*.yaml")} >= QUESTIONS.keys()


class TestRules:
    def test_every_norm_is_cited(self) -> None:
        norms = load_rules().norms
        assert norms
        assert [norm.id for norm in norms if not norm.cite.document] == []

    def test_every_profile_has_words_in_both_languages(self) -> None:
        for profile in load_rules().profiles.values():
            titles = [slot.title for chain in profile.chains.values() for slot in chain.slots]
            assert all(title.zh and title.en for title in titles)


class TestFiles:
    def test_none_is_long(self) -> None:
        files = [path for folder in ("graph", "loaders", "api") for path in (ROOT / folder).rglob("*.py")]
        lengths = sorted((len(path.read_text(encoding="utf-8").splitlines()), path.name) for path in files)
        assert lengths[-1][0] <= 400, lengths[-1]
        assert lengths[len(lengths) // 2][0] < 120

    def test_none_is_named_for_nothing(self) -> None:
        files = [path for folder in ("graph", "loaders", "api") for path in (ROOT / folder).rglob("*.py")]
        assert [path for path in files if path.stem in ("utils", "helpers", "common", "misc")] == []
