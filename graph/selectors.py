"""One small grammar to say *which things*: used by norms, figures, listings, matching and search.

A *selector* is a conjunction of ``field: [any of]``, plus ``within``; nothing else, no expressions.
As text it is one line: ``kind=post role=网格员,楼长 within=甲社区``. A *measure* is a count over a
selector: ``count S``, ``sum FIELD of S``, ``distinct person through TIE of S``, or a ``share`` of two of them.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import product
from types import MappingProxyType

from graph.errors import BadSelector
from graph.kinds.base import registry

#: The fields that a selector may name, in the order of its canonical text.
FIELDS = (
    "kind",
    "level",
    "type",
    "form",
    "role",
    "rank",
    "category",
    "theme",
    "chain",
    "class",
    "stage",
    "relation",
    "side",
    "status",
)
#: In a measure these are the tie's, not the thing's.
TIE_FIELDS = ("chain", "class", "stage", "relation", "side")

#: From a field and what somebody wrote to its code; the vocabulary of the rules is one.
Resolve = Callable[[str, str], str]


#: Texts that are kept with what they say, of rules and of listings and figures: a ledger says few again and again.
_TEXTS = 2**14


def _as_written(_field: str, text: str) -> str:
    return text


@dataclass(frozen=True)
class Selector:
    """Which things.

    Attributes:
        fields: By field, the values of which a thing must have one.
        within: Key or path of a place, or None.

    Example:
        >>> parse("kind=post role=网格员,楼长").fields["role"] == {"网格员", "楼长"}
        True
    """

    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    within: str | None = None

    def __post_init__(self) -> None:
        """Refuse unknown fields, and freeze."""
        for name, values in self.fields.items():
            if name not in FIELDS:
                raise BadSelector("selector_field", found=name, expected=" ".join((*FIELDS, "within")))
            if not values:
                raise BadSelector("selector_no_value", field=name)
        ordered = {name: frozenset(self.fields[name]) for name in FIELDS if name in self.fields}
        object.__setattr__(self, "fields", MappingProxyType(ordered))

    def __hash__(self) -> int:
        """Hash by content, so that a selector can be a key."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((tuple(self.fields.items()), self.within))

    def __str__(self) -> str:
        """Return the canonical text: fields in order, values sorted."""
        parts = [f"{name}={','.join(sorted(values))}" for name, values in self.fields.items()]
        if self.within is not None:
            parts.append(f"within={self.within}")
        return " ".join(shlex.quote(part) if " " in part else part for part in parts)

    def get(self, name: str) -> frozenset[str]:
        """Return the values of a field, empty if it is not named."""
        return self.fields.get(name, frozenset())

    def contains(self, other: Selector) -> bool:
        """Return whether everything that ``other`` selects is selected here, field by field.

        ``within`` is not compared: where a place lies is known to a network only.
        """
        return all(name in other.fields and other.fields[name] <= values for name, values in self.fields.items())

    def atoms(self) -> tuple[Selector, ...]:
        """Return the selectors of one value a field that this one is the union of.

        Example:
            >>> [str(atom) for atom in parse("kind=post role=b,a").atoms()]
            ['kind=post role=a', 'kind=post role=b']
        """
        names = list(self.fields)
        return tuple(
            Selector({name: frozenset([value]) for name, value in zip(names, values, strict=True)}, self.within)
            for values in product(*(sorted(self.fields[name]) for name in names))
        )

    def resolved(self, resolve: Resolve) -> Selector:
        """Return the selector with every value put through ``resolve``."""
        return Selector(_coded(self.fields, resolve), self.within)

    def restricted(self, within: str | None) -> Selector:
        """Return the selector with another ``within``."""
        return Selector(self.fields, within)


def parse(text: str, resolve: Resolve = _as_written) -> Selector:
    """Return the selector that a line says.

    Raises:
        BadSelector: A part is not ``field=value``, a field is unknown or named twice.
    """
    return _written(text) if resolve is _as_written else _parsed(text, resolve)


def _parsed(text: str, resolve: Resolve) -> Selector:
    fields: dict[str, list[str]] = {}
    within: str | None = None
    for part in _split(text):
        name, equals, values = part.partition("=")
        if not equals or not values:
            raise BadSelector("selector_part", found=part, expected="field=value,value")
        if name in fields or (name == "within" and within is not None):
            raise BadSelector("selector_field_twice", field=name)
        if name == "within":
            within = values
        else:
            fields[name] = [value for value in values.split(",") if value]
    return Selector(_coded(fields, resolve), within)


@lru_cache(_TEXTS)
def _written(text: str) -> Selector:
    """Return what a text in codes says: the same whatever kinds and rules there are."""
    return _parsed(text, _as_written)


def from_mapping(found: Mapping[str, object], resolve: Resolve = _as_written) -> Selector:
    """Return the selector that a YAML mapping of ``field: [values]`` says.

    Raises:
        BadSelector: A field is unknown, its values are not a list of texts, or it is within several places.
    """
    fields: dict[str, list[str]] = {}
    within: str | None = None
    for name, values in found.items():
        many = [values] if isinstance(values, str) else values
        if not isinstance(many, list) or not all(isinstance(value, str) for value in many):
            raise BadSelector("selector_values", field=name, found=str(values))
        if name == "within":
            if len(many) != 1 or not many[0]:
                raise BadSelector("selector_within", found=", ".join(many) or "—")
            within = many[0]
        else:
            fields[name] = many
    return Selector(_coded(fields, resolve), within)


def _coded(fields: Mapping[str, Iterable[str]], resolve: Resolve) -> dict[str, frozenset[str]]:
    """Return the codes of values; what a word means depends on the kinds that are selected: the status of a project."""
    if resolve is _as_written:
        return {name: frozenset(values) for name, values in fields.items()}
    kinds = frozenset(resolve("kind", value) for value in fields.get("kind", ()))
    return {
        name: kinds if name == "kind" else frozenset(resolve(list_of(kinds, name), value) for value in values)
        for name, values in fields.items()
    }


def list_of(kinds: Iterable[str], name: str) -> str:
    """Return the word list of a field: that of the kinds, else that of the ties from them; else as it is called."""
    known, chosen = registry(), set(kinds)
    selected = (known[kind] for kind in chosen if kind in known)
    from_them = (kind for kind in known.values() if not chosen.isdisjoint(getattr(kind, "source", ())))
    for own in (selected, from_them):  # ties are looked at only where the kinds say nothing
        fields = [one for kind in own for one in kind.fields if one.selects == name]
        lists = {one.vocabulary for one in fields if one.vocabulary}
        if len(lists) == 1:
            return lists.pop()
    return name


@dataclass(frozen=True)
class Measure:
    """What a figure counts.

    Attributes:
        verb: ``count``, ``sum``, ``distinct`` or ``share``.
        of: Which things; where something is counted through a tie, those at its far end; of a share, of its first part.
        what: For ``sum`` the field added up, for ``distinct`` the kind counted.
        through: The tie from what is counted to ``of``, or the tie of which a field is added up.
        parts: Of a ``share`` the measure that is divided and the one by which it is.

    Example:
        >>> str(parse_measure("sum households of level=home kind=place"))
        'sum households of kind=place level=home'
        >>> str(parse_measure("share count status=open kind=venue / count kind=venue"))
        'share count kind=venue status=open / count kind=venue'
    """

    verb: str
    of: Selector
    what: str = ""
    through: str = ""
    parts: tuple[Measure, ...] = ()

    def __str__(self) -> str:
        """Return the canonical text."""
        if self.verb == "share":
            return f"share {' / '.join(map(str, self.parts))}"
        if self.verb == "count":
            return f"count {self.of}"
        through = f" through {self.through}" if self.through else ""
        return f"{self.verb} {self.what}{through} of {self.of}"

    def each(self, do: Callable[[Selector], Selector]) -> Measure:
        """Return the measure with another selector in place of each of its own."""
        return replace(self, of=do(self.of), parts=tuple(part.each(do) for part in self.parts))


def parse_measure(text: str, resolve: Resolve = _as_written) -> Measure:
    """Return the measure that a line says.

    Raises:
        BadSelector: It is none of the forms.
    """
    return _measure_written(text) if resolve is _as_written else _measured(text, resolve)


@lru_cache(_TEXTS)
def _measure_written(text: str) -> Measure:
    """Return what a measure in codes says."""
    return _measured(text, _as_written)


def _measured(text: str, resolve: Resolve) -> Measure:
    said = _split(text)
    if said[:1] == ["share"] and said.count(_PER) == 1:
        at = said.index(_PER)
        one, other = _single(said[1:at], text, resolve), _single(said[at + 1 :], text, resolve)
        return Measure("share", one.of, parts=(one, other))
    return _single(said, text, resolve)


def _single(said: list[str], text: str, resolve: Resolve) -> Measure:
    match said:
        case ["count", *rest] if rest:
            return Measure("count", parse(shlex.join(rest), resolve))
        case ["sum", what, "of", *rest] if rest:
            return Measure("sum", parse(shlex.join(rest), resolve), what=what)
        case ["sum" | "distinct" as verb, what, "through", through, "of", *rest]:
            return Measure(verb, parse(shlex.join(rest), resolve), what=what, through=through)
        case _:
            raise BadSelector("measure_form", found=text, expected=_FORMS)


#: What stands between the two parts of a share.
_PER = "/"
_FORMS = (
    "count S | sum FIELD of S | sum FIELD through TIE of S | distinct KIND through TIE of S | share MEASURE / MEASURE"
)


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        raise BadSelector("selector_quotes", found=text) from None
