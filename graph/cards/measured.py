"""What a published figure counts, said in words: a line of a ledger is written for who counts, not for who reads."""

from __future__ import annotations

from graph.errors import BadSelector
from graph.kinds.base import Field, registry
from graph.rules.vocabulary import Vocabulary
from graph.selectors import Measure, Selector, parse, parse_measure
from graph.words import caption


def measure_said(text: str, words: Vocabulary, lang: str) -> str:
    """Return a measure in words; what is none stays as it is written.

    Example:
        >>> from graph.rules import load_rules
        >>> words = load_rules().vocabulary()
        >>> measure_said("count kind=place level=estate", words, "zh")
        '区域（层级 小区）的个数'
        >>> measure_said("sum residents of kind=place level=home", words, "zh")
        '区域（层级 户室）的人口数合计'
        >>> measure_said("as they say", words, "zh")
        'as they say'
    """
    try:
        return _said(parse_measure(text), words, lang)
    except BadSelector:
        return text


def _said(measure: Measure, words: Vocabulary, lang: str) -> str:
    if measure.parts:
        one, other = (_said(part, words, lang) for part in measure.parts)
        return caption("measured.share", lang, one=one, other=other)
    kinds = sorted(measure.of.get("kind"))
    what = _kind(measure.what, words, lang) if measure.verb == "distinct" else _field_said(kinds, measure.what, lang)
    through, of = _kind(measure.through, words, lang), _of(measure.of, [*kinds, measure.through], words, lang)
    code = "sum_through" if measure.verb == "sum" and measure.through else measure.verb
    return caption(f"measured.{code}", lang, what=what, through=through, of=of)


def selector_said(of: Selector, words: Vocabulary, lang: str) -> str:
    """Return whom a selector selects, in words.

    Example:
        >>> from graph.rules import load_rules
        >>> of = parse_measure("count kind=place level=estate").of
        >>> selector_said(of, load_rules().vocabulary(), "zh")
        '区域（层级 小区）'
    """
    return _of(of, sorted(of.get("kind")), words, lang)


def listed_said(text: str, words: Vocabulary, lang: str) -> str:
    """Return what a listing lists, in words; what is no selector stays as it is written.

    Example:
        >>> from graph.rules import load_rules
        >>> listed_said("kind=post role=building_head,grid_worker", load_rules().vocabulary(), "zh")
        '职务（职务名称 楼长、网格员）'
    """
    try:
        return selector_said(parse(text), words, lang)
    except BadSelector:
        return text


def _of(of: Selector, asked: list[str], words: Vocabulary, lang: str) -> str:
    """Return a selector in words; its fields are those of its kinds, then of what else it is asked through."""
    kinds = sorted(of.get("kind"))
    comma, join = caption("cli.comma", lang), caption("picture.and", lang).join
    things = join(_kind(kind, words, lang) for kind in kinds)
    parts = []
    for name, values in of.fields.items():
        if name != "kind":
            field = _field(asked, name)
            listed = (field and field.vocabulary) or name
            said = join(words.caption(listed, value, lang) for value in sorted(values))
            parts.append(f"{_field_said(asked, name, lang)} {said}")
    return caption("picture.named", lang, text=things, note=comma.join(parts)) if parts else things


def _kind(kind: str, words: Vocabulary, lang: str) -> str:
    """Return what a kind is called; one that is not kept, as the words of a profile have it."""
    known = registry().get(kind)
    return words.caption("kind", kind, lang) if known is None else str(getattr(known, lang))


def _field(kinds: list[str], name: str) -> Field | None:
    """Return the field of that name, of the kinds themselves first: a tie may have it too."""
    known = registry()
    own = [known[kind] for kind in kinds if kind in known]
    fields = (field for kind in (*own, *known.values()) for field in kind.fields)
    return next((field for field in fields if name in (field.selects, field.name)), None)


def _field_said(kinds: list[str], name: str, lang: str) -> str:
    field = _field(kinds, name)
    return name if field is None else str(getattr(field, lang))
