"""Sentences as a page says them: where the terminal names a command, a page has a link, and what begins is said so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from api.rendering.sentences import BARE, sentence, whole_sentence
from graph.words import caption, words

if TYPE_CHECKING:
    from api.rendering.changes import Told
    from graph.differences import Difference

#: What of a source names the work: by its first word after ``linli``, the code of what it does.
_WORKS: Mapping[str, tuple[str, ...]] = {
    "need": ("source.need.", "needs.do."),
    "match": ("source.match.", "step."),
    "orders": ("source.orders.",),
    "forget": ("source.forget",),
}


def line_of(told: Told, one: Difference, lang: str, *, whole: bool = False) -> str:
    """Return a difference as a sentence that stands by itself; ``whole``: with what is written of something new."""
    text = (whole_sentence if whole else sentence)(told, one, lang)
    return caption("changes.alone", lang, what=caption(f"changes.{one.what}", lang), text=text) if one.what in BARE \
        else text  # fmt: skip


def source_in_words(source: str, lang: str) -> str:
    """Return what was done by a command, as ``linli need dispatch``, in words; what else it says as it is.

    Example:
        >>> source_in_words("linli need dispatch", "zh"), source_in_words("台账.xlsx", "zh")
        ('需求：派单', '台账.xlsx')
    """
    parts = source.split()
    if len(parts) < 2 or parts[0] != "linli":  # noqa: PLR2004 - what did it, and what it did
        return source
    work, doing = parts[1], parts[-1]
    known = words(lang)
    codes = [code if not code.endswith(".") else code + doing for code in _WORKS.get(work, ())]
    done = next((known[one] for one in [*codes, f"adjust.do.{work}"] if one in known), None)
    if done is None:
        return source
    about = f"source.{work}"
    return f"{known[about]}{known['console.colon']}{done}" if about in known and about not in codes else done
