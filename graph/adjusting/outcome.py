"""The result of a piece of weekly work: the change, what has to be told, and what stays where it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.changes import ChangeSet
from graph.keys import is_key
from graph.kinds import field_of
from graph.words import caption
from graph.words.listed import Listed


@dataclass(frozen=True)
class Issue:
    """Something to be told beside: what somebody should look at before or after.

    Attributes:
        code: Of its sentence, ``adjust.issue.…``.
        params: What the sentence is filled with; things and people by their keys, a ``field`` as ``kind.field``.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, lang: str, called: Callable[[str], str]) -> str:
        """Return it in words.

        Args:
            lang: ``zh`` or ``en``.
            called: What a thing is called, by its key.

        Example:
            >>> said = Issue("hold_later", {"post": "post-5222ni5m42r262ec", "since": "2024-12-01"})
            >>> said.sentence("en", lambda key: "书记")
            'Somebody takes “书记” from 2024-12-01 on as it is; look whether that still holds'
        """
        said = {name: _said(one, called) for name, one in self.params.items()}
        if "field" in said:
            header = field_of(*str(said["field"]).split("."))
            said["field"] = header.zh if lang == "zh" else header.en
        return caption(f"adjust.issue.{self.code}", lang, **said)


@dataclass(frozen=True)
class Left:
    """Something that stays as it is beside what ended or was split, and may want a new place.

    Attributes:
        key: What stays: a thing by its key.
        by: How it hangs on what changed: the kind of the tie, or ``kind.field`` of what refers to it.
        to: On what it hangs.
    """

    key: str
    by: str
    to: str


@dataclass(frozen=True)
class Adjusted:
    """The result of one piece of weekly work.

    Attributes:
        changes: What is to be committed; empty = all of it is so already.
        issues: What has to be told.
        left: What stays behind, by what it hangs on and key.
        made: Keys of things that begin with it.
    """

    changes: ChangeSet
    issues: tuple[Issue, ...] = ()
    left: tuple[Left, ...] = ()
    made: tuple[str, ...] = ()


def _said(value: Any, called: Callable[[str], str]) -> Any:
    if isinstance(value, (list, tuple)):
        return Listed(str(_said(one, called)) for one in value)
    return called(value) if isinstance(value, str) and is_key(value) else value
