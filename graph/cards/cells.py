"""A cell of an answer as a reader says it: bands, things, places, reasons and codes, each in its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from graph.answers import coverage_said, duplicates_said
from graph.answers.cobuilding_said import in_words
from graph.answers.dated import dated, limit_said, passed_over
from graph.answers.sentences import sentence_of
from graph.answers.why_not import relaxation_sentence
from graph.cards.measured import listed_said, measure_said
from graph.keys import is_key
from graph.rules import Rules
from graph.values.instant import show_instant
from graph.words import caption

Row = Mapping[str, Any]
#: Columns that an answer keeps in whole thousandths or tenths, and a reader is told in percent or days.
TENTHS = frozenset({"satisfied_share", "took"})
#: Columns of words of the vocabulary, and the list in which they stand.
_LISTS: Mapping[str, str] = {"chain": "chain", "category": "category", "together": "role"}
_INSTANT = re.compile(r"[\d-]{10}T[\d:]{8}Z")


class Cells:
    """Puts the cells of one answer into words.

    Example:
        >>> from graph.rules import load_rules
        >>> cells = Cells(load_rules(), "zh", ("state",))
        >>> cells.text("has", {"low": 1, "high": None}), cells.text("state", "gap")
        ('≥1', '缺口')
        >>> cells.text("took", 43), cells.text("overdue", True), cells.text("due", "2024-11-04T16:00:00Z")
        ('4.3', '是', '2024-11-04')
    """

    def __init__(
        self,
        rules: Rules,
        lang: str,
        codes: Collection[str] | Mapping[str, str] = (),
        called: Callable[[str], str] | None = None,
        path: Callable[[str], str] = str,
        most: int | None = None,
    ) -> None:
        """Take the words of norms, slots and roles.

        Args:
            rules: Where the words are.
            lang: ``zh`` or ``en``.
            codes: Which columns hold codes with words of their own; where the family is called otherwise, by column.
            called: What a thing is called by its key; None = ids stay, and what a reason is about is not named.
            path: How much of a path is shown.
            most: So many things at most are named that one reason is about, and how many there are; None = all.
        """
        self._families = dict(codes) if isinstance(codes, Mapping) else {column: column for column in codes}
        self._called, self._path, self._most = called, path, most
        self._rules, self._lang, self._words = rules, lang, rules.vocabulary()
        self._norms = {norm.id: norm for norms in rules.packs.values() for norm in norms}

    def cell(self, row: Row, column: str) -> str:
        """Return a cell of a row; the chain of the row says what its slots are called."""
        if column == "why" and not row[column] and row.get("state") == "gap":
            return self._say(f"why.{self._norms[row['norm']].body.absent if row['norm'] in self._norms else 'absent'}")
        if column == "item" and row[column] is not None and row["norm"] in self._norms:
            return self._norms[row["norm"]].body.item_said(row[column], self._word, self._lang)
        if column == "close" and row["norm"] in self._norms and self._norms[row["norm"]].of_posts:
            held = [{**one, "code": "establish_held"} if one["code"] == "establish" else one for one in row[column]]
            return self.text(column, held)
        if column == "sentence":  # an answer says it in Chinese
            return sentence_of(row, self._lang)
        if column == "relaxation":
            return "" if row[column] is None else relaxation_sentence(row[column], self._lang)
        if column == "limit" and row[column] is not None:
            return limit_said(row[column], self._lang)
        if column == "flags":
            said = (self._say(f"flags.{flag}", since=row.get("since")) for flag in row[column])
            return self._say("picture.semicolon").join(said)
        return self.text(column, row[column], row.get("chain"))

    def text(self, column: str, value: Any, chain: str | None = None) -> str:
        """Return a value of a column; empty where there is none."""
        if value is None:
            return ""
        if isinstance(value, list):
            coded = value and all(isinstance(one, Mapping) and {"code", "id"} <= one.keys() for one in value)
            parts = self._reasons(column, value) if coded else (self.text(column, one, chain) for one in value)
            return self._say("picture.semicolon").join(filter(None, dict.fromkeys(parts)))
        if isinstance(value, Mapping):
            told = duplicates_said.in_words(value, self._lang)
            told = in_words(value, self._words.caption, self._lang) if told is None else told
            told = coverage_said.in_words(value, self._title, self._called, self._lang) if told is None else told
            return self._struct(column, value, chain) if told is None else told
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, bool):
            return self._say("flag.true" if value else "flag.false")
        if isinstance(value, int):
            return f"{value / 10:,g}" if column in TENTHS else f"{value:,}"
        if column == "due" and _INSTANT.fullmatch(str(value)):
            return show_instant(str(value), self._lang)
        return self._code(column, str(value), chain)

    def _struct(self, column: str, value: Row, chain: str | None) -> str:
        if "code" in value:
            key = value.get("id")
            return self._about(self._reason(column, value), [] if key is None else [key])
        if "part" in value:
            here = ".here" if value["why"] == "steps" and not value["number"] else ""
            return self._say(f"part.{value['part']}.{value['why']}{here}", number=value["number"])
        if "why" in value:
            who = self._who(value)
            beside = value.get("sideways")
            where = self._slot(value["slot"], chain) if beside is None else self._say(f"sideways.{beside}")
            slot = " ".join(filter(None, (where, self._form(value.get("party")), who)))
            return self._say("picture.named", text=slot, note=passed_over(value, self._lang))
        if "as" in value:
            holder = value["holder"]["name"] if value["holder"] else ""
            return self._say(f"also.{value['as']}", role=self._title(value), holder=holder or "")
        if "value" in value:
            unit = self._words.caption("unit", value["unit"], self._lang)
            number = self._say(f"count.{value['bound']}", value=f"{value['value']:,}")
            return f"{number} {unit}"
        if "sort" in value:
            other = value.get("changed_by")
            also = other and self._say("cite.changed_by", document=other["document"])
            parts = (self._say(f"sort.{value['sort']}"), value["document"], value["date"], also)
            return self._say("picture.comma").join(filter(None, parts))
        if "low" in value:
            return band(value) if value.get("basis") is None else self._base(value)
        return self._thing(value)

    def _reasons(self, column: str, reasons: Sequence[Row]) -> Iterator[str]:
        """Yield each reason once, with the things that it is about."""
        about: dict[str, dict[str, None]] = {}
        for one in reasons:
            keys = about.setdefault(self._reason(column, one), {})
            if one["id"] is not None:
                keys[one["id"]] = None
        for text, keys in about.items():
            yield self._about(text, list(keys))

    def _reason(self, column: str, value: Row) -> str:
        text = self._say(f"{column}.{value['code']}", count=value.get("count"))
        return dated(text, value.get("since"), self._lang)

    def _thing(self, value: Row) -> str:
        """Return a thing by its path; a post that has no name, and so no path, by what it is called."""
        if value.get("path") is not None:
            return self._path(value["path"])
        if value.get("kind") == "listing":
            return listed_said(value["name"], self._words, self._lang)
        if value.get("kind") == "exception":
            return self._norm(value["name"])
        return self._title(value) if "path" not in value or self._called is None else self._called(value["id"])

    def _title(self, value: Row) -> str:
        """Return what a thing is called: its name, else what its role is called."""
        name = value.get("name") or self._words.caption("role", value.get("role") or "", self._lang)
        return str(name or self._form(value.get("form")) or value["id"])

    def _form(self, form: str | None) -> str:
        return "" if form is None else self._words.caption("form", form, self._lang)

    def _base(self, value: Row) -> str:
        unit = self._words.caption("unit", value["unit"], self._lang)
        number, basis = f"{band(value)} {unit}", self._say(f"basis.{value['basis']}")
        return self._say("picture.named", text=number, note=basis)

    def _about(self, text: str, keys: Sequence[str]) -> str:
        """Return a reason with the names of what it is about, where things have names."""
        if not keys or self._called is None:
            return text
        names = self._say("picture.and").join(map(self._called, keys[: self._most]))
        if self._most is not None and len(keys) > self._most:
            names = self._say("picture.more", shown=names, count=len(keys))
        return self._say("picture.named", text=text, note=names)

    def _who(self, value: Row) -> str:
        """Return whom a thing passed over is about, where things have names."""
        if self._called is None:
            return ""
        return " ".join(self._title(value[part]) for part in ("unit", "post", "person") if value.get(part))

    def _code(self, column: str, code: str, chain: str | None) -> str:
        """Return what a code is called; a text that is none stays as it is."""
        if column == "slot":
            return self._slot(code, chain)
        if column == "norm":
            return self._norm(code)
        if column == "measure":
            return measure_said(code, self._words, self._lang)
        if column in _LISTS:
            return self._words.caption(_LISTS[column], code, self._lang)
        if column in self._families:
            return self._say(f"{self._families[column]}.{code}")
        return self._called(code) if self._called is not None and is_key(code) else code

    def _norm(self, norm: str) -> str:
        return str(getattr(self._norms[norm].title, self._lang)) if norm in self._norms else norm

    def _word(self, field: str, code: str) -> str:
        return self._words.caption(field, code, self._lang)

    def _slot(self, slot: str, chain: str | None) -> str:
        """Return what the profiles call a slot of a chain; where they do not agree, by each of its names."""
        profiles = self._rules.profiles.values()
        chains = [parts for profile in profiles for key, parts in profile.chains.items() if key == chain]
        titles = {
            str(getattr(one.title, self._lang)): None for parts in chains for one in parts.slots if one.key == slot
        }
        return "/".join(titles) or slot

    def _say(self, code: str, **params: Any) -> str:
        return caption(code, self._lang, **params)


def band(value: Row) -> str:
    """Return a band as ``3``, ``1–2`` or ``≥3``; ``?`` where nothing is known.

    Example:
        >>> band({"low": 1, "high": 2}), band({"low": 0, "high": None})
        ('1–2', '?')
    """
    low, high = value["low"], value["high"]
    if high is None:
        return f"≥{low:,}" if low else "?"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
