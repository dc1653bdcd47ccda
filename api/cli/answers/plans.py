"""``linli plan``: a plan line by line with what all of it would do, and two plans beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli.paper import Paper
from api.planning import Written
from api.rendering.compared import LETTERS, only_lines, sections_of
from api.rendering.plans import ComparedTold, PlanTold
from graph.words import caption


def write_plan(paper: Paper, told: PlanTold, limit: int) -> None:
    """Write a plan."""
    laid, lang = told.laid, told.lang
    counts = {"count": len(laid.steps), "on": laid.before.date, "revision": laid.before.revision}
    paper.heading(caption("plan.head", lang, plan=told.name, **counts))
    for one in told.lines:
        why, hint = one.why(lang)
        paper.line(caption(f"plan.state.{one.state}", lang, line=one.title(lang), why=why))
        _list(paper, [*((hint,) if hint else ()), *one.writes], limit, lang)
        _list(paper, [caption("plan.note", lang, text=text) for text in one.noted], limit, lang)
    paper.line()
    if laid.refused:
        paper.line(caption("plan.without", lang, count=len(laid.refused)))
    paper.heading(caption("cli.adjust.does", lang))
    _list(paper, list(told.whole.does()) or [caption("cli.adjust.nothing_changes", lang)], limit, lang)


def write_compared(paper: Paper, told: ComparedTold, lang: str, limit: int) -> None:
    """Write two plans beside each other."""
    say = told.captions(lang)
    first, second = (one.name for one in told.plans)
    paper.heading(
        say("plan.compare.head", first=first, second=second, on=told.answer.on, revision=told.answer.revision)
    )
    for letter, one in zip(LETTERS, told.plans, strict=True):
        counts = {"count": len(one.laid.steps), "refused": len(one.laid.refused)}
        paper.line(say("plan.compare.plan", letter=letter, plan=one.name, **counts))
    paper.line(say("plan.compare.gaps", **told.answer.totals["gaps"]))
    for section in sections_of(told, say):
        paper.line()
        paper.heading(section.title)
        rows = section.rows[:limit] if limit else section.rows
        paper.table(section.headers, rows, right=range(1, len(section.headers)), indent=2)
        if len(section.rows) > len(rows):
            paper.line(caption("cli.more", lang, count=f"{len(section.rows) - len(rows):,}"), indent=2)
    for title, lines in only_lines(told, say):
        paper.line()
        paper.heading(title)
        _list(paper, lines, limit, lang)


def write_carried(paper: Paper, written: Sequence[Written], lang: str, *, same: bool) -> None:
    """Write what was written of a plan."""
    paper.line()
    for one in written:
        code = "plan.so_already" if one.revision is None else "plan.written"
        paper.line(caption(code, lang, number=one.step.line.number, day=one.step.day, revision=one.revision))
    paper.line(caption("plan.came" if same else "plan.came_otherwise", lang))


def _list(paper: Paper, lines: Sequence[str], limit: int, lang: str) -> None:
    shown = lines[:limit] if limit else lines
    for line in shown:
        paper.line(line, indent=2)
    if len(lines) > len(shown):
        paper.line(caption("cli.more", lang, count=f"{len(lines) - len(shown):,}"), indent=2)
