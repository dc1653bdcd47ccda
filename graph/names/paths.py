"""Places by path: ``苏州路社区/锦绣园/3号楼``, from anywhere, over both axes.

Names are indexed once, as columns (`graph.names.laid`); the children of a place are put into a dictionary only when a
path first goes through it. What has ended counts only where nothing else has the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, MutableSequence, Sequence
from datetime import date
from itertools import islice

import polars as pl

from graph.names.folding import fold, spelled
from graph.names.laid import Laid, LaidOut
from graph.names.quoting import parted, quoted

_Ids = tuple[int, ...]
_CUTOFF, _SUGGESTED = 50, 3


class Paths:
    """The places of some tables, and those added since, found by path.

    Places are numbered; the numbers mean nothing outside.

    Example:
        >>> from graph.tables import Tables
        >>> paths = Paths(Tables({}))
        >>> paths.add("place-a", ["甲社区"]), paths.add("place-b", ["3号楼"], ["place-a"])
        (0, 1)
        >>> paths.keys[paths.find("甲社区/３号楼")[0]]
        'place-b'
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], on: date | None = None, laid: Laid | None = None) -> None:
        """Take the places in force on a day, or without one all of them; or where they are laid out already."""
        self._laid: Laid = LaidOut(tables, on) if laid is None else laid
        self._named: dict[str, list[int]] = {}
        self._aliases: dict[int, tuple[str, ...]] = {}
        self._above: dict[int, _Ids] = {}
        self._under: dict[int, list[int]] = {}
        self._children: dict[int, dict[str, list[int]]] = {}
        self._found: dict[str, _Ids] = {}

    def add(self, key: str, names: Sequence[str], parents: Iterable[str] = ()) -> int:
        """Add a place, or to a known one further names and parents; return its number."""
        keys, written, ids = self._laid.keys, self._laid.names, self._laid.ids
        number = ids.get(key)
        if number is None:
            number = ids[key] = len(keys)
            keys.append(key)
            written.append("")
        elif names:
            for above in self.parents(number):
                self._children.pop(above, None)
        for name in names:
            written[number] = written[number] or name
            self._named.setdefault(fold(name), []).append(number)
            if name != written[number]:
                self._aliases[number] = (*self._aliases.get(number, ()), name)
            if "/" in name:
                self._laid.parted.add(fold(name))
        for parent in parents:
            above = ids[parent]
            self._above[number] = (*self._above.get(number, ()), above)
            self._under.setdefault(above, []).append(number)
            self._children.pop(above, None)
        self._found.clear()
        return number

    @property
    def keys(self) -> MutableSequence[str]:
        """The key of each number."""
        return self._laid.keys

    @property
    def names(self) -> MutableSequence[str]:
        """The name of each number."""
        return self._laid.names

    @property
    def ids(self) -> MutableMapping[str, int]:
        """The number of each key."""
        return self._laid.ids

    def find(self, path: str) -> _Ids:
        """Return every place whose name is the last part of a path and whose parents are the others.

        Of several, the one whose whole path it is. Cost: a dictionary access a part; the parts before the last are
        remembered.
        """
        found = self.alike(path)
        return self._exactly(found, path) if len(found) > 1 else found

    def alike(self, path: str) -> _Ids:
        """Return the same, without a choice between several."""
        found = self._split_at(path, *_last(path))
        return found or (self._with_separators(path) if self._laid.parted and "/" in path else ())

    def _split_at(self, path: str, head: str, last: str) -> _Ids:
        if len(last) == len(path):
            return self._spelled(self._by_name(fold(last)), last)
        parents = self._found.get(head)
        if parents is None:
            parents = self._found[head] = self.find(head)
        return self._spelled(self._below(parents, fold(last)), last) if parents else ()

    def _below(self, parents: _Ids, name: str) -> _Ids:
        if len(parents) == 1:
            return tuple(self.children(parents[0]).get(name, ()))
        return tuple(dict.fromkeys(child for parent in parents for child in self.children(parent).get(name, ())))

    def _with_separators(self, path: str) -> _Ids:
        """Return what a path names that is parted within a name, the longest name last."""
        for position in (*(at for at in range(len(path) - 1, -1, -1) if path[at] == "/"), -1):
            last = path[position + 1 :]
            if "/" in last and fold(last) in self._laid.parted:
                found = self._split_at(path, path[: max(position, 0)], last)
                if found:
                    return found
        return ()

    def _spelled(self, ids: _Ids, last: str) -> _Ids:
        """Return those of one folded name that are spelled exactly so, if any is."""
        if len(ids) < 2:  # noqa: PLR2004
            return ids
        name = spelled(last)
        return tuple(one for one in ids if name in self.written(one)) or ids

    def _exactly(self, ids: _Ids, path: str) -> _Ids:
        """Return the one of several places whose whole path this is: what is exactly so is never ambiguous."""
        said = [spelled(part) for part in parted(path, "below")]
        deep = tuple(one for one in ids if len(list(islice(self._upward(one), len(said) + 1))) == len(said))
        whole = tuple(one for one in deep if [spelled(part) for part in parted(self.path(one), "below")] == said)
        return whole if len(whole) == 1 else ids

    def called(self, name: str) -> _Ids:
        """Return every place of this name, wherever it is; a separator in it parts nothing."""
        return self._spelled(self._by_name(fold(name)), name)

    def find_with_gaps(self, path: str) -> _Ids:
        """Return the places that a path names which leaves out parents: 甲社区/3号楼 for 甲社区/锦绣园/3号楼."""
        head, last = _last(path)
        if len(last) == len(path):
            return self._by_name(fold(last))
        above = set(self.find(head) or self.find_with_gaps(head))
        return tuple(one for one in self._by_name(fold(last)) if above & self.enclosing(one)) if above else ()

    def parents(self, number: int) -> list[int]:
        """Return the parents of a place on every axis, the one its displayed path goes through first."""
        known = self._laid.up(number)
        return known + [one for one in self._above.get(number, ()) if one not in known]

    def enclosing(self, number: int) -> set[int]:
        """Return the numbers of all places that a place lies in."""
        found: set[int] = set()
        waiting = self.parents(number)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.parents(one))
        return found

    def common(self, numbers: Iterable[int]) -> int | None:
        """Return the nearest place that is or encloses all of some places; None where there is none."""
        around = [self.enclosing(one) | {one} for one in set(numbers)]
        shared = set[int].intersection(*around) if around else set()
        return max(shared, key=lambda one: (len(self.enclosing(one)), self.keys[one]), default=None)

    def path(self, number: int) -> str:
        """Return the displayed path of a place, from its root."""
        parts = [quoted(self.names[one]) for one in self._upward(number)]
        return "/".join(reversed(parts))

    def _upward(self, number: int) -> Iterator[int]:
        """Yield a place and those that its displayed path goes through, the nearest first."""
        seen, above = set[int](), [number]
        while above and above[0] not in seen:
            seen.add(above[0])
            yield above[0]
            above = self.parents(above[0])

    def near(self, path: str) -> list[str]:
        """Return paths of places that somebody may have meant, best first."""
        parts = parted(path, "below")
        for length in range(len(parts) - 1, -1, -1):
            above = self.find("/".join(parts[:length])) if length else ()
            if above or not length:
                together = self._run_together(fold(parts[length]), above) if length == len(parts) - 1 else []
                return together or self._nearest(fold(parts[length]), above)
        return []

    def _run_together(self, said: str, above: _Ids) -> list[str]:
        """Return the paths of places whose name stands right behind that of a place around them: 锦绣园3号楼."""
        found: dict[str, None] = {}
        for at in range(1, len(said)):
            for parent in self._below(above, said[:at]) if above else self._by_name(said[:at]):
                for child in self.children(parent).get(said[at:], ()):
                    found[f"{self.path(parent)}/{quoted(self.names[child])}"] = None
        return list(found)[:_SUGGESTED]

    def _nearest(self, said: str, above: _Ids) -> list[str]:
        if above:
            inside = {name: ids for parent in above[:_SUGGESTED] for name, ids in self.children(parent).items()}
            names = list(inside)
        else:
            names = [*self._laid.folded(), *self._named]
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - few look for what nothing is called

        best = process.extract(said, names, scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=_SUGGESTED)
        ids = [one for name, _, _ in best for one in (inside[name] if above else self._by_name(name))]
        return [self.path(one) for one in dict.fromkeys(ids)][:_SUGGESTED]

    def _by_name(self, name: str) -> _Ids:
        members, still_open = self._laid.members(name)
        found = members[still_open].tolist()
        return tuple(dict.fromkeys([*found, *self._named.get(name, ())])) or tuple(members.tolist())

    def children(self, parent: int) -> dict[str, list[int]]:
        """Return the children of a place by folded name, on every axis."""
        known = self._children.get(parent)
        if known is None:
            known = self._children[parent] = self._collect(parent)
        return known

    def _collect(self, parent: int) -> dict[str, list[int]]:
        """Return the children of a place by name; what has ended only under a name that nothing else has."""
        kept, ended = self._laid.down(parent)
        found: dict[str, list[int]] = {}
        for child in dict.fromkeys([*kept, *self._under.get(parent, ())]):
            for name in self._names_of(child):
                found.setdefault(name, []).append(child)
        late: dict[str, list[int]] = {}
        for child in ended:
            for name in self._names_of(child):
                late.setdefault(name, []).append(child)
        return {**late, **found}

    def written(self, number: int) -> set[str]:
        """Return the names of a place as they are written."""
        short = self._laid.short_name(number)
        return {self.names[number], *self._aliases.get(number, ()), *([short] if short else ())}

    def _names_of(self, number: int) -> set[str]:
        return {fold(name) for name in self.written(number)}


def _last(path: str) -> tuple[str, str]:
    """Return what stands before the last part of a path, and that part."""
    if "“" not in path and '"' not in path:
        head, _, last = path.rpartition("/")
        return head, last
    last = parted(path, "below")[-1]
    return path[: -len(last) - 1] if last else path[:-1], last
