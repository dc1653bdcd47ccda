"""Whether the parts of a profile agree with each other: what a model of one field cannot see."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import BadRules
from graph.rules.categories import Category, misplaced, own_categories
from graph.rules.limits import check_limits
from graph.rules.located import Located
from graph.rules.profile import Chain, Profile, Slot
from graph.rules.vocabulary import Vocabulary, Word, base_vocabulary, nearest


def check_profile(profile: Profile, located: Located) -> None:
    """Refuse a profile whose parts contradict each other.

    Raises:
        BadRules: With the line of the part that is wrong.
    """
    words = profile.vocabulary(base_vocabulary())
    if len(profile.level_rank) != len(profile.levels):
        raise located.refuse("profile_level_twice", ("levels",), found=", ".join(level.key for level in profile.levels))
    for name, chain in profile.chains.items():
        _check_order(profile, chain, ("chains", name, "slots"), located)
        for position, slot in enumerate(chain.slots):
            _check_slot(slot, ("chains", name, "slots", position), words, located)
        _check_sideways(chain, ("chains", name, "sideways"), words, located)
    _check_categories(profile, located)
    tree = own_categories().extended(profile.own_categories)
    check_limits(profile.limits, tree, located)
    for category in profile.points:
        if category not in (*tree.of, "any"):
            raise _strange(located, ("points", category), category, "category", tree.of)


def _strange(
    located: Located, path: tuple[str | int, ...], found: str, field: str, options: Mapping[str, Word | Category]
) -> BadRules:
    """Return the refusal of a word that no list has, with those that may be meant."""
    return located.refuse("profile_no_such_word", path, found=found, field=field, expected=nearest(found, options))


def _check_categories(profile: Profile, located: Located) -> None:
    """Refuse a category without a title or place in the tree, and one handled by a chain that is not there."""
    tree = own_categories().extended(profile.own_categories)
    of = {word: key for key, one in own_categories().of.items() for word in (one.zh, one.en, *one.aliases)}
    for key, added in profile.own_categories.items():
        for word in (added.zh, added.en, *added.aliases):
            if of.setdefault(word, key) != key:
                where = ("categories", key)
                raise located.refuse("category_word_twice", where, found=word, first=of[word], second=key)
    for key, category in profile.categories.items():
        where = ("categories", key)
        if category.chain is not None and category.chain not in profile.chains:
            expected = ", ".join(profile.chains)
            raise located.refuse("profile_no_such_chain", (*where, "chain"), found=category.chain, expected=expected)
        if category.title is None and key not in own_categories().of:
            raise located.refuse("category_title", where, found=key)
        if misplaced(tree, key):
            raise located.refuse("category_parent", where, found=key, parent=category.parent)


def _check_order(profile: Profile, chain: Chain, path: tuple[str | int, ...], located: Located) -> None:
    """Refuse slots of one key, of levels that the profile does not have, or not from the bottom to the top.

    Several may stand at one level, in the order in which they are written.
    """
    ranks = profile.level_rank
    seen: set[str] = set()
    below = len(ranks)
    for position, slot in enumerate(chain.slots):
        if slot.key in seen:
            raise located.refuse("profile_slot_twice", (*path, position, "key"), found=slot.key)
        seen.add(slot.key)
        for level in slot.level:
            if level not in ranks:
                raise located.refuse(
                    "profile_no_such_level", (*path, position, "level"), found=level, expected=", ".join(ranks)
                )
        top = min(ranks[level] for level in slot.level)
        if top > below:
            raise located.refuse("profile_slots_order", (*path, position, "level"), found=slot.key)
        below = top


def _check_slot(slot: Slot, path: tuple[str | int, ...], words: Vocabulary, located: Located) -> None:
    """Refuse forms and roles that no word list has, and heads of what is a seat itself."""
    carrier = slot.carrier
    for part, field, codes in (
        ("carrier", "form", carrier.form),
        ("carrier", "role", carrier.role),
        ("head", "role", slot.head),
    ):
        for code in codes:
            if code not in words.lists.get(field, {}):
                raise _strange(located, (*path, part), code, field, words.lists.get(field, {}))
    if slot.carrier.kind == "post" and slot.head:
        raise located.refuse("profile_head_of_post", (*path, "head"), found=slot.key)


def _check_sideways(chain: Chain, path: tuple[str | int, ...], words: Vocabulary, located: Located) -> None:
    """Refuse sideways steps after no slot, of words that no list has, or without what they follow."""
    slots = [slot.key for slot in chain.slots]
    for position, one in enumerate(chain.sideways):
        where = (*path, position)
        if one.after not in slots:
            raise located.refuse("sideways_after", (*where, "after"), found=one.after, expected=", ".join(slots))
        for field, word in one.strange_words(words):
            raise _strange(located, where, word, field, words.lists.get(field, {}))
        if one in chain.sideways[:position]:
            raise located.refuse("sideways_twice", where, found=one.ask, after=one.after)
        told_before = [
            other
            for at, other in enumerate(chain.sideways)
            if other.after in slots and (slots.index(other.after), at) < (slots.index(one.after), position)
        ]
        if one.follows and all(other.ask != one.follows for other in told_before):
            raise located.refuse("sideways_follows", where, found=one.ask, expected=one.follows)
