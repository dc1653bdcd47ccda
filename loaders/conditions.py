"""Selectors and measures as people write them: 职务=楼栋长、网格员, kept as canonical text with codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from graph.kinds import Field, all_kinds, things
from graph.names import Names
from graph.rules import Vocabulary, base_vocabulary
from graph.rules.bodies.base import kind_meant
from graph.selectors import FIELDS, Measure, Selector, parse, parse_measure
from graph.tables import row_schema
from graph.values import cell
from graph.words.listed import Listed

_EQUALS = re.compile(r"\s*=\s*")
_AND = re.compile(r"[、，]")
_KIND = re.compile(r"(?:^|\s)(?:种类|kind)=([^\s,]+)")
_WORD = re.compile(r"(^|\s)([^\s=]+)=")


class Conditions:
    """Reads the selectors and measures of a file.

    Args:
        names: Resolves the place after ``within=``.
        words: The word lists.
        strange: Is told each word that is in no list; it is kept as written.
    """

    def __init__(self, names: Names, words: Vocabulary, strange: Callable[[str], None] | None = None) -> None:
        self._names, self._words, self._strange = names, words, strange or (lambda _: None)

    def selector(self, text: str) -> Selector:
        """Return the selector that a line says.

        Raises:
            BadSelector: It does not parse.
            NotFound: There is no such place within.
        """
        return self._within(parse(_ascii(text), self._resolve))

    def _within(self, found: Selector) -> Selector:
        return found.restricted(self._names.resolve(found.within, ("place",))) if found.within else found

    def measure(self, text: str) -> Measure:
        """Return the measure that a line says, or that is called so.

        Raises:
            BadSelector: It does not parse.
            NotFound: There is no such place within.
        """
        text = self._words.resolve("measure", text)
        heard: list[str] = []
        found = _in_codes(parse_measure(_ascii(text), partial(self._resolve, strange=heard.append)))
        if not _of_kinds_to_come(found):
            for word in heard:
                self._strange(word)
        return found.each(self._within)

    def canonical(self, text: str, value: str) -> str:
        """Return the canonical text of a selector or a measure.

        Raises:
            LinliError: As `selector` and `measure`.
        """
        return str(self.selector(text) if value == "selector" else self.measure(text))

    def _resolve(self, field: str, text: str, *, strange: Callable[[str], None] | None = None) -> str:
        lists = ("relation", "membership") if field == "relation" else (field,)
        for name in lists:
            if self._words.knows(name, text):
                return self._words.resolve(name, text)
        (strange or self._strange)(text)
        return text


def no_number(measure: Measure) -> tuple[str, Listed] | None:
    """Return the field that a measure adds up though none of its kinds has a number there, and those that it could.

    None where it adds up nothing, or a kind is not kept yet, whose fields nobody knows (SEMANTICS R2).

    Example:
        >>> no_number(parse_measure("sum level of kind=venue"))
        ('level', '功能室数、面积、排序号')
    """
    if measure.verb != "sum":
        return next(filter(None, map(no_number, measure.parts)), None)
    summed = _summed(measure)
    numbers = [one for kind, one in summed if row_schema(kind)[one.name].is_numeric()]
    if not summed or measure.what in {one.name for one in numbers}:
        return None
    return measure.what, Listed(dict.fromkeys(one.zh for one in numbers))


def _summed(measure: Measure) -> list[tuple[str, Field]]:
    """Return the fields of what a measure goes over, each with its kind; none where a kind of it is not kept."""
    kept = {one.kind: one for one in all_kinds()}
    said = [measure.through] if measure.through else sorted(measure.of.get("kind"))
    if not {*said} <= kept.keys():
        return []
    return [(kind.kind, one) for kind in [kept[one] for one in said] or things() for one in kind.fields]


def _in_codes(measure: Measure) -> Measure:
    """Return a measure with codes where it says a tie, a kind or a field as sheets and columns are called."""
    if measure.parts:
        return replace(measure, parts=tuple(map(_in_codes, measure.parts)))
    called = {name: kind.kind for kind in reversed(all_kinds()) for name in (kind.zh, kind.en.casefold(), kind.kind)}
    through = called.get(measure.through.casefold(), measure.through)
    found = replace(measure, through=through)
    if measure.verb == "sum":
        spoken = {name: one.name for _, one in _summed(found) for name in (one.zh, *one.aliases, one.name)}
    else:
        spoken = called
    return replace(found, what=spoken.get(measure.what, measure.what))


def _of_kinds_to_come(measure: Measure) -> bool:
    """Return whether a measure counts a kind that is not kept yet, and is nearly called as none that is.

    What words such a kind has nobody knows, so that none of them is strange (SEMANTICS R2).
    """
    if measure.parts:
        return any(_of_kinds_to_come(part) for part in measure.parts)
    said = [*measure.of.get("kind"), *([measure.what] if measure.verb == "distinct" else [])]
    meant = {one: kind_meant(one) for one in said}
    return None in meant.values() and all(kind in (None, one) for one, kind in meant.items())


def _ascii(text: str) -> str:
    """Return a line with its marks in ASCII and its field captions as field names."""
    plain = _AND.sub(",", _EQUALS.sub("=", cell.narrow(text).strip()))
    of = _KIND.search(plain)
    captions = _captions(base_vocabulary().resolve("kind", of[1]) if of else "")
    return _WORD.sub(lambda said: f"{said[1]}{captions.get(said[2], said[2])}=", plain)


@cache
def _captions(of: str) -> dict[str, str]:
    """Return the field of a selector by the captions that the kinds have for it, those of one kind before others."""
    found = {"种类": "kind", "所在区域": "within", "范围": "within"}
    for kind in sorted(all_kinds(), key=lambda kind: kind.kind == of):
        for one in kind.fields:
            if one.selects in FIELDS:
                found.update(dict.fromkeys((one.zh, *one.aliases), one.selects))
    return found
