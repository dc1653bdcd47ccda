"""A plan on a page: the files that somebody sent, read and laid out, and what a page or a workbook shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.captions import Captions
from api.console.asked import Asked
from api.console.importing.staging import Staged
from api.console.writing import by
from api.rendering.compared import only_lines, sections_of
from api.rendering.plans import ComparedTold, PlanTold
from api.routes.planned import Named, plan_told, plans_compared
from graph.forms import AnswerSheet
from loaders.plans import read_plan


@dataclass(frozen=True)
class PlanPage:
    """What is told of one plan, or of two.

    Attributes:
        plans: The plans.
        compared: Two of them beside each other; None of one.
    """

    plans: tuple[PlanTold, ...]
    compared: ComparedTold | None = None

    @property
    def one(self) -> PlanTold:
        """The plan, where it is one."""
        return self.plans[0]


def laid_out(asked: Asked, staged: Staged) -> PlanPage:
    """Return what is told of the plans in some files.

    Raises:
        BadInput: A file is no plan.
        Busy: As many files are read as may be.
    """
    words = asked.rules.vocabulary()
    with asked.live.slots.taken():
        plans: list[Named] = [(plan.name, plan.lines) for plan in (read_plan(path, words) for path in staged.paths)]
        if len(plans) == 1:
            return PlanPage((plan_told(asked.request, asked.live, plans[0], asked.lang, by=by(asked)),))
        compared = plans_compared(asked.request, asked.live, plans[0], plans[1], asked.lang)
        return PlanPage(compared.plans, compared)


def sheets_of(asked: Asked, page: PlanPage) -> list[AnswerSheet]:
    """Return what is told as sheets of a workbook."""
    lines = [_lines(asked, one) for one in page.plans]
    return [*lines, *_does(asked, page.plans), *([] if page.compared is None else _compared(page.compared, asked.lang))]


def _lines(asked: Asked, told: PlanTold) -> AnswerSheet:
    say = asked.say
    headers = (
        say("plan.column.order"),
        say("plan.page.line"),
        say("plan.page.state"),
        say("adjust.writes"),
        say("adjust.noted"),
    )
    rows = tuple(
        (
            one.step.line.number,
            one.title(asked.lang),
            say(f"plan.page.{one.state}"),
            "\n".join((*filter(None, one.why(asked.lang)), *one.writes)),
            "\n".join(one.noted),
        )
        for one in told.lines
    )
    return AnswerSheet("lines", told.name or say("plan.sheet"), headers, rows, frozenset({0}))


def _does(asked: Asked, plans: Sequence[PlanTold]) -> Iterator[AnswerSheet]:
    for told in plans:
        rows = tuple((line,) for line in (*told.whole.does(), *told.whole.noted()))
        title = asked.say("plan.page.does_of", plan=told.name)
        yield AnswerSheet("does", title, (asked.say("adjust.does"),), rows, frozenset())


def compared_sheets(told: ComparedTold, say: Captions) -> Iterator[AnswerSheet]:
    """Yield the tables of two plans beside each other."""
    for one in sections_of(told, say):
        yield AnswerSheet("compared", one.title, one.headers, one.rows, frozenset(range(1, len(one.headers))))


def _compared(told: ComparedTold, lang: str) -> Iterator[AnswerSheet]:
    say = told.captions(lang)
    yield from compared_sheets(told, say)
    for title, lines in only_lines(told, say):
        yield AnswerSheet("only", title, (title,), tuple((line,) for line in lines), frozenset())
