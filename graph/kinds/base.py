"""What a kind is: one pydantic model with, for each field, its words, an example and who may see it.

From a kind are derived the column types, the tables of a store, the sheets of a workbook, the
schemas of the API and the data dictionary. A kind that contradicts itself is refused when its
module is imported, so a mistake never waits for data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic import Field as _PydanticField
from pydantic.fields import FieldInfo

from graph.errors import KindError


class Sensitivity(StrEnum):
    """Who may see a field: anybody, the office, or only who needs this person."""

    OPEN = "open"
    INTERNAL = "internal"
    PERSONAL = "personal"


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
        zh: Caption in Chinese, also the header of a workbook column.
        en: Caption in English.
        description: What it means, in one sentence.
        example: A valid value, as somebody would write it.
        sensitivity: Who may see it.
        required: A row without it is refused.
        to: For a reference, the kinds it may point to.
        aliases: Other headers that people use for this column.
    """

    name: str
    type: FieldType
    value: str
    vocabulary: str | None
    zh: str
    en: str
    description: str
    example: str
    sensitivity: Sensitivity
    required: bool
    to: tuple[str, ...]
    aliases: tuple[str, ...]


def field(
    zh: str,
    en: str,
    *,
    description: str,
    example: str,
    value: str = "",
    vocabulary: str | None = None,
    sensitivity: Sensitivity = Sensitivity.OPEN,
    required: bool = False,
    to: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Any:
    """Declare a field of a kind; the type comes from its annotation.

    Args:
        zh: Caption in Chinese.
        en: Caption in English.
        description: What it means, in one sentence.
        example: A valid value, as somebody would write it.
        value: The value type that cleans it, where the annotation does not say enough.
        vocabulary: The word list that its text comes from.
        sensitivity: Who may see it.
        required: A row without it is refused.
        to: For a field that refers to a thing, the kinds it may point to.
        aliases: Other headers that people use for this column.
    """
    extra: dict[str, Any] = {
        "zh": zh,
        "en": en,
        "example": example,
        "value": value,
        "vocabulary": vocabulary,
        "sensitivity": sensitivity,
        "required": required,
        "to": to,
        "aliases": aliases,
    }
    default: Any = ... if required else None
    info: FieldInfo = _PydanticField(default, description=description, title=zh, json_schema_extra=extra)
    return info


class Kind(BaseModel):
    """Base of things and ties: its validity and the registration of its fields.

    Class keywords: ``zh`` and ``en`` (captions), ``example`` (one readable row), ``natural_key`` (the
    names that identify it) and ``order`` (where it stands in lists; kinds of one family stay together).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str] = ""
    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""
    example: ClassVar[str] = ""
    order: ClassVar[int] = 0
    natural_key: ClassVar[tuple[str, ...]] = ()
    fields: ClassVar[tuple[Field, ...]] = ()

    since: date | None = field(
        "起始日期",
        "Since",
        description="First day on which it holds; empty = always.",
        example="2021-01-01",
        aliases=("开始日期", "任职日期", "成立日期"),
    )
    until: date | None = field(
        "截止日期",
        "Until",
        description="First day on which it no longer holds; forms show the last day, inclusive.",
        example="2024-08-31",
        aliases=("终止日期", "结束日期", "离任日期", "撤销日期"),
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Let the class keywords through to the hook below, which runs once the fields are known."""
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Read the class keywords, derive the fields and refuse a contradiction."""
        super().__pydantic_init_subclass__()
        if not kwargs:  # Thing and Tie themselves
            return
        for name, found in kwargs.items():
            setattr(cls, name, found)
        derived = [_derive(cls, name, info) for name, info in cls.model_fields.items()]
        validity = len(Kind.model_fields)  # inherited, so first; read last in every table
        cls.fields = (*derived[validity:], *derived[:validity])
        _check(cls)
        register(cls)

    @classmethod
    def description(cls) -> str:
        """Return the first sentence of the docstring: what it is."""
        return (cls.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ").strip()


class Thing(Kind):
    """Something that exists by itself and has a public key."""


class Tie(Kind):
    """A connection from one thing to another, told once.

    Class keywords beside those of a kind: ``source`` and ``target`` (the kinds at its ends),
    ``reverse`` (how it reads from the other end, zh and en), ``column`` (the header under which it
    may be written on the sheet of one of its ends) and ``column_at`` (which end that is).
    """

    source: ClassVar[tuple[str, ...]] = ()
    target: ClassVar[tuple[str, ...]] = ()
    reverse: ClassVar[tuple[str, str]] = ("", "")
    column: ClassVar[str] = ""
    column_at: ClassVar[Literal["source", "target"]] = "source"


_REGISTRY: dict[str, type[Kind]] = {}


def register(cls: type[Kind]) -> None:
    """Enter a kind under its name; two kinds of one name contradict each other."""
    known = _REGISTRY.get(cls.kind)
    if known is not None and known.__qualname__ != cls.__qualname__:
        raise KindError("kind_twice", kind=cls.kind)
    _REGISTRY[cls.kind] = cls


def registry() -> dict[str, type[Kind]]:
    """Return every registered kind by name."""
    return _REGISTRY


def _derive(cls: type[Kind], name: str, info: FieldInfo) -> Field:
    extra = info.json_schema_extra
    if not isinstance(extra, dict):
        raise KindError("kind_field_undeclared", kind=cls.kind, field=name)
    annotation = _without_none(info.annotation)
    held = _PYTHON_TYPES.get(annotation)
    if held is None:
        raise KindError("kind_field_type", kind=cls.kind, field=name, found=str(annotation))
    words: dict[str, Any] = dict(extra)
    return Field(
        name=name.rstrip("_"),  # `class` is a word of Python
        type="reference" if words["to"] else held,
        value=words["value"] or ("key" if words["to"] else held),
        vocabulary=words["vocabulary"],
        zh=words["zh"],
        en=words["en"],
        description=info.description or "",
        example=words["example"],
        sensitivity=words["sensitivity"],
        required=words["required"],
        to=words["to"],
        aliases=words["aliases"],
    )


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) is tuple:
        return annotation
    kept = [arg for arg in get_args(annotation) if arg is not type(None)]
    return kept[0] if len(kept) == 1 else annotation


def _check(cls: type[Kind]) -> None:
    """Refuse a kind that contradicts itself."""
    missing = [what for what in ("kind", "zh", "en", "example", "natural_key") if not getattr(cls, what)]
    if missing or not (cls.__doc__ or "").strip():
        raise KindError("kind_incomplete", kind=cls.kind or cls.__name__, missing=", ".join(missing) or "docstring")
    headers: dict[str, str] = {}
    for one in cls.fields:
        if not (one.zh and one.en and one.description and one.example):
            raise KindError("kind_field_words", kind=cls.kind, field=one.name)
        for header in (one.zh, *one.aliases):
            if headers.setdefault(header, one.name) != one.name:
                raise KindError("kind_header_twice", kind=cls.kind, field=one.name, header=header)
    if issubclass(cls, Tie) and not (cls.source and cls.target and all(cls.reverse)):
        raise KindError("kind_incomplete", kind=cls.kind, missing="source, target, reverse")
