"""YAML read by libyaml is what PyYAML reads, with its lines; and no text ends the process."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from graph.parsing import composed, flat, parsed
from graph.words import LANGUAGES

TEXTS = {
    f"{folder}/{one.name}": one.read_text(encoding="utf-8")
    for folder in (".", "norms", "profiles", "workflows")
    for one in files("graph.rules").joinpath(folder).iterdir()
    if one.name.endswith(".yaml")
}


def told(node: yaml.Node | None) -> object:
    """Everything a node says: its tag, its line, and what is in it."""
    if node is None:
        return None
    held = node.value if isinstance(node, yaml.ScalarNode) else [told(one) for one in _within(node)]
    return node.tag, node.start_mark.line, held


def _within(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return list(node.value)


class TestComposed:
    @pytest.mark.parametrize("name", TEXTS)
    def test_our_own_files_are_as_pyyaml_says(self, name: str) -> None:
        assert told(composed(TEXTS[name])) == told(yaml.compose(TEXTS[name], Loader=yaml.SafeLoader))

    @pytest.mark.parametrize("text", ["a: [1", "a:\n\tb: 1", "a: \x01", "- a\nb", "a: &x [*y]"])
    def test_what_is_wrong_is_said_by_pyyaml(self, text: str) -> None:
        with pytest.raises(yaml.YAMLError) as expected:
            yaml.compose(text, Loader=yaml.SafeLoader)
        with pytest.raises(type(expected.value)) as found:
            composed(text)
        assert str(found.value) == str(expected.value)

    @pytest.mark.slow
    @pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, "- " * 50_000 + "x"])
    def test_what_is_too_deep_is_an_error_and_not_the_end(self, text: str) -> None:
        with pytest.raises(RecursionError):
            composed(text)

    def test_of_nothing_is_none(self) -> None:
        assert composed("# 只有注释") is None


class TestParsed:
    def test_a_text_says_the_same(self) -> None:
        assert parsed(TEXTS["./categories.yaml"]) == yaml.safe_load(TEXTS["./categories.yaml"])


class TestFlat:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_our_words_are_what_yaml_says(self, lang: str) -> None:
        for one in files("graph.words").joinpath(lang).iterdir():
            text = one.read_text(encoding="utf-8")
            assert flat(text) == parsed(text), one.name

    def test_a_number_is_the_text_that_stands_there(self) -> None:
        assert flat("one: 12\ntwo: '2024-11-01'\nthree:") == {"one": "12", "two": "2024-11-01", "three": ""}

    @pytest.mark.parametrize("text", ["a: {b: c}", "a: [b]", "- a\n- b", "a", "", "a: &x b\nc: *x"])
    def test_what_is_no_list_of_texts_by_key_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".*"):
            flat(text)
