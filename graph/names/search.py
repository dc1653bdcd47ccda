"""Things whose name somebody begins to type: in characters, in pinyin or in its initials, or nearly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property

from graph.names.folding import fold

EXACT, STARTS, CONTAINS, PINYIN, NEARLY = range(5)
CUTOFF = 60


class Search:
    """Ranks the distinct names of a network; the index of pinyin is made when Latin letters are first typed."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        """Take what returns the names, which is called once."""
        self._source = names

    def best(self, text: str, limit: int, *others: Search) -> list[str]:
        """Return the folded names that a text may mean, best first, among these and those of others.

        Example:
            >>> Search(lambda: ["锦绣园", "锦绣园3号楼", "和睦队"]).best("jxy", 5)
            ['锦绣园', '锦绣园3号楼']
        """
        said = fold(text)
        if not said:
            return []
        searched = (self, *others)
        ranked = {name: rank for one in searched for name, rank in one.ranked(said).items()}
        if not ranked:  # where something is called so, what is called nearly so is only in the way
            names = {name for one in searched for name in one._names}  # noqa: SLF001
            from rapidfuzz import fuzz, process  # noqa: PLC0415 - few look for what nothing is called

            near = process.extract(said, sorted(names), scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=limit)
            ranked = {name: (NEARLY, round(100 - score), name) for name, score, _ in near}
        return sorted(ranked, key=ranked.__getitem__)[:limit]

    def ranked(self, said: str) -> dict[str, tuple[int, int, str]]:
        """Return the names that a folded text is a part of, by signs or by pinyin, each with its rank."""
        ranked = {name: (rank, len(name), name) for name in self._names if (rank := _written(said, name)) is not None}
        if said.isascii():
            for name, (full, initials) in self._pinyin.items():
                if name not in ranked and (said in full or said in initials):
                    ranked[name] = (PINYIN, len(name), name)
        return ranked

    @cached_property
    def _names(self) -> list[str]:
        return sorted({fold(name) for name in self._source()} - {""})

    @cached_property
    def _pinyin(self) -> dict[str, tuple[str, str]]:
        return {name: sounds(name) for name in self._names}


def sounds(name: str) -> tuple[str, str]:
    """Return a folded name in pinyin, and its initials.

    Example:
        >>> sounds("锦绣园3号楼")
        ('jinxiuyuan3haolou', 'jxy3hl')
    """
    read = [_read(sign) for sign in name]
    return "".join(read), "".join(one[:1] for one in read)


@cache
def _read(sign: str) -> str:
    """Return how a character is read; kept, since one takes 0.1 ms and people's names are read anew each time."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - half a second, and few type in Latin letters

    return str(lazy_pinyin(sign, style=Style.NORMAL, errors="default")[0])


def _written(said: str, name: str) -> int | None:
    if said not in name:
        return None
    if said == name:
        return EXACT
    return STARTS if name.startswith(said) else CONTAINS
