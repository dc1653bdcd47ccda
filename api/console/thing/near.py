"""What things are called on the page of one of them: what lies in it without its own path before it."""

from __future__ import annotations

from api.captions import Captions
from api.console.asked import Asked


class Near:
    """Calls things as ``Asked`` does, but for the path that they share with the thing of the page.

    Attributes:
        lang: The language.
    """

    def __init__(self, asked: Asked, key: str) -> None:
        """Take the thing of the page."""
        self._asked, self.lang = asked, asked.lang
        self._own = asked.called(key)

    @property
    def say(self) -> Captions:
        """The words of codes."""
        return self._asked.say

    def called(self, key: str) -> str:
        """Return what a thing is called here; who reads on need not tell apart by id what is called alike."""
        return short(self._asked.called(key).removesuffix(f"（{key}）"), self._own)


def short(path: str, own: str) -> str:
    """Return a path without the part that is the page's own, or that of the place its thing is at.

    Example:
        >>> short("甲社区/3号楼//楼栋长", "甲社区/3号楼"), short("甲社区/3号楼", "甲社区"), short("乙社区", "甲社区")
        ('楼栋长', '3号楼', '乙社区')
        >>> short("甲社区/4号楼", "甲社区/3号楼")
        '4号楼'
    """
    if path == own:
        return path
    around = own.partition("//")[0]
    for before in (own, around, around.rpartition("/")[0]):
        if before and path.startswith(f"{before}/"):
            return path[len(before) :].lstrip("/")
    return path
