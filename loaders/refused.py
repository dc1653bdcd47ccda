"""Columns that linli never keeps, by the rules on people's data: a file with one is refused whole (SEMANTICS V5).

The header alone decides; the cells below it are never read, shown or counted. Which headers, and for what reason, is
data: ``refused.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graph.parsing import parsed
from graph.values import cell
from graph.words import caption
from loaders.report import Report, Where

_FURNITURE = re.compile(r"[\W_]+")
_ROOM = 4  # letters around a word in what is likely a header, and not a sentence or a name


@dataclass(frozen=True)
class Refused:
    """Why a header is refused.

    Attributes:
        word: Which word of the register stands in it.
        reason: The code of the reason; ``refused.<reason>`` in the words.
        unless_mapped: Whether a mapping file may say that it is something else.
    """

    word: str
    reason: str
    unless_mapped: bool = False


@lru_cache(maxsize=4096)
def refused(header: str) -> Refused | None:
    """Return for what a header is refused, None where it is not.

    Example:
        >>> refused("居民身份证号码"), refused("姓名")
        (Refused(word='身份证', reason='identity', unless_mapped=False), None)
        >>> [found.reason for found in map(refused, ("ＩＤ", "* ID_Card", "病 史")) if found]
        ['identity', 'identity', 'health']
    """
    said = _FURNITURE.sub("", cell.narrow(header)).casefold()
    for reason, known in _register().items():
        bare = said
        for harmless in known.get("but", ()):
            bare = bare.replace(harmless, "")
        for word in known.get("within", ()):
            if word in bare:
                return Refused(word, reason)
        for name in ("whole", "unless_mapped"):
            if bare in known.get(name, ()):
                return Refused(bare, reason, unless_mapped=name == "unless_mapped")
    return None


def likely_refused(text: str) -> Refused | None:
    """Return for what a cell is refused that may be a header: one with little beside the word.

    Example:
        >>> likely_refused("身份证号") is None, likely_refused("社区矫正和安置帮教工作站")
        (False, None)
    """
    found = refused(text)
    return found if found and len(_FURNITURE.sub("", text)) <= len(found.word) + _ROOM else None


def tell_refused(found: Refused, header: str, where: Where, report: Report) -> None:
    """Report a header that is refused, with the reason and what to do instead."""
    hint = "hint.refused_id" if found.unless_mapped else f"hint.refused_{found.reason}"
    own = {"hint": hint} if caption(hint) != hint else {}
    report.error("refused_column", where, found=header, word=found.word, reason=f"refused.{found.reason}", **own)


@cache
def _register() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("refused.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = parsed(text)
    return found
