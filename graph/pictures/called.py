"""Names of things in a picture: the own name, else the word for the kind of thing, as its place calls it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.kinds import field_of, kind_of, word_of
from graph.network import Network
from graph.network.deputies import is_deputy
from graph.rules import Profile, Rules, Vocabulary
from graph.words import caption

_BUILDING = "building"


class Called:
    """Names of the things of one network in one language."""

    def __init__(
        self, network: Network, rules: Rules, lang: str = "zh", people: Mapping[str, str] | None = None
    ) -> None:
        """Take what says how things are called.

        Args:
            network: The network.
            rules: The words of codes.
            lang: ``zh`` or ``en``.
            people: What the viewer may call the people that are drawn, by key; others are only persons.
        """
        self.network, self.rules, self.lang = network, rules, lang
        self._people = people or {}
        self._words: dict[str | None, Vocabulary] = {}

    def thing(self, row: int) -> str:
        """Return the name of a thing, or the word for its form or role with the number of its seat."""
        kind = self.network.rows.kind_of(row)
        name = self.network.name(row) or self._people.get(self.network.key(row))
        if name:
            return name
        word = self.what(row) or self.kind(kind)
        seat = self.value(row, "seat") if kind == "post" else None
        return f"{word}{seat}" if seat is not None and seat > 1 else word

    def what(self, row: int) -> str:
        """Return the word for what a thing is: its level, form or role; empty where its kind has none."""
        kind = self.network.rows.kind_of(row)
        word = word_of(kind)
        if not word:
            return ""
        vocabulary = field_of(kind, word).vocabulary or ""
        return self.word(vocabulary, self.value(row, word), self.profile_key(row))

    def seat(self, post: Mapping[str, Any], profile: str | None) -> str:
        """Return the name of a seat in an answer: its own, else its role, marked where it is a deputy's."""
        if post["name"]:
            return str(post["name"])
        role = self.word("role", post["role"], profile)
        return caption("cli.escalate.deputy", self.lang, role=role) if is_deputy(self.network, post["id"]) else role

    def door(self, key: str) -> str:
        """Return a place within a building with the building: 3号楼2单元; empty for any other."""
        names: list[str] = []
        for place in self.network.view.named_by(self.network.row(key)):
            names.append(str(self.network.name(place)))
            if self.value(place, "level") == _BUILDING:
                return "".join(reversed(names)) if len(names) > 1 else ""
        return ""

    def kind(self, kind: str) -> str:
        """Return the caption of a kind."""
        return str(getattr(kind_of(kind), self.lang))

    def word(self, field: str, code: str | None, profile: str | None = None) -> str:
        """Return the caption of a word list's code in a profile; empty for None."""
        if profile not in self._words:
            self._words[profile] = self.rules.vocabulary(profile)
        return "" if code is None else self._words[profile].caption(field, code, self.lang)

    def value(self, row: int, column: str) -> Any:
        """Return one field of a thing; never one that is kept apart, which are not in these columns."""
        rows = self.network.rows
        kind = rows.kind_of(row)
        return rows.frame(kind)[column][row - rows.block[kind][0]]

    def profile_key(self, row: int) -> str | None:
        """Return the profile of the nearest place around a thing that names one."""
        anchor = int(self.network.view.anchor[row])
        around = self.network.view.enclosing(anchor) if anchor >= 0 else []
        return next((found for place, _ in around if (found := self.value(place, "profile"))), None)

    def profile(self, row: int) -> Profile | None:
        """Return that profile, where the rules have it."""
        return self.rules.profiles.get(self.profile_key(row) or "")
