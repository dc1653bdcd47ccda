"""What is neither a place nor a person, by name: ``苏州路社区//社区党委``, ``锦绣园/3号楼//楼栋长2``.

After ``//`` stands the name of something, or the word for its form or role. It is looked for among
what answers for the thing before ``//``, is posted in it, located at it or serves it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache, cached_property

import polars as pl

from graph.doors import behind_doors, without_doors
from graph.kinds import Field, Thing, field_of, kind_of, things, ties, word_of
from graph.names.apart import Apart
from graph.names.entry import Named
from graph.names.folding import fold, spelled
from graph.names.laid import in_force
from graph.rules import Vocabulary

_SEAT = re.compile(r"(.+?)[（(]?(\d{1,4})[）)]?号?$")
_NO_TIES = pl.DataFrame(schema={"source": pl.String, "target": pl.String, "open": pl.Boolean})


@cache
def brings() -> tuple[str, ...]:
    """Return the ties that bring a thing to what stands before ``//``, those first by which a path shows it.

    Example:
        >>> brings()[:2], brings_else()
        (('answers_for', 'post_in'), ('reports_to',))
    """
    return tuple(tie.kind for tie in sorted(ties(), key=lambda tie: tie.found_at) if tie.found_at)


@cache
def brings_else() -> tuple[str, ...]:
    """Return those that bring what none of the others brings anywhere: the third group of a branch to the branch."""
    return tuple(tie.kind for tie in ties() if tie.found_else)


@cache
def brought() -> tuple[str, ...]:
    """Return the ties that bring what they end at to what they start at: an offer to its giver."""
    return tuple(tie.kind for tie in ties() if tie.brought)


@cache
def nameable() -> tuple[str, ...]:
    """Return the kinds that ``//`` reaches: those with a name or a word of their own, and no statements."""
    return tuple(
        kind.kind
        for kind in things()
        if kind.named == "there"
        and not kind.statement
        and (kind.word or any(one.name == "name" for one in kind.fields))
    )


@cache
def unnamed() -> frozenset[str]:
    """Return the kinds of rows that change nothing in what is found by name, people apart: ties, and who is away.

    Not among them are the ties by which places lie in each other, since of several of one name that is found whose
    whole path it is; and those that may end at a door, since what is called by its door then is called nothing.

    Example:
        >>> [kind in unnamed() for kind in ("holds", "post", "part_of", "located_at")]
        [True, False, False, False]
    """
    named = {*behind_doors(), "part_of", "became"}
    return frozenset({*(tie.kind for tie in ties()), "person", "absence", "step"} - named)


@cache
def word_field(kind: str) -> Field | None:
    """Return the field whose word tells what a thing of this kind is: form, role; None where there is none."""
    word = word_of(kind)
    return field_of(kind, word) if word else None


@cache
def number_of(kind: str) -> str:
    """Return the field with the office's own number of a thing of this kind; empty where it has none.

    Example:
        >>> number_of("need"), number_of("offer")
        ('number', '')
    """
    model = kind_of(kind)
    return model.numbered if issubclass(model, Thing) else ""


class Things:
    """Organisations, posts and teams of some tables, and those added since."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], words: Vocabulary, on: date | None = None) -> None:
        """Take what is in force on a day, or without one all."""
        self._tables, self._words, self._on = tables, words, on

    def add(self, one: Named, at: Iterable[str] = ()) -> None:
        """Add a thing, and what it answers for, is posted in, located at or serves."""
        self.known[one.key] = one
        by_name = self._by_name(one.kind)
        for name in one.spellings:
            known = by_name.setdefault(name, [])
            if one.key not in known:
                known.append(one.key)
        for target in self.targets.get(one.key, ()):
            self.apart.forget(target)
        for target in at:
            self.tie(one.key, target)

    def tie(self, key: str, target: str) -> None:
        """Let a thing be found at one more target."""
        there, here = self._at.setdefault(target, []), self.targets.setdefault(key, [])
        if key not in there:
            there.append(key)
        if target not in here:
            here.append(target)
        self.apart.forget(target)

    def named(self, text: str, kinds: Collection[str] | None = None) -> list[str]:
        """Return the things of this very name, wherever they are; of other kinds than are asked for none is indexed."""
        name = fold(text)
        found = (self._by_name(kind).get(name, ()) for kind in nameable() if kinds is None or kind in kinds)
        return self._exactly(self._still(list(dict.fromkeys(key for keys in found for key in keys))), text)

    def at(self, targets: Iterable[str], said: str) -> list[str]:
        """Return what is at any of some things and is named so; if nothing is, what is at those in turn."""
        near = list(dict.fromkeys(key for target in targets for key in self._at.get(target, ())))
        found = self._matching(near, said)
        if found:
            return found
        return self._matching(list(dict.fromkeys(key for one in near for key in self._at.get(one, ()))), said)

    def there(self, target: str) -> list[str]:
        """Return what answers for a thing, is posted in it, located at it or serves it."""
        return self._at.get(target, [])

    def everywhere(self, said: str) -> list[str]:
        """Return everything that is named so, or has that form or role."""
        return self._matching(list(self.known), said)

    def at_names(self, targets: Iterable[str]) -> list[str]:
        """Return how the things at some others are called."""
        return [self.label(key) for target in targets for key in self._at.get(target, ())]

    def label(self, key: str) -> str:
        """Return how a thing is called: its name, or the word for it and its seat."""
        one = self.known[key]
        if one.name:
            return one.name
        word = self.word(key)
        return f"{word}{one.seat}" if one.seat is not None and one.seat > 1 else word

    def word(self, key: str) -> str:
        """Return the word for a thing: what its form or role is called, whatever its own name."""
        one = self.known[key]
        field = word_field(one.kind)
        return self._words.caption(field.vocabulary or "", one.code or "") if field else one.kind

    def _matching(self, keys: list[str], said: str) -> list[str]:
        name = fold(said)
        found = self._still([key for key in keys if name in self.known[key].spellings])
        if found:
            return self._exactly(found, said)
        seat = _SEAT.fullmatch(said)
        whole = self._still([key for key in keys if self._is(self.known[key], said)])
        if whole or seat is None:
            sole = [key for key in whole if self.known[key].seat is None]
            return sole or whole
        kept = [key for key in keys if self.known[key].seat == int(seat[2]) and self._is(self.known[key], seat[1])]
        return self._still(kept)

    def _exactly(self, keys: list[str], said: str) -> list[str]:
        """Return those of one folded name that are spelled exactly so, if any is."""
        if len(keys) < 2:  # noqa: PLR2004
            return keys
        name = spelled(said)
        return [key for key in keys if self.known[key].name == name] or keys

    def _is(self, one: Named, said: str) -> bool:
        field = word_field(one.kind)
        return field is not None and one.code is not None and self._code(field.vocabulary or "", said) == one.code

    def _code(self, vocabulary: str, said: str) -> str | None:
        known = self._codes.get((vocabulary, said))
        if known is None:
            known = self._codes[vocabulary, said] = self._words.resolve(vocabulary, said)
        return known

    @cached_property
    def _codes(self) -> dict[tuple[str, str], str]:
        return {}

    def _still(self, keys: list[str]) -> list[str]:
        return [key for key in keys if self.known[key].open] or keys

    @cached_property
    def apart(self) -> Apart:
        """What tells things at one target apart."""
        return Apart(self.known, self.word, self.there)

    @cached_property
    def known(self) -> dict[str, Named]:
        """What is known by name, by key."""
        found: dict[str, Named] = {}
        for kind, rows in self._nameable():
            word, number = word_field(kind), number_of(kind)
            empty = pl.lit(None)
            told = rows.select(
                "key",
                pl.col("name") if "name" in rows.columns else empty.cast(pl.String).alias("name"),
                (pl.col(word.name) if word else empty.cast(pl.String)).alias("code"),
                pl.col("seat") if "seat" in rows.columns else empty.cast(pl.Int64).alias("seat"),
                "open",
                (pl.col(number) if number else empty.cast(pl.String)).alias("number"),
            )
            for key, *rest in told.iter_rows():
                found[key] = Named(key, kind, *rest)
        return found

    def _nameable(self) -> Iterable[tuple[str, pl.DataFrame]]:
        """Yield by kind the rows of what can be called by a name; of most kinds there are none."""
        for kind in nameable():
            if self._tables[kind].height:
                yield kind, in_force(self._tables[kind], self._on)

    def _by_name(self, kind: str) -> dict[str, list[str]]:
        """Return the keys of the things of a kind by their spellings, indexed when first asked for."""
        found = self._indexed.get(kind)
        if found is None:
            found = self._indexed[kind] = {}
            for one in self.known.values():
                for name in one.spellings if one.kind == kind else ():
                    found.setdefault(name, []).append(one.key)
        return found

    @cached_property
    def _indexed(self) -> dict[str, dict[str, list[str]]]:
        return {}

    @cached_property
    def _ties(self) -> pl.DataFrame:
        known = pl.DataFrame({"source": list(self.known)}, schema={"source": pl.String})
        placed = pl.concat([*map(self._brought, brought()), *map(self._tied, brings()), *self._references()])
        led = pl.concat([self._tied(tie) for tie in brings_else()]).join(placed, on="source", how="anti")
        found = pl.concat([placed, led]).join(known, on="source", how="semi")
        return found.sort(pl.col("open").not_(), maintain_order=True)

    def _tied(self, tie: str) -> pl.DataFrame:
        if not self._tables[tie].height:
            return _NO_TIES
        rows = in_force(self._tables[tie], self._on).select("source", "target", "open")
        told = without_doors(tie, rows, self._tables)  # what lies behind a door is called by the building
        return rows if told is rows else pl.concat([told, rows])

    def _brought(self, tie: str) -> pl.DataFrame:
        return self._tied(tie).select(source="target", target="source", open="open")

    def _references(self) -> Iterable[pl.DataFrame]:
        """Yield what says itself where it is: things, and what a field of theirs refers to."""
        for kind, rows in self._nameable():
            for one in kind_of(kind).fields:
                if one.anchors and one.name in rows.columns:
                    yield rows.select(source="key", target=one.name, open="open").drop_nulls("target")

    @cached_property
    def targets(self) -> dict[str, list[str]]:
        """By thing, what it answers for, is posted in, located at or serves; ended ties last."""
        grouped = self._ties.group_by("source", maintain_order=True).agg(pl.col("target").unique(maintain_order=True))
        return dict(zip(grouped["source"].to_list(), grouped["target"].to_list(), strict=True))

    @cached_property
    def _at(self) -> dict[str, list[str]]:
        grouped = self._ties.group_by("target", maintain_order=True).agg(pl.col("source").unique(maintain_order=True))
        return dict(zip(grouped["target"].to_list(), grouped["source"].to_list(), strict=True))
