"""From what people write to one key: paths of places, names of what is there, people.

``苏州路社区/锦绣园/3号楼`` is a place; ``锦绣园/3号楼//楼栋长`` is what answers for it, is posted in it,
located at it or serves it. A path may start anywhere as long as it means one thing; several = an
error that lists them, none = an error that suggests.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from graph.errors import NotFound
from graph.keys import is_key, is_of
from graph.names.at_places import at_places
from graph.names.displayed import Displayed
from graph.names.entry import Named
from graph.names.folding import fold
from graph.names.former import FormerNames
from graph.names.found import Found, as_found, found_by
from graph.names.known import Known
from graph.names.laid import in_force
from graph.names.named import Things
from graph.names.nearly import nearly
from graph.names.not_one import not_one
from graph.names.on_another_day import on_another_day
from graph.names.once_called import once_called
from graph.names.paths import Paths
from graph.names.persons import Persons
from graph.names.succession import went_on_as
from graph.rules import Vocabulary, load_rules

__all__ = ["Found", "Named", "Names", "fold"]

_SUGGESTED_FOR = 100  # references of one call: to look for near misses takes longer than to resolve


#: Finds names that lie at rest, among people who do not.
AtRest = Callable[[str, int, Persons], list[str] | None]


class Names:
    """Everything in some tables by name.

    Indices are built when first asked for, once. What is added later is found as well: a loader
    resolves the names of a file against the file's own rows and the store together. The tables of a
    network know no names of people; those are read anew each time somebody is looked for, and not kept
    (but see ``once``).

    Attributes:
        known: What everything but people is called.

    Example:
        >>> from graph.tables import Tables
        >>> names = Names(Tables({}))
        >>> names.add_place("place-a", ["甲社区"])
        >>> names.add_place("place-b", ["3号楼"], ["place-a"])
        >>> names.resolve("甲社区/3号楼"), names.path_of("place-b")
        ('place-b', '甲社区/3号楼')
    """

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        on: date | None = None,
        words: Vocabulary | None = None,
        people: Callable[[], pl.DataFrame] | None = None,
        paths: Callable[[date | None], Paths] | None = None,
    ) -> None:
        """Take the tables; with a day, only what is in force on it.

        Args:
            tables: What there is.
            on: The day; None = any.
            words: What codes are called.
            people: Reads the names of people, where the tables know none.
            paths: Returns the places by path on a day, where somebody has them laid out; None = the tables do.
        """
        self.known = Known(tables, on, words or load_rules().vocabulary(), paths)
        self._read_people, self._once = people, False
        self._people: Persons | None = None
        self._at_rest: AtRest | None = None

    def found_at_rest(self, at_rest: AtRest | None) -> Names:
        """Return the same names, but found in what lies at rest, where that can be asked.

        Args:
            at_rest: Returns what ``keys_of`` returns, given the text, how many at most and the people of today; or
                None, where it cannot be asked.
        """
        return self._otherwise(_at_rest=at_rest)

    def with_people(self, people: Callable[[], pl.DataFrame]) -> Names:
        """Return the same names, but of people only those that are read so: of whom else there is, nothing finds them.

        Args:
            people: Reads the names of people.
        """
        return self._otherwise(_read_people=people, _once=False)

    def once(self) -> Names:
        """Return the same names for one request: people's are read when somebody is first looked for, and kept."""
        return self if self._read_people is None else self._otherwise(_once=True)

    def laid_out(self) -> Names:
        """Return the same names with the places laid out in memory: for whoever looks at all of them, not at some."""
        return self._otherwise(known=Known(self.known.tables, self.known.on, self.known.words, None))

    def _otherwise(self, **said: Any) -> Names:
        found = copy(self)
        found.__dict__.pop("ever", None)
        found.__dict__ |= {"_people": None, **said}
        return found

    def resolve(self, ref: str, kinds: Collection[str] | None = None, *, formerly: bool = False) -> str:
        """Return the key of what a reference names.

        Args:
            ref: A key, a path, ``path//name``, the name of an organisation or team, or of a person.
            kinds: Only things of these kinds; None = of any.
            formerly: Whether a name that something had before means it, where nothing has it now.

        Raises:
            NotFound: Nothing is called so; ``candidates`` names what is nearly.
            Ambiguous: Several things are; ``candidates`` names them.
        """
        found = self.matches(ref, kinds) or self._through_another_day(ref, kinds)
        found = found or (once_called(self, ref, kinds) if formerly else [])
        if len(found) == 1:
            return found[0]
        raise not_one(self, ref, kinds, found, typed=True)

    def resolve_many(
        self, refs: Sequence[str | None], kinds: Collection[str] | None = None, *, typed: bool = False
    ) -> tuple[list[str | None], dict[str, NotFound]]:
        """Return the key of each reference, and by reference what is wrong with those that have none.

        ``typed`` tells where it is a thing of another kind, as `resolve` does.
        """
        known: dict[str | None, str | None] = {None: None}
        wrong: dict[str, NotFound] = {}
        for ref in refs:
            if ref is None or ref in known:
                continue
            found = self.matches(ref, kinds)
            known[ref] = found[0] if len(found) == 1 else None
            if len(found) != 1:
                wrong[ref] = not_one(
                    self, ref, kinds, found, suggest=(few := len(wrong) < _SUGGESTED_FOR), typed=typed and few
                )
        return [known[ref] for ref in refs], wrong

    def matches(self, ref: str, kinds: Collection[str] | None = None) -> list[str]:
        """Return the keys of everything that a reference may name."""
        said = ref.strip()
        if is_key(said):
            return [said] if self.knows(said) and is_of(said, kinds) else []
        found: list[str] = []
        if "//" in said:
            found = [key for key in at_places(self, said) if is_of(key, kinds)]
            if found:
                return found
        if kinds is None or "place" in kinds:
            keys = self.paths.keys
            found = [keys[one] for one in self.paths.find(said) or self.paths.find_with_gaps(said)]
        if kinds is None or any(kind != "place" for kind in kinds):
            found += self.things.named(said, kinds)
            if (kinds is None or "person" in kinds) and not (found and "/" in said):  # to read people takes long
                found += self.people(said)
        found = found or [key for key in self.displayed.by_number(said) if is_of(key, kinds)]
        return list(dict.fromkeys(found))

    def people(self, said: str) -> list[str]:
        """Return the keys of the people of a name; ``演示张一（1960）`` also says the year of birth."""
        return self.everybody().named(said)

    def number_of(self, key: str) -> str:
        """Return the number that a thing may be called by, else its key."""
        return self.known.displayed.number(key)

    def near(self, ref: str, kinds: Collection[str] | None = None) -> list[str]:
        """Return how things are called that a reference may have meant; never a person."""
        return nearly(self, ref, kinds)

    def knows(self, key: str) -> bool:
        """Return whether there is a thing of this key."""
        return self.known.knows(key)

    def path_of(self, key: str) -> str:
        """Return the displayed path of a thing (SEMANTICS P4).

        Of a place through its parents on the property axis before those on territory; of what is at
        a place, the place, ``//`` and its name. Where that does not mean it alone, its number or key
        stands behind in brackets, and is read again so.

        Raises:
            NotFound: There is no such thing.
        """
        return self.known.path_of(key)

    def find(self, text: str, limit: int = 20) -> list[Found]:
        """Return what somebody may mean who types this: the beginning, a part, pinyin, or nearly the name.

        What has no name is found by the word for it, as a post by its role.
        """
        return [self.result(key) for key in self.keys_of(text, limit)]

    def keys_of(self, text: str, limit: int = 20) -> list[str]:
        """Return the keys of what ``find`` finds."""
        people = self.everybody()
        if self._at_rest is not None and (at_rest := self._at_rest(text, limit, people)) is not None:
            return at_rest
        return found_by(self, people, text, limit)

    def on_other_days(self, text: str, limit: int = 20) -> list[NotFound]:
        """Return what ``find`` would find on another day, nobody among it: each as the error that tells when it is."""
        if self.known.on is None:
            return []
        found = (key for key in self.ever.keys_of(text, limit) if not self.knows(key))
        told = (on_another_day(self.known, key) for key in found if not key.startswith("person-"))
        return [one for one in told if one is not None]

    def result(self, key: str) -> Found:
        """Return a thing as a search shows it; whoever shows a person knows what they may be called.

        Raises:
            NotFound: There is no such thing.
        """
        return as_found(self, key)

    def add_place(self, key: str, names: Sequence[str], parents: Iterable[str] = ()) -> None:
        """Let a place be found by these names, below these parents."""
        self.paths.add(key, names, parents)

    def add_person(self, key: str, name: str, birth_year: int | None = None) -> None:
        """Let a person be found by name."""
        self.everybody().add(key, name, birth_year)
        self.known.others.add(key)

    @property
    def paths(self) -> Paths:
        """The places."""
        return self.known.paths

    @property
    def former(self) -> FormerNames:
        """What places and things were called."""
        return self.known.former

    @property
    def things(self) -> Things:
        """Everything else that has a name."""
        return self.known.things

    @property
    def displayed(self) -> Displayed:
        """How places and things are shown."""
        return self.known.displayed

    def _through_another_day(self, ref: str, kinds: Collection[str] | None) -> list[str]:
        """Return what is there on the day, and is named through what is not: a seat of an office that is over."""
        if self.known.on is None:
            return []
        return [key for key in self.ever.matches(ref, kinds) if self.knows(key) and not key.startswith("person-")]

    def went_on_as(self, key: str) -> list[str]:
        """Return the keys of what a thing became by the day; see `graph.names.succession`."""
        return went_on_as(self.known.tables, key, self.known.on)

    @cached_property
    def ever(self) -> Names:
        """The same things on any day: what is not there on the day is still called something."""
        return self._otherwise(known=self.known.ever, _at_rest=None)

    def everybody(self) -> Persons:
        """Return the people: those of the tables, or read anew."""
        if self._people is not None:
            return self._people
        known, read = self.known, self._read_people
        names = known.tables["person_personal"] if read is None else read()
        found = Persons(in_force(known.tables["person"], known.on).select("key", "open"), names)
        if read is None or self._once:
            self._people = found
        return found
