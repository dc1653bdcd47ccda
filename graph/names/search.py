"""Things whose name somebody begins to type: in characters, in pinyin or in its initials, or nearly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from rapidfuzz import fuzz, process

from graph.names.folding import fold

_EXACT, _STARTS, _CONTAINS, _PINYIN, _NEARLY = range(5)
_CUTOFF = 60


class Search:
    """Ranks the distinct names of a network; the index of pinyin is made when Latin letters are first typed."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        """Take what returns the names, which is called once."""
        self._source = names

    def best(self, text: str, limit: int) -> list[str]:
        """Return the folded names that a text may mean, best first.

        Example:
            >>> Search(lambda: ["锦绣园", "锦绣园3号楼", "和睦队"]).best("jxy", 5)
            ['锦绣园', '锦绣园3号楼']
        """
        said = fold(text)
        if not said:
            return []
        ranked = {name: (rank, len(name), name) for name in self._names if (rank := _written(said, name)) is not None}
        if said.isascii():
            for name, (full, initials) in self._pinyin.items():
                if name not in ranked and (said in full or said in initials):
                    ranked[name] = (_PINYIN, len(name), name)
        if not ranked:  # where something is called so, what is called nearly so is only in the way
            for name, score, _ in process.extract(
                said, self._names, scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=limit
            ):
                ranked.setdefault(name, (_NEARLY, round(100 - score), name))
        return sorted(ranked, key=ranked.__getitem__)[:limit]

    @cached_property
    def _names(self) -> list[str]:
        return sorted({fold(name) for name in self._source()} - {""})

    @cached_property
    def _pinyin(self) -> dict[str, tuple[str, str]]:
        from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - half a second, and few type in Latin letters

        signs = {sign for name in self._names for sign in name}
        read = {sign: lazy_pinyin(sign, style=Style.NORMAL, errors="default")[0] for sign in signs}
        return {
            name: ("".join(map(read.__getitem__, name)), "".join(read[sign][:1] for sign in name))
            for name in self._names
        }


def _written(said: str, name: str) -> int | None:
    if said not in name:
        return None
    if said == name:
        return _EXACT
    return _STARTS if name.startswith(said) else _CONTAINS
