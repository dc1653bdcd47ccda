"""What a kind is: one pydantic model with, for each field, its words, an example and who may see it.

From a kind are derived the column types, the tables of a store, the sheets of a workbook, the
schemas of the API and the data dictionary; and it declares how it takes part in all else. A kind that
contradicts itself is refused when its module is imported, so a mistake never waits for data.

Annotations are left to be evaluated where they stand, unlike elsewhere: for each class below these, pydantic reads those
of all above it, and a text would be compiled for each kind anew, a thousand in all.
"""

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from graph.errors import KindError
from graph.kinds.anchoring import Anchors
from graph.kinds.fields import Field, Sensitivity, derived, field
from graph.kinds.looks import Line, Look

__all__ = ["Field", "Kind", "Sensitivity", "Thing", "Tie", "field", "register", "registry"]


class Kind(BaseModel):
    """Base of things and ties: its validity and the registration of its fields.

    Class keywords: ``zh`` and ``en`` (captions), ``description_zh`` (what it is, in one Chinese sentence; the docstring
    says it in English), ``example`` (one readable row), ``natural_key`` (the names that identify it) and ``order`` (where
    it stands in lists; kinds of one family stay together).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # few commands make a row of one

    kind: ClassVar[str] = ""
    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""
    description_zh: ClassVar[str] = ""
    example: ClassVar[str] = ""
    order: ClassVar[int] = 0
    natural_key: ClassVar[tuple[str, ...]] = ()
    fields: ClassVar[tuple[Field, ...]] = ()

    since: date | None = field(
        "起始日期",
        "Since",
        description_zh="从这一天起有效（含当天）；不写表示一直有效。",
        description="First day on which it holds; empty = always.",
        example="2021-01-01",
        aliases=("开始日期", "任职日期", "成立日期"),
    )
    until: date | None = field(
        "截止日期",
        "Until",
        description_zh="到这一天止；表格里填最后有效的一天（含当天），查询结果里是不再有效的第一天。",
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
        for name, said in kwargs.items():
            if name not in _keywords(cls):
                raise KindError("kind_keyword", kind=cls.kind or cls.__name__, found=name)
            setattr(cls, name, said)
        found = [derived(cls.kind, name, info) for name, info in cls.model_fields.items()]
        validity = len(Kind.model_fields)  # inherited, so first; read last in every table
        cls.fields = (*found[validity:], *found[:validity])
        _check(cls)
        register(cls)

    @classmethod
    def description(cls, lang: str = "en") -> str:
        """Return what it is, in one sentence; in English, the first of the docstring."""
        if lang == "zh":
            return cls.description_zh
        return (cls.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ").strip()


class Thing(Kind):
    """Something that exists by itself and has a public key.

    Class keywords beside those of a kind, each with a default that suits most:

    - ``named``: how it is found by name: ``there``, by what it is at (``社区//党委``) and by its name alone;
      ``path``, as a place; ``alone``, as a person.
    - ``word``: the field whose word says what it is, as the role of a post; it also names what has no name.
    - ``statement``: it says something of others, as a figure does: ``//`` does not reach it, nobody declares a
      list of it complete, and it need not lie in any place.
    - ``append_only``: a row of it once written is not written over by a file: what happened has happened.
    - ``happens``: the field with the day, or instant, on which it happened; empty = it lasts, and is no happening.
    - ``numbered``: the field that alone identifies it where it is given; else the rest of its natural key does.
    - ``units``: in which units a count of such things is published.
    - ``covers``: what it says of a place holds for all that lies in it, so whoever is bound to a part of that place sees it.
    - ``named_outside``: who is bound elsewhere and has to do with it may know what it is called.
    - ``look``: how it is drawn.
    """

    named: ClassVar[Literal["there", "path", "alone"]] = "there"
    word: ClassVar[str] = ""
    statement: ClassVar[bool] = False
    append_only: ClassVar[bool] = False
    happens: ClassVar[str] = ""
    numbered: ClassVar[str] = ""
    units: ClassVar[tuple[str, ...]] = ("things",)
    covers: ClassVar[bool] = False
    named_outside: ClassVar[bool] = True
    look: ClassVar[Look | None] = None


class Tie(Kind):
    """A connection from one thing to another, told once.

    Class keywords beside those of a kind: ``source`` and ``target`` (the kinds at its ends),
    ``reverse`` (how it reads from the other end, zh and en), ``column`` (the header under which it
    may be written on the sheet of one of its ends), ``column_also`` (what else people write there) and ``column_at`` (which
    end that is). And how it takes part:

    - ``at_place``: the kinds of its source that are at a place by this tie, where a norm does not say by which.
    - ``anchors``: how it anchors its source.
    - ``found_at``: what it starts at is found at what it ends at, ``社区//党委``; of several such ties the lowest
      number is shown in paths. ``found_else``: the same of what no other tie brings anywhere.
    - ``brought``: what it ends at is found at what it starts at, as an offer at its giver.
    - ``single``: the thing under whose column it stands has one at a time, of those alike in these fields; another
      one replaces it. None = as many as it likes. ``single_if``: a field and its code; of the tie's others the thing has
      as many as it likes all the same.
    - ``of_person``: who may see it of a person, from either end; pictures show only what is open.
    - ``consent``: the fields that say for what, from when and until when somebody agreed to be told by it; who did
      not is told to nobody, and nothing of it is in a file that may leave. Empty = it needs no consent.
    - ``behind_door``: the kinds at its source of which a home at the other end is told as the building around it.
    - ``along``: which of its ends is seen by whoever sees the other one, though bound elsewhere: who answers for a place,
      leads an organisation, sits in its seats.
    - ``alike``: both its ends are of one kind.
    - ``counted``: what a tooltip says of how many there are, a sentence ``picture.…``; empty = nothing.
    - ``look``: how it is drawn.
    """

    source: ClassVar[tuple[str, ...]] = ()
    target: ClassVar[tuple[str, ...]] = ()
    reverse: ClassVar[tuple[str, str]] = ("", "")
    column: ClassVar[str] = ""
    column_also: ClassVar[tuple[str, ...]] = ()
    column_at: ClassVar[Literal["source", "target"]] = "source"
    at_place: ClassVar[tuple[str, ...]] = ()
    anchors: ClassVar[Anchors | None] = None
    found_at: ClassVar[int] = 0
    found_else: ClassVar[bool] = False
    brought: ClassVar[bool] = False
    single: ClassVar[tuple[str, ...] | None] = None
    single_if: ClassVar[tuple[str, str] | None] = None
    of_person: ClassVar[Sensitivity] = Sensitivity.INTERNAL
    consent: ClassVar[tuple[str, ...]] = ()
    behind_door: ClassVar[tuple[str, ...]] = ()
    along: ClassVar[tuple[Literal["source", "target"], ...]] = ()
    alike: ClassVar[bool] = False
    counted: ClassVar[str] = ""
    look: ClassVar[Line | None] = None


#: What every row has already, as its key or as an end of a tie.
_RESERVED = ("key", "source", "target")
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


def _check(cls: type[Kind]) -> None:
    """Refuse a kind that contradicts itself."""
    missing = [
        what for what in ("kind", "zh", "en", "description_zh", "example", "natural_key") if not getattr(cls, what)
    ]
    if missing or not (cls.__doc__ or "").strip():
        raise KindError("kind_incomplete", kind=cls.kind or cls.__name__, missing=", ".join(missing) or "docstring")
    headers: dict[str, str] = {}
    for one in cls.fields:
        if one.name in _RESERVED:
            raise KindError("kind_field_reserved", kind=cls.kind, field=one.name)
        if not (one.zh and one.en and one.description_zh and one.description and one.example):
            raise KindError("kind_field_words", kind=cls.kind, field=one.name)
        for header in (one.zh, *one.aliases):
            if headers.setdefault(header, one.name) != one.name:
                raise KindError("kind_header_twice", kind=cls.kind, field=one.name, header=header)
        if one.anchors and not one.to:
            raise KindError("kind_anchors", kind=cls.kind, field=one.name)
        if one.sensitivity is Sensitivity.PERSONAL and not (one.apart or one.vocabulary):
            raise KindError("kind_personal_in_network", kind=cls.kind, field=one.name)
    if issubclass(cls, Thing):
        _check_thing(cls)
    if issubclass(cls, Tie):
        _check_tie(cls)


def _check_thing(cls: type[Thing]) -> None:
    if cls.word and not any(one.name == cls.word and one.vocabulary for one in cls.fields):
        raise KindError("kind_word", kind=cls.kind, field=cls.word)


def _check_tie(cls: type[Tie]) -> None:
    if not (cls.source and cls.target and all(cls.reverse)):
        raise KindError("kind_incomplete", kind=cls.kind, missing="source, target, reverse")
    if cls.at_place and not ({*cls.at_place} <= {*cls.source} and "place" in cls.target):
        raise KindError("kind_at_place", kind=cls.kind, found=", ".join(cls.at_place))
    if lacking := [name for name in cls.consent if name not in {one.name for one in cls.fields}]:
        raise KindError("kind_incomplete", kind=cls.kind, missing=", ".join(lacking))
    if cls.single_if and cls.single_if[0] not in (cls.single or ()):
        raise KindError("kind_single_if", kind=cls.kind, field=cls.single_if[0])
    for other in _REGISTRY.values():
        twice = {*cls.at_place} & {*other.at_place} if issubclass(other, Tie) and other.kind != cls.kind else ()
        if twice:
            raise KindError("kind_at_twice", kind=min(twice), first=other.kind, second=cls.kind)


def _keywords(cls: type[Kind]) -> set[str]:
    """Return what a class of things or ties may say of itself."""
    return {name for base in cls.__mro__ for name in getattr(base, "__class_vars__", ())} - {"model_config", "fields"}
