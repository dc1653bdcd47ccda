"""Texts are put together from parts: each thing is told once, and what does not fit is refused."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import graph.cypher
from graph.cypher.assembly import assemble
from graph.errors import BadInput, NotFound

FOLDER = Path(graph.cypher.__file__).parent
FILES = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.cypher"))}
PARTS = [file for file in FILES if file.startswith("parts/")]
#: So many lines may stand twice in a row, whatever their indentation.
RUN = 6


def whole(text: str, **parts: str) -> str:
    """Put a text together from parts of these lines."""
    files = {f"parts/{name}.cypher": f"// Takes. Leaves.\n\n{lines}\n" for name, lines in parts.items()}
    return assemble(text, files.get)


class TestAssembly:
    def test_puts_the_lines_of_a_part_where_it_is_named(self) -> None:
        assert whole("MATCH\n// include: a\nRETURN", a="one\ntwo") == "MATCH\none\ntwo\nRETURN"

    def test_indents_them_as_the_comment_is(self) -> None:
        assert whole("  // include: a", a="one\n\n  two") == "  one\n\n    two"

    def test_puts_one_line_within_a_line(self) -> None:
        assert whole("WHERE /* include: a */ AND /* include: a */)", a="x < 1") == "WHERE x < 1 AND x < 1)"

    def test_puts_parts_into_parts(self) -> None:
        assert whole(" // include: a", a="(\n // include: b\n)", b="/* include: c */", c="x") == " (\n  x\n )"

    def test_says_one_word_otherwise_but_not_the_property_of_that_name(self) -> None:
        assert whole("// include: a with axis = 'x'", a="t.axis = axis, {axis: axis} axis2") == (
            "t.axis = 'x', {axis: 'x'} axis2"
        )

    def test_says_it_otherwise_in_the_parts_of_the_part_too(self) -> None:
        assert whole("// include: a with $on = day", a="/* include: b */ $one", b="since > $on") == "since > day $one"

    def test_leaves_other_comments_alone(self) -> None:
        text = "// includes: a\nRETURN 1 // include: a\n"
        assert whole(text, a="x") == text

    def test_refuses_a_part_that_there_is_not_and_says_where_it_is_named(self) -> None:
        with pytest.raises(NotFound, match=r"parts/a\.cypher.*“b”"):
            whole("// include: a", a="// include: b")
        with pytest.raises(NotFound, match=r"walk\.cypher.*“b”"):
            assemble("// include: b", lambda _file: None, ("walk.cypher",))

    def test_refuses_a_part_that_stands_in_itself(self) -> None:
        with pytest.raises(BadInput, match=r"parts/a\.cypher > parts/b\.cypher > parts/a\.cypher"):
            whole("// include: a", a="/* include: b */", b="// include: a")

    def test_refuses_to_say_a_word_otherwise_that_is_not_there(self) -> None:
        with pytest.raises(BadInput, match=r"parts/a\.cypher.*\$on"):
            whole("// include: a with $on = day", a="RETURN $only")


class TestParts:
    @pytest.mark.parametrize("file", PARTS)
    def test_says_in_its_first_line_what_it_takes_and_leaves(self, file: str) -> None:
        first, second, third, *_ = FILES[file].splitlines()

        assert re.fullmatch(r"// Takes .+\. Leaves:? .+\.", first)
        assert (second, bool(third.strip())) == ("", True)

    @pytest.mark.parametrize("file", PARTS)
    def test_takes_nothing_that_it_does_not_read(self, file: str) -> None:
        takes = FILES[file].partition("Takes ")[2].partition(". Leaves")[0].replace("the day ($on)", "$on")
        lines = assemble(FILES[file].partition("\n\n")[2], FILES.get)
        said = [one for one in re.split(r", | and ", takes) if one.partition(" ")[0] not in {"the", "a", "inside"}]

        assert [one for one in said if one.partition(" ")[0] not in re.findall(r"\$?\w+", lines)] == []

    def test_each_is_named_somewhere(self) -> None:
        named = {name for text in FILES.values() for name in re.findall(r"include: (\S+)", text)}

        assert {f"parts/{name}.cypher" for name in named} == set(PARTS)

    def test_what_stands_within_a_line_is_one_line(self) -> None:
        named = {name for text in FILES.values() for name in re.findall(r"/\* include: (\S+)", text)}

        assert [name for name in named if len(FILES[f"parts/{name}.cypher"].splitlines()) != 3] == []

    def test_validity_is_told_in_four_of_them_and_nowhere_else(self) -> None:
        told = re.compile(r"\bx\.(?:since|until)\b")
        found = [file for file, text in FILES.items() if told.search(text)]

        names = ("first-end", "not-begun", "not-valid", "over")
        assert found == [f"parts/{name}.cypher" for name in names]

    def test_no_file_is_long(self) -> None:
        assert [file for file, text in FILES.items() if len(text.splitlines()) > 200] == []


class TestNothingIsToldTwice:
    def test_no_run_of_lines_stands_twice(self) -> None:
        runs = Counter(run for text in FILES.values() for run in _runs(text, RUN + 1))

        assert ["\n".join(run) for run, times in runs.items() if times > 1] == []


def _runs(text: str, length: int) -> list[tuple[str, ...]]:
    lines = [line.strip() for line in text.splitlines()]
    return [tuple(lines[at : at + length]) for at in range(len(lines) - length + 1)]
