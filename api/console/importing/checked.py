"""Files checked, or taken, as a page tells it: what is wrong, the sheet around it, and what they change in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any

import graph
from api.access.receipts import receipts_of
from api.console.asked import Asked
from api.console.importing.excerpts import Excerpt, Sheets
from api.console.importing.staging import Staged
from api.rendering.changes import Told, told_of
from api.rendering.issues import lines
from api.rendering.sentences import sentence
from api.routes.imports import known_source
from api.routes.requested import viewer_of
from api.whoami import by_whom
from graph.words import caption
from loaders import load
from loaders.mapping import FileMap
from loaders.readers import reading_once
from loaders.report import Report

_COUNTS = ("added", "changed", "ended", "unchanged", "missing", "skipped")
#: At most this many issues are shown with an excerpt of the sheet, and this many changes one by one.
_PICTURED, _TOLD = 200, 2000
_PERSON = re.compile(r"\bperson-[a-z2-7]{16}\b")


@dataclass(frozen=True)
class Wrong:
    """Something that is wrong, or that the reader should know.

    Attributes:
        severity: ``error``, ``warning`` or ``note``.
        place: File, sheet and cell.
        text: What it is.
        hint: What to do about it.
        also: Other cells of the same.
        count: How often it is so.
        excerpt: The piece of the sheet around it.
    """

    severity: str
    place: str
    text: str
    hint: str
    also: str
    count: int
    excerpt: Excerpt | None


@dataclass(frozen=True)
class Checked:
    """The result of a check, or of taking files in.

    Attributes:
        source: What the files were taken for.
        failed: Whether there is an error, so that nothing can be written.
        counts: How many rows are new, changed and so on, by the code of the count.
        issues: What is wrong.
        changes: What they change, in sentences by sort; ``(caption, sentences)``.
        changed: How many changes there are.
        revision: The revision that has them, or against which they were checked.
        before: The revision before.
        digest: Tells whether files change the same another time.
    """

    source: str
    failed: bool
    counts: tuple[tuple[str, int], ...]
    issues: tuple[Wrong, ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    changed: int
    revision: int
    before: int
    digest: str

    @property
    def left(self) -> int:
        """How many rows and columns were not read in, each with an issue that says why."""
        return dict(self.counts).get("skipped", 0)


def checked(asked: Asked, staged: Staged, *, dry_run: bool) -> Checked:
    """Return the result of loading files; in a dry run nothing is written.

    Raises:
        StaleRevision: Somebody committed since ``staged.base``.
        BadInput: The files are of no source that is known.
        Busy: As many imports are at work as may be.
    """
    live, said = asked.live, dict(staged.options)
    with ExitStack() as held:
        held.enter_context(live.slots.taken())
        held.enter_context(reading_once())
        mapping: FileMap | None = said.pop("mapping", None)
        named = said.pop("source", None) or (None if mapping is None else mapping.source)
        source = known_source(named, list(staged.paths))
        said |= said.pop("set", {})
        end_missing, correct = (bool(said.pop(name, None)) for name in ("end_missing", "correct"))
        with live.importing:
            before = live.store.revision().number
            report = load(
                source,
                staged.paths,
                live.store,
                by=by_whom(asked.account.name or None),
                dry_run=dry_run,
                expected=None if dry_run else staged.base,
                options=said,
                rules=live.rules,
                end_missing=end_missing,
                correct=correct,
                mapping=mapping,
                receipts=receipts_of(live.store.where),
            )
        found = _told(asked, report, staged, before, str(source.title[asked.lang]))
    live.refresh()
    return found


def _told(asked: Asked, report: Report, staged: Staged, before: int, source: str) -> Checked:
    told = told_of(report, asked.live.rules, viewer_of(asked.request), graph.today())
    return Checked(
        source=source,
        failed=report.failed,
        counts=tuple((name, int(getattr(report, name))) for name in _COUNTS),
        issues=tuple(_issues(asked.lang, report, staged)),
        changes=() if told is None else tuple(_in_words(told, asked.lang)),
        changed=0 if told is None else len(told.rows),
        revision=report.revision or before,
        before=before,
        digest="" if told is None else _digest(told, report),
    )


def _digest(told: Told, report: Report) -> str:
    """Return what tells whether the same changes come another time; the key of who is new is a new one each time."""
    counts = [getattr(report, name) for name in _COUNTS if name != "unchanged"]
    text = "\n".join([repr(counts), *(f"{one.what} {sentence(told, one, 'zh')}" for one in told.rows)])
    return sha256(_PERSON.sub("person", text).encode()).hexdigest()


def _issues(lang: str, report: Report, staged: Staged) -> Iterable[Wrong]:
    sheets = Sheets(staged.paths, [one.where for one in report.issues])
    for number, line in enumerate(lines(report, own=False)):
        excerpt = sheets.around(line.issue.where) if number < _PICTURED else None
        hint = line.issue.suggestion(lang, page=True) or ""
        yield Wrong(
            line.issue.severity, line.place, line.message(lang, page=True), hint, line.more, line.count, excerpt
        )


def _in_words(told: Told, lang: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    shown: list[Any] = list(told.rows[:_TOLD])
    for what, group in groupby(shown, key=lambda one: one.what):
        yield caption(f"changes.{what}", lang), tuple(sentence(told, one, lang) for one in group)
