"""One field of a kind: its words, an example, who may see it, and how it takes part in questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from pydantic import Field as _PydanticField
from pydantic.fields import FieldInfo

from graph.errors import KindError


class Sensitivity(StrEnum):
    """Who may see a field: anybody, the office, or only who needs this person.

    Example:
        >>> Sensitivity.INTERNAL.includes(Sensitivity.OPEN), Sensitivity.INTERNAL.includes(Sensitivity.PERSONAL)
        (True, False)
    """

    OPEN = "open"
    INTERNAL = "internal"
    PERSONAL = "personal"

    def includes(self, other: Sensitivity) -> bool:
        """Return whether who may see this may see the other."""
        order = list(Sensitivity)
        return order.index(other) <= order.index(self)


#: What a column may hold. Each name is known to the stores, the loaders and the forms.
FieldType = Literal["text", "texts", "integer", "decimal", "flag", "day", "reference"]
_PYTHON_TYPES: dict[Any, FieldType] = {
    str: "text",
    int: "integer",
    float: "decimal",
    bool: "flag",
    date: "day",
    tuple[str, ...]: "texts",
}


@dataclass(frozen=True)
class Field:
    """One field of a kind.

    Attributes:
        name: The column, the same in every table and answer.
        type: What it holds; a ``reference`` holds the public key of a thing.
        value: The value type that cleans it (a module of ``graph.values``), such as ``day``.
        vocabulary: The word list that its text comes from, such as ``level``; None = free text.
        choices: Of that list, what a drop-down offers; empty = all of it.
        zh: Caption in Chinese, also the header of a workbook column.
        en: Caption in English.
        description_zh: What it means, in one Chinese sentence.
        description: The same in English.
        example: A valid value, as somebody would write it.
        sensitivity: Who may see it.
        apart: Whether it is kept in a table of its own, outside of networks, caches and answers.
        required: A row without it is refused.
        to: For a reference, the kinds it may point to.
        aliases: Other headers that people use for this column.
        selects: The field of a selector that it answers; mostly its own name.
        units: In which units a sum of it is published; empty = things.
        anchors: Of a reference, whether it says where a thing is that no tie anchors.
        remark: Whether it is only told beside the thing itself: no question, name or path is made of it.
        not_before: Of a day, the fields of other days that it does not come before; files that say so are told.
        past: Of a day, whether it has come by the time that somebody writes it down; the same.
    """

    name: str
    type: FieldType
    value: str
    vocabulary: str | None
    zh: str
    en: str
    description: str
    description_zh: str
    example: str
    sensitivity: Sensitivity
    apart: bool
    required: bool
    to: tuple[str, ...]
    aliases: tuple[str, ...]
    selects: str
    units: tuple[str, ...]
    anchors: bool
    choices: tuple[str, ...] = ()
    remark: bool = False
    not_before: tuple[str, ...] = ()
    past: bool = False

    def means(self, lang: str) -> str:
        """Return what it means, in a language."""
        return self.description_zh if lang == "zh" else self.description

    @property
    def masked(self) -> bool:
        """Whether reports, errors and logs show what was found in it only masked, whoever reads them."""
        return self.apart or self.sensitivity is Sensitivity.PERSONAL


def field(  # noqa: PLR0913 - each is a word of a declaration, said by name
    zh: str,
    en: str,
    *,
    description_zh: str,
    description: str,
    example: str,
    value: str = "",
    vocabulary: str | None = None,
    choices: tuple[str, ...] = (),
    sensitivity: Sensitivity = Sensitivity.OPEN,
    apart: bool = False,
    required: bool = False,
    to: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    selects: str = "",
    units: tuple[str, ...] = (),
    anchors: bool = False,
    remark: bool = False,
    not_before: tuple[str, ...] = (),
    past: bool = False,
) -> Any:
    """Declare a field of a kind; the type comes from its annotation.

    Args:
        zh: Caption in Chinese.
        en: Caption in English.
        description_zh: What it means, in one Chinese sentence; forms and help show it.
        description: The same in English.
        example: A valid value, as somebody would write it.
        value: The value type that cleans it, where the annotation does not say enough.
        vocabulary: The word list that its text comes from.
        choices: Of that list, what a drop-down offers, where that is not all of it.
        sensitivity: Who may see it.
        apart: Keep it in a table of its own, outside of networks, caches and answers.
        required: A row without it is refused.
        to: For a field that refers to a thing, the kinds it may point to.
        aliases: Other headers that people use for this column.
        selects: The field of a selector that it answers, where that is not its own name.
        units: In which units a sum of it is published, where that is not things.
        anchors: For a field that refers to a thing, whether that says where this one is.
        remark: Whether it is only told beside the thing itself: no question, name or path is made of it.
        not_before: For a day, the fields of other days that it does not come before.
        past: For a day, whether it has come by the time that somebody writes it down.
    """
    extra: dict[str, Any] = {
        "zh": zh,
        "en": en,
        "description_zh": description_zh,
        "example": example,
        "value": value,
        "vocabulary": vocabulary,
        "choices": choices,
        "sensitivity": sensitivity,
        "apart": apart,
        "required": required,
        "to": to,
        "aliases": aliases,
        "selects": selects,
        "units": units,
        "anchors": anchors,
        "remark": remark,
        "not_before": not_before,
        "past": past,
    }
    default: Any = ... if required else None
    info: FieldInfo = _PydanticField(default, description=description, title=zh, json_schema_extra=extra)
    return info


def derived(kind: str, name: str, info: FieldInfo) -> Field:
    """Return a field as its kind's class declares it.

    Raises:
        KindError: It is not declared with `field`, or of a type that no column has.
    """
    extra = info.json_schema_extra
    if not isinstance(extra, dict):
        raise KindError("kind_field_undeclared", kind=kind, field=name)
    annotation = _without_none(info.annotation)
    held = _PYTHON_TYPES.get(annotation)
    if held is None:
        raise KindError("kind_field_type", kind=kind, field=name, found=str(annotation))
    words: dict[str, Any] = dict(extra)
    return Field(
        name=name.rstrip("_"),  # `class` is a word of Python
        type="reference" if words["to"] else held,
        value=words["value"] or ("key" if words["to"] else held),
        vocabulary=words["vocabulary"],
        zh=words["zh"],
        en=words["en"],
        description=info.description or "",
        description_zh=words["description_zh"],
        example=words["example"],
        sensitivity=words["sensitivity"],
        apart=words["apart"],
        required=words["required"],
        to=words["to"],
        aliases=words["aliases"],
        selects=words["selects"] or name.rstrip("_"),
        units=words["units"],
        anchors=words["anchors"],
        choices=tuple(words["choices"]),
        remark=words["remark"],
        not_before=tuple(words["not_before"]),
        past=words["past"],
    )


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) is tuple:
        return annotation
    kept = [arg for arg in get_args(annotation) if arg is not type(None)]
    return kept[0] if len(kept) == 1 else annotation
