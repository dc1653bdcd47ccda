"""What a store finds when it looks at everything: each a code of the words with what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from graph.concealing import identities
from graph.kinds import field_of, kind_of
from graph.words import caption

#: ``damage``: something is lost or not what was written. ``notice``: nothing is lost, and something is to be done.
Severity = Literal["damage", "notice"]


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        code: Of its sentence, ``finding.…``, and of what can be done, ``hint.finding.…``.
        severity: Whether something is lost.
        params: What the sentence is filled with; never a personal value.
    """

    code: str
    severity: Severity
    params: dict[str, Any] = field(default_factory=dict)

    def message(self, lang: str = "zh") -> str:
        """Return the sentence.

        Example:
            >>> Finding("table_missing", "damage", {"table": "place"}).message("en")
            'The table place is missing'
        """
        return caption(f"finding.{self.code}", lang, **self.params)

    def suggestion(self, lang: str = "zh") -> str | None:
        """Return what can be done about it, if the words have a line for that."""
        key = f"hint.finding.{self.code}"
        text = caption(key, lang, **self.params)
        return None if text == key else text


def identities_found(frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
    """Return where identity numbers are kept, from frames by table name: before they were refused they were let in."""
    found = []
    for (kind, name), count in identities(frames).items():
        said = {"sheet": kind_of(kind).zh, "header": field_of(kind, name).zh}
        found.append(Finding("identity", "notice", {"kind": kind, "field": name, "count": count, **said}))
    return found


@dataclass(frozen=True)
class Examined:
    """What was looked at, and what was found.

    Attributes:
        revisions: How many revisions there are.
        sealed: How many of them were worked out again from their rows, and have the digest they were written with.
        rows: How many rows of all revisions were read.
        findings: What is not as it should be; none = all is well.
    """

    revisions: int
    sealed: int
    rows: int
    findings: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is lost."""
        return all(one.severity != "damage" for one in self.findings)
