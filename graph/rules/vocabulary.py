"""The word lists: from what people write to one code, and back to what this place calls it.

``vocabulary.yaml`` holds what is common; a profile adds its own words and names. A word that is in
no list is kept as it was written: a list is never a reason to lose a value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.kinds import all_kinds
from graph.rules.categories import Category, own_categories
from graph.rules.located import Located


class Word(BaseModel):
    """One word of a list: its captions and what else people write for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str = ""
    aliases: tuple[str, ...] = ()


def nearest(found: str, options: Mapping[str, Word | Category], many: int = 6) -> str:
    """Return the codes that an unknown word may stand for, each with its caption.

    What is called so comes alone; else those written or called most like it.

    Example:
        >>> nearest("支部", base_vocabulary().lists["form"])
        'branch 支部'
    """
    calls = {code: (code, one.zh, one.en, *one.aliases) for code, one in options.items()}
    meant = [code for code, said in calls.items() if found in said]
    if not meant:
        like = {code: max(SequenceMatcher(None, found, one).ratio() for one in said) for code, said in calls.items()}
        meant = sorted(like, key=lambda code: -like[code])[:many]
    return "、".join(f"{code} {options[code].zh}" for code in meant)


@dataclass(frozen=True)
class Vocabulary:
    """Word lists ready to look up.

    Attributes:
        lists: By field (``role``), by code (``building_head``), the word.
        before: What these lists were made of; its unchanged ones are not indexed again.

    Example:
        >>> base_vocabulary().resolve("role", "楼栋长")
        'building_head'
    """

    lists: Mapping[str, Mapping[str, Word]]
    before: InitVar[Vocabulary | None] = None
    _codes: Mapping[str, Mapping[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self, before: Vocabulary | None) -> None:
        """Index every caption and alias by its folded form; lists indexed before are taken over."""
        known = {} if before is None else {name: (words, before._codes[name]) for name, words in before.lists.items()}  # noqa: SLF001
        codes: dict[str, Mapping[str, str]] = {}
        for name, words in self.lists.items():
            same, indexed = known.get(name, (None, {}))
            codes[name] = indexed if same is words else _indexed(words)
        object.__setattr__(self, "_codes", codes)

    def resolve(self, name: str, text: str) -> str:
        """Return the code of a word in a list, or the text itself where no list has it."""
        return self._codes.get(name, {}).get(_folded(text), text)

    def knows(self, name: str, text: str) -> bool:
        """Return whether a list is open for anything, or has this word."""
        return name not in self._codes or _folded(text) in self._codes[name]

    def caption(self, name: str, code: str, lang: str = "zh") -> str:
        """Return the caption of a code, or the code itself where no list has it."""
        word = self.lists.get(name, {}).get(code)
        if word is None:
            return code
        return word.zh if lang == "zh" else word.en or word.zh

    def extended(self, more: Mapping[str, Mapping[str, Word]]) -> Vocabulary:
        """Return the lists with further words; a code named again keeps its old aliases beside the new."""
        lists = dict(self.lists)
        for name, words in more.items():
            if not words and name in lists:
                continue
            known = lists.get(name, {})
            # the further words come first, so that a name both use means the further one
            lists[name] = {code: _joined(word, known.get(code)) for code, word in words.items()} | {
                code: word for code, word in known.items() if code not in words
            }
        return Vocabulary(lists, before=self)


@cache
def base_vocabulary() -> Vocabulary:
    """Return the word lists that every profile shares."""
    source = files("graph.rules").joinpath("vocabulary.yaml")
    located = Located(source.read_text(encoding="utf-8"), "vocabulary.yaml")
    lists = {name: {code: Word(**word) for code, word in words.items()} for name, words in located.data.items()}
    kinds = {one.kind: Word(zh=one.zh, en=one.en.lower()) for one in all_kinds()}
    categories = {code: Word(zh=one.zh, en=one.en, aliases=one.aliases) for code, one in own_categories().of.items()}
    return Vocabulary({"kind": kinds, **lists, "category": categories})


def _joined(word: Word, old: Word | None) -> Word:
    if old is None:
        return word
    return Word(zh=word.zh, en=word.en or old.en, aliases=tuple(dict.fromkeys((*word.aliases, old.zh, *old.aliases))))


def _indexed(words: Mapping[str, Word]) -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, word in words.items():
        for text in (code, word.zh, word.en, *word.aliases):
            codes.setdefault(_folded_word(text), code)
    return codes


@cache
def _folded_word(text: str) -> str:
    """Return what a word of a list folds to, which many lists have in common; of what people write nothing is kept."""
    return _folded(text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")
