"""A first mapping put down as YAML, with comments for whoever corrects it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_PLAIN = re.compile(r"[^\W\d][\w（）/·-]*")  # what YAML reads as this very text
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"})


@dataclass(frozen=True)
class Looked:
    """What a sheet seems to be.

    Attributes:
        source: The source that reads such sheets; None = not understood.
        kind: Our sheet, where the source has several.
        header: The row of the header; 0 = there is none; None = not found.
        columns: Their columns that were understood, and ours.
        strange: Their columns that were not understood, each with what can be said of it.
        values: By their column, their values that were understood, and ours.
        choices: What a column may be.
    """

    source: str | None = None
    kind: str | None = None
    header: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    strange: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    choices: Sequence[str] = ()


def written(file: str, source: str, tables: Sequence[tuple[str, Looked]]) -> str:
    """Return the text of a mapping file."""
    lines = [
        f"# {_line(file)} 的对照：冒号左边是表里的列，右边是我们的列。请看一遍，把注释里的列补上；右边空着就是不读。",
        "# Their columns stand left of the colon, ours right of it; with nothing at its right a column is left out.",
        f"source: {source}",
        "tables:",
    ]
    for sheet, one in tables:
        lines += _understood(sheet, one) if one.source == source else _strange(sheet, one)
    return "\n".join(lines) + "\n"


def _understood(sheet: str, one: Looked) -> Iterator[str]:
    yield f"  - sheet: {quoted(sheet)}"
    if one.kind:
        yield f"    as: {quoted(one.kind)}"
    if one.header is not None:
        yield f"    header: {one.header or 'none'}"
    if one.choices:
        yield f"    # 可用 · may be: {'、'.join(one.choices)}"
    yield "    columns:"
    for theirs, ours in one.columns.items():
        yield f"      {quoted(theirs)}: {quoted(ours)}"
    for theirs, said in one.strange.items():
        yield f"      # {quoted(theirs)}:   # 没看懂 · not understood{said and '：'}{_line(said)}"
    values = {theirs: ours for theirs, ours in one.values.items() if ours}
    if values:
        yield "    values:"
    for theirs, pairs in values.items():
        yield f"      {quoted(theirs)}: {{{', '.join(f'{quoted(a)}: {quoted(b)}' for a, b in pairs.items())}}}"
    yield "    # leave_out: [{列 · column: [值 · value]}]"


def _strange(sheet: str, one: Looked) -> Iterator[str]:
    yield f"  # - sheet: {quoted(sheet)}   # 没看懂 · not understood"
    yield "  #   leave_out: true   # 整张表都不要 · nothing of it is wanted"
    for theirs in one.strange:
        yield f"  #   # {quoted(theirs)}:"


def quoted(text: str) -> str:
    """Return a text as YAML reads it again.

    Example:
        >>> quoted("区划代码"), quoted("0"), quoted("列: 一")
        ('区划代码', '"0"', '"列: 一"')
    """
    plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(text.split())
