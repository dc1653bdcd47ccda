"""A pack of norms, and its overrides of norms in other packs, read from YAML (SEMANTICS C27)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from graph.errors import BadRules
from graph.rules.bodies import BODIES
from graph.rules.bodies.base import Body
from graph.rules.categories import Categories, own_categories
from graph.rules.located import Located, Path
from graph.rules.mistakes import Refused, said
from graph.rules.norm import Norm, types_in
from graph.rules.override import Override
from graph.rules.vocabulary import Vocabulary, base_vocabulary
from graph.rules.worded import Words, check_change, check_words

#: What an entry of a pack that is no norm says first, and what a norm says of itself.
_OVERRIDE, _OVERRIDES = "override", "overrides"


def read_pack(
    text: str,
    file: str,
    pack: str,
    vocabulary: Vocabulary | None = None,
    words: Words | None = None,
    categories: Categories | None = None,
) -> tuple[Norm, ...]:
    """Return the norms of a pack; words in their selectors become codes.

    Args:
        text: The YAML.
        file: Its name, for messages.
        pack: The name of the pack.
        vocabulary: The words; left out, the common ones.
        words: The words that there are in any profile, by list; one that speaks of another would select nothing.
        categories: The tree of categories; left out, the common one.

    Raises:
        BadRules: A norm contradicts itself, or two have one id.
    """
    located = Located(text, file)
    if not isinstance(located.data, list):
        raise located.refuse("rules_not_a_list", (), found=said(located.data))
    known, tree = vocabulary or base_vocabulary(), categories or own_categories()
    norms: dict[str, Norm] = {}
    for position, entry in enumerate(located.data):
        if _changes(entry):
            continue
        norm = _norm(located, position)
        if norm.id in norms:
            raise located.refuse("norm_twice", (position, "id"), found=norm.id)
        if words is not None:
            check_words(entry, norm.id, (position,), known, words, located)
        body = _with_lists(norm.body, known, tree, located, (position, norm.type))
        changed = {"pack": pack, "body": body, "overrides": tuple(_overrides(norm, known, tree, located, position))}
        norms[norm.id] = norm.model_copy(update=changed).in_codes(known.resolve)
        if words is not None:
            _check_levels(norms[norm.id], words["level"], located, (position,))
            for at, one in enumerate(norms[norm.id].overrides):
                where = (position, _OVERRIDES, at, "change")
                check_change(one.change, norm.body, norm.id, where, known, words, located)
                _check_levels(norms[norm.id].model_copy(update={"body": one.body}), words["level"], located, where)
    return tuple(norms.values())


def _check_levels(norm: Norm, levels: Collection[str], located: Located, path: Path) -> None:
    """Refuse a norm that names a level that no profile has: it would be asked of nothing, without a word.

    Nor may it ask of places of a level in which place of that level they lie: each lies in itself.
    """
    for where, named in (("subject", norm.subject.get("level")), (norm.type, frozenset(norm.body.levels))):
        if strange := sorted(named - set(levels)):
            expected = ", ".join(levels)
            raise located.refuse("norm_level", (*path, where), norm=norm.id, found=strange[0], expected=expected)
    if norm.body.around and (own := sorted(norm.subject.get("level") & set(norm.body.levels))):
        raise located.refuse("norm_level_itself", (*path, norm.type), norm=norm.id, found=own[0])


def _norm(located: Located, position: int) -> Norm:
    """Return one norm of a pack; its body first, so that a refusal names the line inside it."""
    found = located.data[position]
    if not isinstance(found, Mapping):
        raise located.refuse("norm_not_mapping", (position,), found=said(found))
    types = types_in(found)
    if len(types) != 1:
        raise located.refuse(
            "norm_one_type", (position,), found=located.called((position,)), expected=", ".join(BODIES)
        )
    body = located.read(BODIES[types[0]], (position, types[0]))
    rest = {name: value for name, value in found.items() if name not in (*types, _OVERRIDES)}
    return located.read(Norm, (position,), {**rest, "body": body})


def read_overrides(
    text: str,
    file: str,
    packs: Mapping[str, Collection[Norm]],
    vocabulary: Vocabulary | None = None,
    words: Words | None = None,
    categories: Categories | None = None,
) -> tuple[Override, ...]:
    """Return the overrides in a pack, of its own norms or of others'.

    Args:
        text: The YAML.
        file: Its name, for messages.
        packs: All norms by pack.
        vocabulary: The words; left out, the common ones.
        words: The words that there are in any profile, by list.
        categories: The tree of categories; left out, the common one.

    Raises:
        BadRules: There is no such norm, it has no such value, or would contradict itself.
    """
    located, known = Located(text, file), vocabulary or base_vocabulary()
    tree = categories or own_categories()
    found: list[Override] = []
    for position, entry in enumerate(located.data):
        if not _changes(entry):
            continue
        said_of = str(entry[_OVERRIDE])
        norms = [norm for of_pack in packs.values() for norm in of_pack if norm.id == said_of]
        if not norms:
            expected = ", ".join(sorted({norm.id for of_pack in packs.values() for norm in of_pack}))
            raise located.refuse("override_norm", (position, _OVERRIDE), found=said_of, expected=expected)
        rest = {name: value for name, value in entry.items() if name != _OVERRIDE}
        for norm in norms:
            one = _override(norm, rest, known, tree, located, (position,))
            if words is not None:
                where = (position, "change")
                check_change(one.change, norm.body, norm.id, where, known, words, located)
                _check_levels(norm.model_copy(update={"body": one.body}), words["level"], located, where)
            others = (*norm.overrides, *(other for other in found if other.of(norm.id, norm.pack)))
            _refuse_overlap(one, others, located, (position,))
            found.append(one)
    return tuple(found)


def _changes(entry: Any) -> bool:
    """Return whether an entry of a pack changes a norm that stands elsewhere."""
    return isinstance(entry, Mapping) and _OVERRIDE in entry


def _overrides(norm: Norm, known: Vocabulary, tree: Categories, located: Located, position: int) -> Iterator[Override]:
    """Yield the overrides of a norm."""
    entries = located.data[position].get(_OVERRIDES, [])
    if not isinstance(entries, list):
        where = (position, _OVERRIDES)
        found_there = BadRules("rules_list", found=said(entries))
        raise located.refuse("rules_value", where, field=located.called(where), found=found_there)
    found: list[Override] = []
    for at, entry in enumerate(entries):
        one = _override(norm, entry, known, tree, located, (position, _OVERRIDES, at))
        _refuse_overlap(one, found, located, (position, _OVERRIDES, at))
        found.append(one)
        yield one


def _override(norm: Norm, entry: Any, known: Vocabulary, tree: Categories, located: Located, path: Path) -> Override:
    """Return one override, with the norm's body as it is at that place."""
    one = located.read(Override, path, instead=entry)
    where = (*path, "change")
    if strange := sorted(set(one.change) - set(norm.body.as_written)):
        expected = ", ".join(norm.body.as_written)
        raise located.refuse("override_value", where, norm=norm.id, found=strange[0], expected=expected)
    body = located.read(type(norm.body), where, instead={**norm.body.as_written, **one.change})
    body = _with_lists(body, known, tree, located, where).in_codes(known.resolve)
    if not norm.subject.get("kind") <= set(body.asked_of):
        raise located.refuse("override_subject", where, norm=norm.id, found=str(norm.subject))
    try:
        body.check_subject(norm.subject)
    except Refused as refused:
        raise located.refuse("rules_value", where, field=located.called(where), found=refused.error) from None
    return one.model_copy(update={"norm": norm.id, "pack": norm.pack, "body": body})


def _refuse_overlap(one: Override, others: Collection[Override], located: Located, path: Path) -> None:
    """Refuse two changes of one norm at one place on one day: nobody could say which holds."""
    if any(one.overlaps(other) for other in others):
        raise located.refuse("override_twice", (*path, "place"), norm=one.norm, found=one.place)


def _with_lists(body: Body, known: Vocabulary, tree: Categories, located: Located, where: Path) -> Body:
    try:
        return body.with_lists(known.lists, tree)
    except Refused as refused:
        raise located.refuse("rules_value", where, field=located.called(where), found=refused.error) from None
