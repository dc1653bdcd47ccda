"""The tree of categories to which offers and needs belong (SEMANTICS M1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.rules.located import Located, Path


class Branch(BaseModel):
    """A category as a file says it, with those below it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    sensitive: bool = False
    children: Mapping[str, Branch] = {}


@dataclass(frozen=True)
class Category:
    """A category of the tree.

    Attributes:
        parent: The category above it, if any.
        sensitive: Before a claim, partners see of such needs no more than the community.
    """

    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    sensitive: bool = False


@dataclass(frozen=True)
class Categories:
    """The tree, by code.

    Example:
        >>> tree = read_categories("care: {zh: 照护, en: care, children: {meals: {zh: 助餐, en: meals}}}", "c.yaml")
        >>> tree.above("meals"), tree.steps("meals", "care"), tree.steps("care", "meals"), tree.steps("meals", "books")
        (('meals', 'care'), 1, 1, None)
    """

    of: Mapping[str, Category]

    def above(self, code: str) -> tuple[str, ...]:
        """Return a category and those above it, nearest first; a word in no tree stands alone."""
        known = self._above.get(code)
        return (code,) if known is None else known

    def steps(self, one: str, other: str) -> int | None:
        """Return how many steps one category is above or below another; None = they do not match."""
        for high, low in ((one, other), (other, one)):
            if high in self.above(low):
                return self.above(low).index(high)
        return None

    def sensitive(self, code: str) -> bool:
        """Return whether a category, or one above it, is sensitive."""
        return any(self.of[one].sensitive for one in self.above(code) if one in self.of)

    @cached_property
    def _above(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code in self.of:
            chain: list[str] = []
            at: str | None = code
            while at is not None and at not in chain:
                chain.append(at)
                at = self.of[at].parent if at in self.of else None
            found[code] = tuple(chain)
        return found

    def extended(self, more: Mapping[str, Category]) -> Categories:
        """Return the tree with further categories; of one that it has, the further aliases come first."""
        joined = dict(self.of)
        for code, one in more.items():
            known = joined.get(code)
            aliases = (*one.aliases, *(known.aliases if known else ()))
            parent = one.parent if one.parent is not None or known is None else known.parent
            sensitive = one.sensitive or bool(known and known.sensitive)
            joined[code] = Category(one.zh, one.en, tuple(dict.fromkeys(aliases)), parent, sensitive)
        return Categories(joined)


def read_categories(text: str, file: str) -> Categories:
    """Return the tree that a YAML text says.

    Raises:
        BadRules: It is no tree of categories, has one twice, or one word means two of them.
    """
    located = Located(text, file)
    if not isinstance(located.data, Mapping):
        raise located.refuse("categories_not_mapping", ())
    found: dict[str, Category] = {}
    words: dict[str, str] = {}
    for code in located.data:
        _gather(code, located.read(Branch, (code,)), None, (code,), located, found, words)
    return Categories(found)


def _gather(
    code: str,
    branch: Branch,
    parent: str | None,
    path: Path,
    located: Located,
    found: dict[str, Category],
    words: dict[str, str],
) -> None:
    if code in found:
        raise located.refuse("category_twice", path, found=code)
    for word in (branch.zh, branch.en, *branch.aliases):
        if words.setdefault(word, code) != code:
            raise located.refuse("category_word_twice", path, found=word, first=words[word], second=code)
    found[code] = Category(branch.zh, branch.en, branch.aliases, parent, branch.sensitive)
    for child, below in branch.children.items():
        _gather(child, below, code, (*path, "children", child), located, found, words)


@cache
def own_categories() -> Categories:
    """Return the tree that comes with linli."""
    source = files("graph.rules").joinpath("categories.yaml")
    return read_categories(source.read_text(encoding="utf-8"), "categories.yaml")


def joined(more: Iterable[Mapping[str, Category]]) -> Categories:
    """Return the tree that comes with linli, with what each profile adds to it."""
    tree = own_categories()
    for one in more:
        tree = tree.extended(one)
    return tree


def misplaced(tree: Categories, code: str) -> bool:
    """Return whether a category lies above itself, or has a parent that is nowhere in the tree."""
    seen, at = {code}, tree.of[code].parent
    while at is not None:
        if at in seen or at not in tree.of:
            return True
        seen.add(at)
        at = tree.of[at].parent
    return False
