"""An index asked: what ``Names.find`` finds, in the same order, from the file alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from graph.values.name import compared

_Rank = tuple[int, int, str]
#: The ranks of `graph.names.search`, which is not imported here: to read rules takes longer than to look a name up.
EXACT, STARTS, CONTAINS, PINYIN, NEARLY = range(5)
CUTOFF = 60
_STARTING = "SELECT name FROM name WHERE name >= ?1 AND name < ?2 AND name <> ?1"
#: Those that have it further on, in the order in which they are listed; FTS5 gives them by number.
_CONTAINING = (
    "SELECT n.name FROM written AS w JOIN name AS n ON n.id = w.rowid "
    "WHERE written MATCH ?1 AND substr(n.name, 1, ?3) <> ?2 ORDER BY w.rowid LIMIT ?4"
)
_SOUNDING = (
    "SELECT name FROM name WHERE (instr(full, ?1) OR instr(initials, ?1)) AND NOT instr(name, ?1) ORDER BY id LIMIT ?2"
)
_MEANT = (
    "SELECT t.key, t.id, m.position FROM name AS n JOIN meant AS m ON m.name = n.id JOIN thing AS t ON t.id = m.thing "
    "WHERE n.name = ? ORDER BY m.position LIMIT ?"
)
_THING = "SELECT key, name, said, above, path FROM thing WHERE id = ?"
_ONCE = "SELECT name, until FROM once WHERE thing = ? ORDER BY position"
_LAST = chr(0x10FFFF)
#: What a name means: what is listed before the people who have it, and what after them.
Meant = tuple[list[str], list[str]]
#: From this position on stands what a name means after the people who have it.
AFTER_PEOPLE = 1 << 30
#: What a file that was damaged since may raise while it is asked, and a text that is none.
UNREADABLE = (sqlite3.Error, UnicodeError)


class Entry(NamedTuple):
    """Something that was found: as ``graph.names.Found``."""

    key: str
    kind: str
    name: str
    path: str
    formerly: tuple[tuple[str, date | None], ...] = ()


class AtRest:
    """An index that lies beside a store.

    Attributes:
        about: What it is of, as it was made with.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, to read only.

        Raises:
            sqlite3.Error: It is not there, or no index.
        """
        self._file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            rows = self._file.execute("SELECT name, value FROM about").fetchall()
        except BaseException:
            self._file.close()
            raise
        self.about: dict[str, Any] = {name: json.loads(value) for name, value in rows}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def find(self, text: str, limit: int, people: Sequence[str] = ()) -> list[int] | None:
        """Return the numbers of what somebody may mean who types this; None where somebody of these people is meant.

        Who is called so is not in the index, and whoever asks looks elsewhere.
        """
        found: dict[int, None] = {}
        called = {compared(name) for name in people}
        for name in self.best(text, limit, called):
            if name in called:
                return None
            for _, number, _ in self._file.execute(_MEANT, (name, limit)):
                found.setdefault(number)
                if len(found) == limit:
                    return list(found)
        return list(found)

    def keys(
        self,
        text: str,
        limit: int,
        names: Iterable[str],
        named: Callable[[str], Iterable[str]],
        since: Mapping[str, Meant | None] = MappingProxyType({}),
    ) -> list[str]:
        """Return the keys of what somebody may mean who types this, people among them.

        Args:
            text: What is typed.
            limit: How many at most.
            names: The names of people.
            named: Returns the keys of the people of a name.
            since: Folded names that mean something else than when the index was made, with what they mean; None =
                nothing is called so any more.
        """
        found: dict[str, None] = {}
        called = {compared(name) for name in names}
        others = called.union(name for name, meant in since.items() if meant is not None)
        for name in self.best(text, limit, others, since.keys()):
            before, after = (since[name] or ([], [])) if name in since else self._meant(name, limit)
            people = named(name) if name in called else ()
            found |= dict.fromkeys((*before, *people, *after))
            if len(found) >= limit:
                return list(found)[:limit]
        return list(found)

    def _meant(self, name: str, limit: int) -> Meant:
        meant = list(self._file.execute(_MEANT, (name, limit)))
        before = [key for key, _, at in meant if at < AFTER_PEOPLE]
        return before, [key for key, _, at in meant if at >= AFTER_PEOPLE]

    def best(self, text: str, limit: int, others: Iterable[str] = (), but: Collection[str] = frozenset()) -> list[str]:
        """Return the folded names that a text may mean, best first: as ``graph.names.search.Search.best``.

        Args:
            text: What is typed.
            limit: How many at most.
            others: More names than are in the index: those of people, and those since.
            but: Names that are left out of the index.
        """
        said = compared(text)
        if not said:
            return []
        others = sorted(set(others) - {""})
        ranked = {name: rank for rank, name in self._ranked(said, limit + len(but)) if name not in but}
        if others:
            from graph.names.search import Search  # noqa: PLC0415 - as above

            ranked |= Search(lambda: others).ranked(said)
        if not ranked:
            return self._near(said, limit, others, but)
        return sorted(ranked, key=ranked.__getitem__)[:limit]

    def entry(self, number: int) -> Entry:
        """Return what was found as a search shows it."""
        key, name, said, above, path = self._row(number)
        if path is None:
            parts, seen = [said], {number}
            while above is not None and above not in seen:
                seen.add(above)
                _, _, said, above, _ = self._row(above)
                parts.append(said)
            path = "/".join(reversed(parts))
        return Entry(key, key.rpartition("-")[0], name, path, tuple(self._once(number)))

    def _once(self, number: int) -> Iterator[tuple[str, date | None]]:
        for name, until in self._file.execute(_ONCE, (number,)):
            yield name, None if until is None else date.fromisoformat(until)

    def _row(self, number: int) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._file.execute(_THING, (number,)).fetchone()
        return found

    def _ranked(self, said: str, limit: int) -> Iterator[tuple[_Rank, str]]:
        """Yield names with their ranks, of each rank no more than are asked for."""
        if self._file.execute("SELECT 1 FROM name WHERE name = ?", (said,)).fetchone():
            yield (EXACT, len(said), said), said
        starting = [name for (name,) in self._file.execute(_STARTING, (said, said + _LAST))]
        for name in sorted(starting, key=lambda name: (len(name), name))[:limit]:
            yield (STARTS, len(name), name), name
        phrase = '"' + " ".join(f"{ord(sign):x}" for sign in said) + '"'
        for (name,) in self._file.execute(_CONTAINING, (phrase, said, len(said), limit)):
            yield (CONTAINS, len(name), name), name
        if said.isascii():
            for (name,) in self._file.execute(_SOUNDING, (said, limit)):
                yield (PINYIN, len(name), name), name

    def _near(self, said: str, limit: int, others: list[str], but: Collection[str]) -> list[str]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - few look for what nothing is called

        names = sorted({name for (name,) in self._file.execute("SELECT name FROM name")}.difference(but).union(others))
        near = process.extract(said, names, scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=limit)
        ranked = {name: (NEARLY, round(100 - score), name) for name, score, _ in near}
        return sorted(ranked, key=ranked.__getitem__)[:limit]
