"""A list of what somebody may type, in a sentence that says what to type instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.words import caption


@dataclass(frozen=True)
class Typed:
    """Words that somebody may type, each with what it is called, as a sentence lists them.

    Attributes:
        words: By what is typed, what it is called: a code of the words, or Chinese.

    Example:
        >>> typed = Typed({"accept": "need.step.accept", "satisfied": "满意"})
        >>> typed.said("zh"), typed.said("en")
        ('受理 `accept`、满意 `satisfied`', '`accept` `satisfied`')
    """

    words: Mapping[str, str]

    def said(self, lang: str) -> str:
        """Return them as a list; in English what is typed says it already."""
        if lang == "en":
            return " ".join(f"`{one}`" for one in self.words)
        return "、".join(f"{caption(called, lang)} `{one}`" for one, called in self.words.items())

    def called(self, lang: str) -> str:
        """Return what they are called, for a page, where nobody types a code; in English they are words by themselves.

        Example:
            >>> Typed({"accept": "need.step.accept", "satisfied": "满意"}).called("zh")
            '受理、满意'
        """
        if lang == "en":
            return ", ".join(one.replace("_", " ") for one in self.words)
        return "、".join(caption(called, lang) for called in self.words.values())
