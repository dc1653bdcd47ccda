"""Plans as JSON and pages tell them: each line, what all would do, and two beside each other (SEMANTICS K44)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from api.captions import Captions
from api.planning import Written
from api.rendering.adjusting import AdjustmentTold
from api.rendering.changes import Told
from api.rendering.sentences import whole_sentence
from api.rendering.text import SCHEMA
from graph.adjusting.outcome import Adjusted, Issue
from graph.adjusting.register import ADJUSTMENTS
from graph.answers import Answer
from graph.changes import ChangeSet, apply
from graph.planning.beside import beside
from graph.planning.laying import Laid, Step
from graph.tables import Tables
from graph.viewing import Viewer, named
from graph.words import caption

Row = dict[str, Any]
#: Adds to a piece of work on a day what is told beside it.
Beside = Callable[[Adjusted, date], Adjusted]
WORK = "plan"


@dataclass(frozen=True)
class LineTold:
    """A line, in words.

    Attributes:
        step: The line as it was laid out.
        writes: What it writes.
        noted: What somebody should look at.
    """

    step: Step
    writes: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """``refused``, ``nothing`` where all of it is so already, or ``understood``."""
        if self.step.made is None:
            return "refused"
        return "nothing" if self.step.made.changes.empty else "understood"

    def title(self, lang: str) -> str:
        """Return what a line is called: its number, its day and the piece of work."""
        line = self.step.line
        work = caption(ADJUSTMENTS[line.work].label, lang) if line.work in ADJUSTMENTS else "—"
        return caption("plan.line", lang, number=line.number, day=self.step.day, work=work)

    def why(self, lang: str, *, page: bool = False) -> tuple[str, str]:
        """Return why it is refused, with the cell, and what to do, on a page there; empty where it is not."""
        wrong = self.step.wrong
        if wrong is None:
            return "", ""
        cell = self.step.line.cell(wrong.part)
        text = wrong.error.message(lang, page=page)
        told = caption("plan.at", lang, cell=cell, text=text) if cell else text
        return told, wrong.error.suggestion(lang, page=page) or ""


class PlanTold:
    """A plan laid out, in a language, as its viewer may know of it.

    Attributes:
        whole: What all of it does, as one piece of work.
    """

    def __init__(
        self, name: str, laid: Laid, tables: Tables, viewer: Viewer, lang: str, issues: tuple[Issue, ...] = ()
    ) -> None:
        """Take a plan.

        Args:
            name: What it is called.
            laid: The plan, laid out.
            tables: The rows of the revision that it was laid out on, with what is kept apart.
            viewer: Who looks.
            lang: ``zh`` or ``en``.
            issues: What is to be told beside all of it.

        Raises:
            NotLogged: Something in it is personal, and that it is shown cannot be written down.
        """
        self.name, self.laid, self.lang = name, laid, lang
        self._tables, self._viewer = tables, viewer
        one = Adjusted(laid.changes, issues, made=laid.made)
        self.whole = AdjustmentTold(WORK, one, laid.before, tables, laid.rules, viewer, lang)

    @cached_property
    def lines(self) -> tuple[LineTold, ...]:
        """Its lines."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[LineTold]:
        tables, people = self._tables, self.laid.before.people
        log = None if people is None else people.log
        for step in self.laid.steps:
            if step.made is None:
                yield LineTold(step)
                continue
            told = Told(tables, step.made.changes, self.laid.rules, self._viewer, step.day, log)
            writes = tuple(whole_sentence(told, one, self.lang) for one in told.rows)
            yield LineTold(step, writes, tuple(one.sentence(self.lang, told.called) for one in step.made.issues))
            tables = apply(tables, step.made.changes)

    @property
    def digest(self) -> str:
        """What tells whether the same is foretold another time."""
        return self.whole.digest

    def came(self, changes: ChangeSet, made: tuple[str, ...]) -> bool:
        """Return whether what was foretold is what came.

        Args:
            changes: What was committed since the revision that it was laid out on.
            made: Keys of things that began with that, line by line.
        """
        laid, one = self.laid, Adjusted(changes, made=made)
        came = AdjustmentTold(WORK, one, laid.before, self._tables, laid.rules, self._viewer, self.lang)
        return came.digest == self.digest

    def document(self) -> Row:
        """Return it as a document."""
        found = self.whole.document(None)
        return {
            "schema": SCHEMA,
            "plan": self.name,
            "on": found["on"],
            "base": found["base"],
            "digest": found["digest"],
            "lines": [self._line(one) for one in self.lines],
            "refused": len(self.laid.refused),
            "made": found["made"],
            "issues": found["issues"],
            "foretold": found["foretold"],
        }

    def _line(self, one: LineTold) -> Row:
        line, (why, hint) = one.step.line, one.why(self.lang)
        wrong = one.step.wrong
        return {
            "line": line.number,
            "day": one.step.day.isoformat(),
            "work": line.work or None,
            "state": one.state,
            "writes": list(one.writes),
            "noted": list(one.noted),
            "code": None if wrong is None else wrong.error.code,
            "cell": None if wrong is None else line.cell(wrong.part) or None,
            "part": None if wrong is None else wrong.part or None,
            "message": why or None,
            "hint": hint or None,
        }


class ComparedTold:
    """Two plans beside each other, as their viewer may know of them.

    Attributes:
        answer: What they do.
        plans: The two.
    """

    def __init__(self, first: PlanTold, second: PlanTold, viewer: Viewer) -> None:
        """Take two plans that were laid out on one revision and asked about on one day."""
        self.plans = (first, second)
        network, rules = first.laid.before.told(viewer), first.laid.rules
        self.answer: Answer = beside(network, rules, first.whole.answer, second.whole.answer)

    def called(self, key: str) -> str:
        """Return what a thing is called; what only the second makes, as that calls it."""
        first, second = (one.whole.told.called for one in self.plans)
        said = first(key)
        return second(key) if said == key else said

    def document(self) -> Row:
        """Return it as a document."""
        first, second = self.plans
        answer = named(self.answer, first.whole.told.showing).to_dict()
        heads = {"first": _head(first), "second": _head(second)}
        return {"schema": SCHEMA, **heads, "issues": first.whole.issues, "compared": answer}

    def captions(self, lang: str) -> Captions:
        """Return the words of the codes in it."""
        return Captions(self.plans[0].whole.told.network, self.plans[0].laid.rules, lang)


def carried_document(told: PlanTold, written: Sequence[Written] = (), *, same: bool | None = None) -> Row:
    """Return a plan with what was written of it as a document; nothing, where it was only tried."""
    rows = [
        {"line": one.step.line.number, "day": one.step.day.isoformat(), "revision": one.revision} for one in written
    ]
    return {**told.document(), "dry_run": same is None, "written": rows, "as_foretold": same}


def _head(one: PlanTold) -> Row:
    return {"plan": one.name, "lines": len(one.laid.steps), "refused": len(one.laid.refused), "digest": one.digest}
