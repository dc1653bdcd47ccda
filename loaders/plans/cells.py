"""What a cell of a plan says, by what the part holds; things stay as they were written (SEMANTICS K40)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from graph.adjusting.asking import once
from graph.adjusting.register import Adjustment, Holds, Part
from graph.errors import BadInput, BadValue
from graph.keys import is_key
from graph.rules import Vocabulary
from graph.values import cell
from graph.values.controls import control_in
from graph.values.dates import clean_day
from graph.values.flag import clean_flag
from loaders.readers.habits import BROKEN, Broken, Steering

_BETWEEN, _LINES = re.compile(r"[、,，;；\n]"), re.compile(r"[;；\n]")
_ALIKE = str.maketrans({"＝": "=", "：": "="})
#: Who is meant is said by key, else by name, in one cell.
_PERSON, _NAME = "person", "name"


def said_in(part: Part, raw: Any, words: Vocabulary) -> Any:
    """Return what a cell says of a part; None where it says nothing.

    Raises:
        BadInput: It cannot be read, or says what the part does not hold.
    """
    refuse_unreadable(raw)
    if isinstance(raw, date) and part.holds != "day":
        raise BadInput("plan_became_date", found=raw, meant=f"{raw.month}-{raw.day}")
    if raw is None or (text := cell.text(raw)) is None:
        return None
    return _READ[part.holds](part, raw if part.holds in ("day", "flag") else text, words)


def refuse_unreadable(raw: Any) -> None:
    """Refuse a cell whose formula failed, or that steers a terminal.

    Raises:
        BadValue: It is one.
    """
    if isinstance(raw, Broken) or (isinstance(raw, str) and raw.strip() in BROKEN):
        raise BadValue("broken_cell", found=str(raw))
    if isinstance(raw, Steering):
        raise BadValue("control_character", found=control_in(raw))


def by_name(work: Adjustment, name: str, value: Any) -> str:
    """Return the part that a value of a part stands for: who is written without a key is meant by name.

    Example:
        >>> from graph.adjusting.register import ADJUSTMENTS
        >>> by_name(ADJUSTMENTS["appoint"], "person", "演示甲"), by_name(ADJUSTMENTS["absent"], "person", "演示甲")
        ('name', 'person')
    """
    part, other = work.part(name), work.part(_NAME)
    free = name == _PERSON and part is not None and not part.required and other is not None
    return _NAME if free and not is_key(value) else name


def _several(_: Part, text: str, __: Vocabulary) -> tuple[str, ...]:
    return tuple(one for said in _BETWEEN.split(text) if (one := said.strip()))


def _pairs(part: Part, text: str, _: Vocabulary) -> dict[str, str]:
    lines = [line.strip().translate(_ALIKE).partition("=") for line in _LINES.split(text) if line.strip()]
    if wrong := next((name for name, equals, _ in lines if not equals), None):
        raise BadInput("plan_pairs", found=wrong, option=part.label)
    return once(part, ((name.strip(), value.strip()) for name, _, value in lines))


def _shares(part: Part, text: str, words: Vocabulary) -> dict[str, tuple[str, ...]]:
    return {name: _several(part, value, words) for name, value in _pairs(part, text, words).items()}


def _flag(_: Part, raw: Any, __: Vocabulary) -> bool | None:
    return clean_flag(raw) or None


def _word(name: str) -> Callable[[Part, str, Vocabulary], str]:
    return lambda _, text, words: words.resolve(name, text)


def _text(_: Part, text: str, __: Vocabulary) -> str:
    return text


_READ: Mapping[Holds, Callable[[Part, Any, Vocabulary], Any]] = {
    "reference": _text,
    "references": _several,
    "text": _text,
    "day": lambda _, raw, __: clean_day(raw),
    "flag": _flag,
    "axis": _word("axis"),
    "kind": _word("kind"),
    "tie": _word("kind"),
    "fields": _pairs,
    "shares": _shares,
}
