"""Whether every word of a norm is one that some list has: one in none would select nothing, without a word.

A list that the words of its pack do not have is open: there everybody writes as they like.

SEMANTICS C56.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from graph.kinds import ties
from graph.rules.bodies.amounts import MEMBER_OF
from graph.rules.bodies.base import Body
from graph.rules.located import Located, Path
from graph.rules.vocabulary import Vocabulary
from graph.selectors import FIELDS, TIE_FIELDS, Selector, list_of
from graph.words.listed import Listed

#: The words that there are, by list, in any profile, with what each is called.
Words = Mapping[str, Mapping[str, str]]
_MANY = 12  # words that a refusal names, the nearest first
_OWN = frozenset({"category"})  # items by these may be anybody's own words: one that nothing has is told as a gap
_NEAR = 0.6  # of 1: nearer to a word than this, an own word is one that was meant
_LIKE = 0.3  # of 1: so far from a word one may be a slip of the pen


@dataclass(frozen=True)
class Around:
    """The context of a word, which decides the list that it is from.

    Attributes:
        kinds: The kinds of thing that are spoken of.
        tie: The tie whose fields are; empty where nobody names one.
        by: The field that items are of.
    """

    kinds: frozenset[str] = frozenset()
    tie: str = ""
    by: str = ""

    @classmethod
    def of_body(cls, body: Body) -> Around:
        """Return the context of the values of a body, for an override that repeats only some of them."""
        of = getattr(body, "of", None)
        kinds = of.get("kind") if isinstance(of, Selector) else frozenset()
        return cls(kinds, getattr(body, "through", ""), getattr(body, "by", ""))

    def inside(self, found: Mapping[str, Any]) -> Around:
        """Return the context of the values of a mapping."""
        of = found.get("of")
        kinds = _texts(found.get("kind")) or (_texts(of.get("kind")) if isinstance(of, Mapping) else ())
        tie, by = (found[one] if isinstance(found.get(one), str) else "" for one in ("through", "by"))
        return Around(frozenset(kinds) or self.kinds, tie or self.tie, by or self.by)

    def list_of(self, field: str) -> str:
        """Return the list that the words of a field are of."""
        if field in TIE_FIELDS:
            known = {one.kind: one for one in ties()}
            tie = known.get(self.tie or MEMBER_OF)
            own = (one.vocabulary for one in tie.fields if one.name == field) if tie and self.kinds else ()
            if found := next(iter(own), None):
                return found
        return list_of(self.kinds, field)


def check_words(found: Any, norm: str, path: Path, known: Vocabulary, words: Words, located: Located) -> None:
    """Refuse a norm in which some selector has a word of no list.

    Args:
        found: The norm, as it stands in YAML.
        norm: Its id.
        path: Where it stands.
        known: The words by which it is read.
        words: All words that there are.
        located: The file.

    Raises:
        BadRules: With the line of the word, and those that are most like it.
    """
    for name in found.keys() - {"overrides"}:
        for where, one, text, item in _said(found[name], (*path, name), Around()):
            _check(one, text, norm, where, known, words, located, item=item)
    for at, text in enumerate(_texts(found.get("except_type"))):
        _check("type", text, norm, (*path, "except_type", at), known, words, located)


def check_change(
    change: Mapping[str, Any], body: Body, norm: str, path: Path, known: Vocabulary, words: Words, located: Located
) -> None:
    """Refuse an override with a word of no list; fields that it leaves out are those of the norm's body.

    Raises:
        BadRules: With the line of the word, and those that are most like it.
    """
    for where, one, text, item in _said(change, path, Around.of_body(body)):
        _check(one, text, norm, where, known, words, located, item=item)


def _check(
    name: str,
    text: str,
    norm: str,
    path: Path,
    known: Vocabulary,
    words: Words,
    located: Located,
    *,
    item: bool = False,
) -> None:
    codes = words.get(name, {})
    if known.knows(name, text) or text in codes:
        return
    if name == "level":
        raise located.refuse("norm_level", path, norm=norm, found=text, expected=", ".join(codes))
    called = list(dict.fromkeys(codes.values()))
    if item and name in _OWN and not get_close_matches(text, called, cutoff=_NEAR):
        return
    near = get_close_matches(text, called, n=_MANY, cutoff=_LIKE) or called[:_MANY]
    raise located.refuse("norm_word", path, norm=norm, found=text, expected=Listed(near))


def _said(found: Any, path: Path, around: Around) -> Iterator[tuple[Path, str, str, bool]]:
    """Yield each word of selectors in a part of a norm: where it stands, its list, the word, whether it is an item."""
    if isinstance(found, list):
        for at, one in enumerate(found):
            yield from _said(one, (*path, at), around)
    if not isinstance(found, Mapping):
        return
    inside = around.inside(found)
    for name, value in found.items():
        items = name == "items" and isinstance(value, list)
        field = inside.by if items else name
        if field in FIELDS and field != "kind":
            for at, text in enumerate(_texts(value)):
                yield (*path, name, *([at] if isinstance(value, list) else [])), inside.list_of(field), text, items
        else:
            yield from _said(value, (*path, name), inside)


def _texts(value: Any) -> tuple[str, ...]:
    many = [value] if isinstance(value, str) else value
    return tuple(one for one in many if isinstance(one, str)) if isinstance(many, list) else ()
