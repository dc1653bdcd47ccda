"""Codes in words: those of the surfaces from ``graph.words``, levels and roles as each profile calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from graph.cards.measured import listed_said, measure_said
from graph.facts import facts_of
from graph.kinds import kind_of
from graph.network import Network
from graph.network.deputies import is_deputy
from graph.rules import Norm, Profile, Rules, Vocabulary
from graph.words import caption

Row = Mapping[str, Any]


class Captions:
    """What the codes in an answer are called in a language.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> say = Captions(Network(Tables({}), date(2024, 11, 1)), load_rules(), "zh")
        >>> say("state.gap"), say.band({"low": 1, "high": None}), say.word("role", "secretary")
        ('缺口', '≥1', '书记')
    """

    def __init__(self, network: Network, rules: Rules, lang: str) -> None:
        """Take what says how things are called."""
        self.network, self.rules, self.lang = network, rules, lang
        self._words: dict[str | None, Vocabulary] = {}

    def __call__(self, code: str, **params: Any) -> str:
        """Return the words of a code, filled with parameters."""
        return caption(code, self.lang, **params)

    def word(self, field: str, code: str | None, profile: str | None = None) -> str:
        """Return what a code of a word list is called where a profile holds; empty for None."""
        return "" if code is None else self.vocabulary(profile).caption(field, code, self.lang)

    def seat(self, post: Row | None, profile: str | None = None) -> str:
        """Return what a seat of an answer is called: by its own name, else by its role, and that it is a deputy's."""
        if post is None or post["name"]:
            return post["name"] if post else ""
        role = self.word("role", post["role"], profile)
        return self("cli.escalate.deputy", role=role) if is_deputy(self.network, post["id"]) else role

    def vocabulary(self, profile: str | None = None) -> Vocabulary:
        """Return the word lists where a profile holds; without one those of all."""
        if profile not in self._words:
            self._words[profile] = self.rules.vocabulary(profile)
        return self._words[profile]

    def listed(self, selector: str, profile: str | None = None) -> str:
        """Return what a listing lists, in words where a profile holds."""
        return listed_said(selector, self.vocabulary(profile), self.lang)

    def measured(self, measure: str, profile: str | None = None) -> str:
        """Return what a figure counts, in words where a profile holds."""
        return measure_said(measure, self.vocabulary(profile), self.lang)

    def band(self, band: Row | None) -> str:
        """Return a band as ``3``, ``1–2`` or ``≥3``; ``?`` where nothing is known, empty for none."""
        if band is None:
            return ""
        low, high = band["low"], band["high"]
        if not low and high is None:
            return "?"
        if high is None:
            return f"≥{low:,}"
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"

    def norm(self, norm: str) -> str:
        """Return the title of a norm; of one that is in no pack its identifier, as a ledger may have it."""
        return self.text(self.norms[norm].title) if norm in self.norms else norm

    def norms_apart(self, norms: Iterable[str]) -> dict[str, str]:
        """Return the titles of norms that stand in one list; where several are called alike, with whose each is."""
        titles = {one: self.norm(one) for one in norms}
        alike = Counter(titles.values())
        return {
            one: self("cli.named", text=title, name=self._whose(self.norms[one]))
            if alike[title] > 1 and one in self.norms
            else title
            for one, title in titles.items()
        }

    def _whose(self, norm: Norm) -> str:
        profile = self.rules.profiles.get(norm.pack.removeprefix("profile:"))
        return norm.cite.document if profile is None else self.text(profile.title)

    def item(self, norm: str, item: str | None) -> str:
        """Return what an item of a norm is called; empty for the subject itself."""
        if item is None or norm not in self.norms:
            return item or ""
        return self.norms[norm].body.item_said(item, self.word, self.lang)

    def sheets(self, norms: Iterable[str]) -> str:
        """Return the sheets whose lists have to be complete for norms to be decided; the workbook speaks Chinese."""
        asked = [self.norms[one] for one in norms if one in self.norms]
        listed = [of for one in asked for of in (*one.body.listed, *(one.when.listed if one.when else ()))]
        kinds = sorted({kind_of(kind) for of in listed for kind in of.get("kind")}, key=lambda one: one.order)
        return self("picture.and").join(self("cli.coverage.sheet", sheet=one.zh) for one in kinds)

    def text(self, said: Any) -> str:
        """Return a text that is there in both languages, in ours."""
        found: str = getattr(said, self.lang)
        return found

    def profile(self, key: str | None) -> Profile | None:
        """Return the profile that a place, or what is anchored in one, follows."""
        place = -1 if key is None else int(self.network.view.anchor[self.network.row(key)])
        return facts_of(self.network, self.rules).profiles.find(place) if place >= 0 else None

    def chain(self, profile: Profile | None, chain: str) -> str:
        """Return the title of a chain."""
        return chain if profile is None else self.text(profile.chains[chain].title)

    def slot(self, profile: Profile | None, chain: str, slot: str) -> str:
        """Return the title of a slot."""
        slots = () if profile is None else profile.chains[chain].slots
        return next((self.text(one.title) for one in slots if one.key == slot), slot)

    @cached_property
    def norms(self) -> dict[str, Norm]:
        """Every norm by its id."""
        return {norm.id: norm for norms in self.rules.packs.values() for norm in norms}
