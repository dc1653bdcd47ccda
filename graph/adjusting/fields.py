"""What somebody writes in the fields of a thing, as tables keep it: by the kind's own declarations (SEMANTICS K17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.adjusting.writing import Writing
from graph.errors import BadInput, BadValue
from graph.identity import identity_in
from graph.kinds import Field, Sensitivity, kind_of
from graph.rules import Vocabulary
from graph.rules.deputies import chief_of
from graph.values import TYPES, cell
from graph.values.controls import control_in
from graph.words.typed import Typed

#: What a piece of work says by itself.
_OWN = ("name", "since", "until")


def cleaned_fields(writing: Writing, kind: str, said: Mapping[str, Any], words: Vocabulary) -> dict[str, Any]:
    """Return the columns that somebody fills, by the name of the field or the header over it.

    Raises:
        BadInput: The kind has no such field, or it is not for this: of people, or kept apart.
        BadValue: What is written is none of it.
    """
    fields = {header: one for one in fillable(kind) for header in (one.name, one.zh, *one.aliases)}
    found: dict[str, Any] = {}
    for header, value in said.items():
        if header not in fields:
            known = Typed({one.name: one.zh for one in fillable(kind)})
            raise BadInput("establish_no_field", found=header, expected=known)
        if fields[header].name in found:
            raise BadInput("adjust_twice", option="adjust.part.fields", name=header)
        found[fields[header].name] = _cleaned(writing, kind, fields[header], value, words)
    return found


def fillable(kind: str) -> list[Field]:
    """Return the fields of a kind that somebody may fill when a thing begins.

    Example:
        >>> [one.name for one in fillable("post")][:3]
        ['role', 'seat', 'rank']
    """
    return [
        one
        for one in kind_of(kind).fields
        if one.name not in _OWN
        and one.type != "reference"
        and not one.apart
        and one.sensitivity is not Sensitivity.PERSONAL
    ]


def _cleaned(writing: Writing, kind: str, one: Field, value: Any, words: Vocabulary) -> Any:
    text = value if isinstance(value, str) else None
    if text is not None and (sign := control_in(text)) is not None:
        raise BadInput("step_control", option=one.zh, found=sign)
    if text is not None and (number := identity_in(text)) is not None:
        raise BadInput("step_identity", option=one.zh, found=number)
    try:
        plain = cell.prose if one.value == "text" else cell.text
        found = TYPES[one.value].clean(value) if one.value in TYPES else plain(value)
    except BadValue as error:
        raise BadInput("establish_value", field=Typed({one.name: one.zh}), why=error) from None
    if found is None or one.vocabulary is None:
        return list(found) if isinstance(found, tuple) else found
    many = found if isinstance(found, tuple) else (found,)
    for word in many:
        if not words.knows(one.vocabulary, word) and not (one.name == "role" and chief_of(word, words)):
            writing.note("word_kept", word=word, field=f"{kind}.{one.name}")
    codes = [words.resolve(one.vocabulary, word) for word in many]
    return codes if isinstance(found, tuple) else codes[0]
