"""A plan on a page: the files that somebody sent, read and laid out, and what a page or a workbook shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from api.captions import Captions
from api.console.asked import Asked
from api.console.importing.staging import Staged
from api.console.writing import by
from api.planning import Written, chosen
from api.rendering.compared import only_lines, sections_of
from api.rendering.plans import ComparedTold, PlanTold
from api.routes.planned import Named, plan_told, plans_compared
from graph.forms import AnswerSheet
from graph.planning.newcomers import Begun
from loaders.plans import read_plan


@dataclass(frozen=True)
class PlanPage:
    """What a page shows of one plan, or of two.

    Attributes:
        plans: The plans; of one that is carried out in part the lines to come, none where all are written.
        compared: Two of them beside each other; None of one.
        carried: The lines that are written.
        same: Whether what came is what was foretold; None = nothing was written just now.
    """

    plans: tuple[PlanTold, ...]
    compared: ComparedTold | None = None
    carried: tuple[Written, ...] = ()
    same: bool | None = None

    @property
    def one(self) -> PlanTold:
        """The plan, where it is one."""
        return self.plans[0]

    @property
    def begun(self) -> list[Begun]:
        """The people created by the lines that are written."""
        return [(one.step.line, one.made) for one in self.carried]

    @property
    def last(self) -> int | None:
        """The revision of the last line that was written: the one that can be undone."""
        return next((one.revision for one in reversed(self.carried) if one.revision is not None), None)

    def writable(self, told: PlanTold) -> list[int]:
        """Return the numbers of the lines up to which a plan can be carried out: those before one that cannot be."""
        states = takewhile(lambda one: one.state != "refused", told.lines)
        return [one.step.line.number for one in states]


def with_carried(staged: Staged, carried: Sequence[Written]) -> Staged:
    """Return files of a plan with the lines of it that are written."""
    return replace(staged, options={**staged.options, "carried": tuple(carried)})


def laid_out(asked: Asked, staged: Staged, last: int | None = None) -> PlanPage:
    """Return what a page shows of the plans in some files: of a single one, the lines that are not written yet.

    Args:
        asked: The page.
        staged: The files.
        last: Up to which line; None = all.

    Raises:
        BadInput: A file is no plan, or it has no such line.
        Busy: As many files are read as may be.
    """
    words = asked.rules.vocabulary()
    with asked.live.slots.taken():
        plans: list[Named] = [(plan.name, plan.lines) for plan in (read_plan(path, words) for path in staged.paths)]
        if len(plans) == 1:
            return _to_come(asked, plans[0], staged.options.get("carried", ()), last)
        compared = plans_compared(asked.request, asked.live, plans[0], plans[1])
        return PlanPage(compared.plans, compared)


def _to_come(asked: Asked, plan: Named, carried: Sequence[Written], last: int | None) -> PlanPage:
    """Return what a page shows of one plan, of which some lines are written."""
    (name, lines), page = plan, PlanPage((), carried=tuple(carried))
    written = {one.step.line.number for one in carried}
    left = [one for one in chosen(lines, last=last) if one.number not in written]
    if written and not left:
        return page
    told = plan_told(asked.request, asked.live, (name, left), by=by(asked), begun=page.begun)
    return replace(page, plans=(told,))


def sheets_of(asked: Asked, page: PlanPage) -> list[AnswerSheet]:
    """Return the same as sheets of a workbook."""
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
            "\n".join((*filter(None, one.why(asked.lang, page=True)), *one.writes)),
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
