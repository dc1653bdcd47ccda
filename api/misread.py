"""Values of a request that are refused, in our words: what was found, and what is expected instead.

A text may be somebody's name: where one was to be, only the sort of what came is told. What should have been a number,
yes or no or a word of a list is quoted, short, and the error hides the numbers in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from api.errors import BadParameter
from graph.words import caption, words
from graph.words.typed import Typed

#: What pydantic finds wrong, and our words for what it expected: of values, and of texts, lists and objects.
_OF_VALUES = {
    "int_parsing": "expected.integer",
    "int_parsing_size": "expected.integer",
    "int_type": "expected.integer",
    "bool_parsing": "expected.flag",
    "bool_type": "expected.flag",
    "greater_than_equal": "http.at_least",
    "less_than_equal": "http.at_most",
}
_OF_SORTS = {
    "string_type": "http.text",
    "string_unicode": "http.text_whole",
    "string_too_long": "http.shorter",
    "list_type": "http.list",
    "too_short": "http.list_longer",
    "too_long": "http.list_shorter",
    "dict_type": "http.object",
    "model_attributes_type": "http.object",
    "missing": "http.object",
}
#: What it finds wrong with an id in which nothing stands.
_EMPTY = ("string_too_short", "string_pattern_mismatch")
_BOUNDS = ("ge", "le", "max_length", "min_length")
_QUOTED = 40  # characters
_WORD = re.compile(r"'([^']*)'")
#: Under which words stands what the steps are called that a parameter takes.
_STEPS = ("need.step", "step")


def misread(first: Mapping[str, Any], lang: str) -> BadParameter:
    """Return the refusal of a value that a request holds.

    Args:
        first: What pydantic says of it.
        lang: The language of who asks.

    Example:
        >>> found = {"type": "string_type", "loc": ("body", "name"), "input": 12}
        >>> misread(found, "zh").message(), misread(found, "zh").suggestion()
        ('参数 `name` 的值不能是数字', '应为：文字')
    """
    where, *rest = first["loc"]
    value, context, sort = first.get("input"), first.get("ctx", {}), first["type"]
    bound = next((context[one] for one in _BOUNDS if one in context), None)
    if sort == "literal_error":
        expected: str | Typed = _listed(context["expected"])
    else:
        expected = caption(_OF_VALUES.get(sort) or _OF_SORTS.get(sort, "http.other"), lang, bound=bound)
    if not rest:
        return BadParameter("http_body", parameter=where, found=_sort(value, lang), expected=expected)
    name = "".join((str(rest[0]), *(f"[{one}]" for one in rest[1:] if isinstance(one, int))))
    if sort in _EMPTY:
        return BadParameter("http_empty", parameter=name)
    if sort in _OF_SORTS or isinstance(value, dict | list | None):
        return BadParameter("http_sort", parameter=name, found=_sort(value, lang), expected=expected)
    text = value if where != "body" else json.dumps(value, ensure_ascii=False)
    found = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    return BadParameter(parameter=name, found=found, expected=expected)


def _listed(expected: str) -> Typed:
    """Return the words of a list that pydantic writes out, each as it is called."""
    typed = _WORD.findall(expected)
    of = next((of for of in _STEPS if all(f"{of}.{one}" in words("zh") for one in typed)), "")
    return Typed({one: f"{of}.{one}" for one in typed})


def _sort(value: object, lang: str) -> str:
    """Return what a value is, without the value."""
    if isinstance(value, str):
        return caption("http.sort.text", lang, count=len(value))
    if isinstance(value, list):
        return caption("http.sort.list", lang, count=len(value))
    sort = {type(None): "empty", bool: "flag", int: "number", float: "number"}.get(type(value), "object")
    return caption(f"http.sort.{sort}", lang)
