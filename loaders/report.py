"""What a load did, and everything that was wrong with the file, in one run.

An issue is a code and its parameters, put into words when somebody reads it. The same offence again
is counted, and five examples are named; another value found is another offence, so that every
misspelled name is seen at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from graph.changes import ChangeSet
from graph.errors import LinliError
from graph.identity import concealed, concealed_all
from graph.refusals import RULES
from graph.tables import Tables
from graph.words import caption, for_page, words
from graph.words.listed import Listed
from graph.words.typed import Typed

SCHEMA = 1
EXAMPLES = 5
#: At most this many different offences are kept; the rest are only counted.
OFFENCES = 1000
#: Characters of what was found that a sentence quotes.
QUOTED = 200
#: What is to be done about it in a file, where that is otherwise than at a terminal.
_HINTED = {"other_kind": "_in_file"}

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Where:
    """A place in a file: of the whole file, of a sheet, of a row, or of one cell."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    letter: str | None = None

    @property
    def cell(self) -> str | None:
        """The cell as a spreadsheet names it, such as ``C14``."""
        return f"{self.letter}{self.row}" if self.letter and self.row else None

    def shown(self) -> Where:
        """Return the same place with what is personal in its names hidden; mostly the very same."""
        file, sheet, column = (one and _hidden(one) for one in (self.file, self.sheet, self.column))
        if (file, sheet, column) == (self.file, self.sheet, self.column):
            return self
        return replace(self, file=file, sheet=sheet, column=column)


@lru_cache(maxsize=256)
def _hidden(name: str) -> str:
    return concealed(name)


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong, or that the reader should know.

    Attributes:
        severity: ``error``: nothing is written. ``warning``: written, and worth a look. ``note``: left out on purpose.
        code: Which sentence of the words it is: ``issue.<code>``, else ``error.<code>``.
        where: In which cell, row, sheet or file.
        found: What was found, masked where the column is personal.
        expected: What was expected, or the code of a phrase that says so.
        hint: What to do about it, or the code of a sentence that says so.
        params: What the sentences are filled with.
        own: What was found, unmasked: the name of a person that stands in the file, for whoever holds the file and
            reads the report in a terminal. Neither JSON nor HTTP nor a log has it.
    """

    severity: Severity
    code: str
    where: Where = field(default_factory=Where)
    found: str | None = None
    expected: str | None = None
    hint: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    own: str | None = None

    def unmasked(self) -> Issue:
        """Return the issue as whoever wrote the file may read it."""
        if self.own is None:
            return self
        params = {name: self.own if value == self.found else value for name, value in self.params.items()}
        return replace(self, found=self.own, params=params)

    def __post_init__(self) -> None:
        """Hide identity numbers and telephones in whatever is quoted, and in what files and sheets are called.

        What is quoted and is as long as a page is told by its beginning.
        """
        object.__setattr__(self, "where", self.where.shown())
        for name in ("found", "expected"):
            if value := getattr(self, name):
                shown = concealed(value)
                object.__setattr__(self, name, _shortened(shown) if name == "found" else shown)
        params = {name: _shortened(value) for name, value in concealed_all(self.params).items()}
        object.__setattr__(self, "params", params)

    def message(self, lang: str = "zh", *, page: bool = False) -> str:
        """Return the sentence, in ``zh`` or ``en``; on a page, one of its own goes first."""
        params = self._filled(lang)
        text = caption(f"issue.{self.code}", lang, **params)
        error = for_page(f"error.{self.code}", page=page)
        return text if text != f"issue.{self.code}" else caption(error, lang, **params)

    def suggestion(self, lang: str = "zh", *, page: bool = False) -> str | None:
        """Return what to do about it, if anything can be said; on a page, a sentence of its own goes first."""
        return self.hint and caption(for_page(self.hint, page=page), lang, **self._filled(lang))

    def _filled(self, lang: str) -> dict[str, Any]:
        where = {"column": self.where.column or "", "sheet": self.where.sheet or ""}
        found = {**where, "found": self.found, "expected": self.expected, **self.params}
        return {name: caption(value, lang) if isinstance(value, str) else value for name, value in found.items()}

    @property
    def offence(self) -> tuple[Any, ...]:
        """What makes two issues the same offence."""
        where = self.where
        return (self.severity, self.code, where.file, where.sheet, where.column, self.found, self.params.get("ref"))


def _shortened(value: Any) -> Any:
    """Return a text that is quoted without what follows its first characters; lists of several stay whole."""
    return f"{value[:QUOTED]}…" if type(value) is str and len(value) > QUOTED else value


def issue_of(error: LinliError, where: Where, severity: Severity = "error", own: str | None = None) -> Issue:
    """Return an error of the graph as an issue of a place in a file; ``own`` as an issue has it."""
    params = dict(error.params)
    found, expected = params.pop("found", params.get("ref")), params.pop("expected", None)
    hint = _hint(f"{error.code}{_HINTED.get(error.code, '_alone' if params.get('candidates') == '' else '')}")
    return Issue(severity, error.code, where, _quoted(found), _quoted(expected), hint, params, own)


def _quoted(value: object) -> str | None:
    """Return a value as an issue quotes it: a limit is a number; kinds are called as their sheets are."""
    if isinstance(value, Typed):
        return Listed(value.words.values())
    return value if value is None or isinstance(value, str) else str(value)


class Report:
    """What a load took, changed and found wrong.

    Attributes:
        accepted: Rows that were understood, by kind.
        homes: Of the places among them, the homes.
        added: Of these, rows of things and ties that were not known.
        changed: Rows that differ from what was known.
        unchanged: Rows that say what was known.
        ended: What the file no longer lists, or lists as replaced, and is now ended.
        missing: What is known within the file's own listings, and the file does not list.
        skipped: Rows and columns left out on purpose; each has a note among the issues.
        revision: The revision that has the changes; without a commit, the one they were computed against.
        refused: Folded names of the rows of places that are refused.
        dry_run: Whether writing was not asked for.
        before: What was known, once it was compared.
        changes: What really changes; None where there is an error.
    """

    def __init__(self, *, dry_run: bool = False) -> None:
        self.before: Tables | None = None
        self.changes: ChangeSet | None = None
        self.accepted: Counter[str] = Counter()
        self.homes = 0
        self.added = self.changed = self.unchanged = self.ended = self.missing = self.skipped = 0
        self.revision: int | None = None
        self.dry_run = dry_run
        self._offences: dict[tuple[Any, ...], list[Issue]] = {}
        self._counts: Counter[tuple[Any, ...]] = Counter()
        self._wrong: set[tuple[Any, ...]] = set()
        self.refused: set[str] = set()

    def required(self, where: Where, expected: str) -> None:
        """Take an error that a value is missing, unless what stands there is wrong already."""
        if not self.wrong_in(where):
            self.error("required", where, expected=expected)

    def wrong_in(self, where: Where) -> bool:
        """Return whether there is an error already in this cell, or without a column anywhere in this row."""
        at = (where.file, where.sheet, where.row)
        return (*at, where.column) in self._wrong or (where.letter is not None and (*at, where.letter) in self._wrong)

    def add(self, issue: Issue) -> None:
        """Take an issue: an example of its offence if there are few of it, else counted."""
        examples = self._offences.get(issue.offence)
        if examples is None and len(self._offences) < OFFENCES:
            examples = self._offences[issue.offence] = []
        if examples is not None and len(examples) < EXAMPLES:
            examples.append(issue)
        self._counts[issue.offence] += 1
        if issue.severity == "error":
            where = issue.where
            self._wrong.update(
                (where.file, where.sheet, where.row, column) for column in (None, where.column, where.letter)
            )

    def follows(self, where: Where, ref: str) -> None:
        """Take note of a cell that names a refused row: it is told with that row, and is no error of its own."""
        self.note("follows", where, found=ref)
        self._wrong.update((where.file, where.sheet, where.row, column) for column in (None, where.column))

    def error(self, code: str, where: Where, **said: Any) -> None:
        """Take an error, from the parts of an `Issue`."""
        self.add(_issue("error", code, where, said))

    def warn(self, code: str, where: Where, **said: Any) -> None:
        """Take a warning."""
        self.add(_issue("warning", code, where, said))

    def note(self, code: str, where: Where, **said: Any) -> None:
        """Take a note."""
        self.add(_issue("note", code, where, said))

    @property
    def failed(self) -> bool:
        """Whether there is an error: then nothing was written."""
        return any(offence[0] == "error" for offence in self._counts)

    def count(self, severity: Severity) -> int:
        """Return how many issues of a severity there are, repeated ones included."""
        return sum(many for offence, many in self._counts.items() if offence[0] == severity)

    @property
    def issues(self) -> list[Issue]:
        """The examples of every offence, errors first, then in the order of the file."""
        order = {"error": 0, "warning": 1, "note": 2}
        return sorted(self, key=lambda one: order[one.severity])

    def __iter__(self) -> Iterator[Issue]:
        """Iterate over the examples of every offence, as they were found."""
        for examples in self._offences.values():
            yield from examples

    def repeats(self, issue: Issue) -> int:
        """Return how often the offence of an issue was found."""
        return self._counts[issue.offence]

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """Return what ``--json`` prints and HTTP sends."""
        return {
            "schema": SCHEMA,
            "dry_run": self.dry_run,
            "accepted": dict(self.accepted),
            "added": self.added,
            "changed": self.changed,
            "ended": self.ended,
            "unchanged": self.unchanged,
            "missing": self.missing,
            "skipped": self.skipped,
            "errors": self.count("error"),
            "warnings": self.count("warning"),
            "issues": [self._plain(issue, lang) for issue in self.issues],
            "revision": self.revision,
        }

    def _plain(self, issue: Issue, lang: str) -> dict[str, Any]:
        where, expected = issue.where, issue.expected
        return {
            "severity": issue.severity,
            "code": issue.code,
            "rule": RULES.get(issue.code),
            "message": issue.message(lang),
            "file": where.file,
            "sheet": where.sheet,
            "row": where.row,
            "column": where.column,
            "cell": where.cell,
            "found": issue.found,
            "expected": caption(expected, lang) if expected else None,
            "suggestion": issue.suggestion(lang),
            "count": self.repeats(issue),
        }


def _issue(severity: Severity, code: str, where: Where, said: dict[str, Any]) -> Issue:
    parts = {name: said.pop(name, None) for name in ("found", "expected", "hint", "own")}
    parts["hint"] = parts["hint"] or _hint(code)
    return Issue(severity, code, where, params=said, **parts)


def _hint(code: str) -> str | None:
    """Return the sentence that says what to do about a code, if the words have one."""
    hint = f"hint.{code}"
    return hint if hint in words("zh") else None
