"""What is wrong with a value in a rule file, in our words: what pydantic found, and what a model of ours refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.errors import BadRules, LinliError

#: By how pydantic calls it, or how that begins, the code of ours.
_CODES = {
    "missing": "rules_missing",
    "extra_forbidden": "rules_extra",
    "literal_error": "rules_choice",
    "union_tag_invalid": "rules_choice",
    "union_tag_not_found": "rules_missing",
    "string": "rules_text",
    "int": "rules_integer",
    "greater_than": "rules_at_least",
    "less_than": "rules_at_most",
    "bool": "rules_flag",
    "date": "rules_day",
    "too_short": "rules_empty",
    "tuple": "rules_list",
    "list": "rules_list",
    "dict": "rules_mapping",
    "mapping": "rules_mapping",
    "model": "rules_mapping",
}
_LONGEST = 40


class Refused(ValueError):
    """An error raised by our own models, so that pydantic adds the part of the file where it is.

    Attributes:
        error: Why, in words.
    """

    def __init__(self, error: LinliError) -> None:
        """Keep the error."""
        super().__init__(error.code)
        self.error = error


def mistake(found: Mapping[str, Any]) -> LinliError:
    """Return an error of pydantic as ours.

    Example:
        >>> mistake({"type": "greater_than_equal", "input": -3, "ctx": {"ge": 1}}).message("en")
        'must be at least 1, and is -3'
    """
    context = found.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Refused):
        return cause.error
    code = next((ours for theirs, ours in _CODES.items() if found["type"].startswith(theirs)), "rules_unfit")
    bound = next((context[name] for name in ("ge", "gt", "le", "lt") if name in context), "")
    expected = str(context.get("expected", context.get("expected_tags", bound))).replace("'", "").replace(" or ", ", ")
    given = context.get("tag", found.get("input"))
    return BadRules(code, found=said(given), expected=expected)


def said(value: Any) -> str:
    """Return a value of a file, shortened; for a list or a mapping only the code of the word for its type.

    Example:
        >>> said({"a": 1}), said("演示" * 30).endswith("…"), said(None)
        ('rules.a_mapping', True, 'rules.nothing')
    """
    if value is None or value == "":
        return "rules.nothing"
    if isinstance(value, Mapping):
        return "rules.a_mapping"
    if isinstance(value, list | tuple):
        return "rules.a_list"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
