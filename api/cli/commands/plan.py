"""``linli plan``: a workbook of weekly work laid out, compared with another, and carried out (SEMANTICS K40–K46)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from api.planning import Written
    from api.rendering.plans import PlanTold
    from graph.planning.laying import Step
    from graph.planning.line import Line
    from graph.rules import Rules
    from graph.stores import Store as Opened
    from loaders.plans import Plan

File = Annotated[str, typer.Argument(metavar="FILE", help="cli.option.plan_file", show_default=False)]
Other = Annotated[str, typer.Argument(metavar="FILE", help="cli.option.plan_other", show_default=False)]
Output = Annotated[str, typer.Option("--output", "-o", help="cli.option.output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
On = Annotated[str | None, typer.Option("--on", help="cli.option.plan_on", metavar="DATE")]
First = Annotated[str | None, typer.Option("--from", help="cli.option.plan_from", metavar="N")]
Last = Annotated[str | None, typer.Option("--to", help="cli.option.plan_to", metavar="N")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.by", metavar="NAME")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.adjust_dry_run")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="cli.option.adjust_yes")]


def plan(lang: Lang = "zh") -> None:
    """Say what can be done with plans, and what a line of one may be."""
    from api.cli.language import checked
    from api.cli.paper import Paper
    from graph.adjusting.register import ADJUSTMENTS
    from graph.words import caption

    lang, paper = checked(lang), Paper()
    paper.line(caption("plan.about", lang))
    paper.line()
    works = [(caption(one.label, lang), caption(one.help, lang)) for one in ADJUSTMENTS.values()]
    paper.table([caption("plan.column.work", lang), ""], works)


def plan_template(output: Output = "plan.xlsx", force: Force = False, lang: Lang = "zh") -> None:
    """Write the empty plan."""
    from api.cli.language import checked
    from api.cli.writing import write_new
    from graph.words import caption
    from loaders.plans import write_plan_template

    lang = checked(lang)
    path = write_new(output, lambda part: write_plan_template(part, lang=lang), force=force)
    print(caption("cli.written", lang, file=path))  # noqa: T201


def plan_look(
    file: File,
    on: On = None,
    store: Store = DEFAULT_STORE,
    rules: Folder = None,
    limit: Limit = DEFAULT_LIMIT,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Tell each line of a plan, and what all of it would do."""
    from api.cli.answers.plans import write_plan
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.paper import Paper
    from api.rendering import rendered

    lang, most, asked = checked(lang), whole("--limit", limit) or 0, day("--on", on)
    in_force = rules_in(rules)
    read = _read(file, in_force)
    with opened(store) as source:
        told = _told(source, read, read.lines, in_force, asked, lang, "linli plan look")
    if as_json:
        print(rendered(told.document()))  # noqa: T201
    else:
        write_plan(Paper(), told, most)


def plan_compare(
    file: File,
    other: Other,
    on: On = None,
    store: Store = DEFAULT_STORE,
    rules: Folder = None,
    limit: Limit = DEFAULT_LIMIT,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Tell two plans beside each other."""
    import graph
    from api.cli.answers.plans import write_compared
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.paper import Paper
    from api.rendering import rendered
    from api.rendering.plans import ComparedTold
    from graph.planning.laying import last_day
    from graph.viewing import owner

    lang, most, asked = checked(lang), whole("--limit", limit) or 0, day("--on", on)
    in_force = rules_in(rules)
    plans = [_read(one, in_force) for one in (file, other)]
    with opened(store) as source:
        asked = asked or last_day(graph.today(), *(one.lines for one in plans))
        first, second = (_told(source, one, one.lines, in_force, asked, lang, "linli plan compare") for one in plans)
    compared = ComparedTold(first, second, owner("terminal", "linli plan compare"))
    if as_json:
        print(rendered(compared.document()))  # noqa: T201
    else:
        write_compared(Paper(), compared, lang, most)


def plan_apply(
    file: File,
    first: First = None,
    last: Last = None,
    by: By = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    store: Store = DEFAULT_STORE,
    rules: Folder = None,
    limit: Limit = DEFAULT_LIMIT,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Carry a plan out."""
    from api.cli.answers.plans import write_carried, write_plan
    from api.cli.commands.adjust import confirmed
    from api.cli.language import checked
    from api.cli.opened import opened, rules_in, whole
    from api.cli.paper import Paper
    from api.planning import all_understood, chosen
    from api.rendering import rendered
    from api.rendering.plans import carried_document
    from api.whoami import by_whom

    lang, most, who = checked(lang), whole("--limit", limit) or 0, by_whom(by)
    numbers = whole("--from", first, 1), whole("--to", last, 1)
    in_force = rules_in(rules)
    read = _read(file, in_force)
    lines = chosen(read.lines, *numbers)
    with opened(store) as source:
        told = _told(source, read, lines, in_force, None, lang, "linli plan apply", who)
        if not as_json:
            write_plan(Paper(), told, most)
        all_understood(told.laid)
        if dry_run:
            if as_json:
                print(rendered(carried_document(told)))  # noqa: T201
            return
        if not as_json:
            confirmed(lang, yes=yes)
        written, same = _carried(source, told)
    if as_json:
        print(rendered(carried_document(told, written, same=same)))  # noqa: T201
    else:
        write_carried(Paper(), written, lang, same=same)


def _read(file: str, rules: Rules) -> Plan:
    from pathlib import Path

    from loaders.plans import read_plan

    return read_plan(Path(file).expanduser(), rules.vocabulary())


def _told(
    source: Opened,
    read: Plan,
    lines: Sequence[Line],
    rules: Rules,
    on: date | None,
    lang: str,
    purpose: str,
    by: str = "",
) -> PlanTold:
    """Return a plan laid out on the newest revision."""
    import graph
    from api.access.bound import with_accounts_kept
    from api.adjusting import named_part
    from api.rendering.plans import PlanTold
    from graph.planning.laying import laid
    from graph.viewing import owner

    network = graph.open(source)
    found = laid(network, rules, lines, named_part, by=by, on=on)
    found = found.beside(lambda made, day: with_accounts_kept(made, source.where, day))
    return PlanTold(read.name, found, source.tables(at=network.revision), owner("terminal", purpose), lang)


def _carried(source: Opened, told: PlanTold) -> tuple[list[Written], bool]:
    """Carry a plan out; return what was written, and whether it came as foretold.

    What was told is what is written, as long as nobody else writes: of somebody new the key is the same.
    """
    from api.cli.terminal import note_written
    from api.planning import Written, carry_out
    from graph.words import caption

    newest = told.laid.before.revision

    def write(step: Step) -> Written:
        nonlocal newest
        if step.made is None or step.made.changes.empty:
            return Written(step, None)
        newest = source.commit(step.made.changes.against(newest)).number
        note_written(caption("cli.written_revision", told.lang, revision=newest))
        return Written(step, newest, step.made.made)

    written = carry_out(told.laid.steps, write)
    changes = source.deltas(told.laid.before.revision)
    return written, told.came(changes, tuple(key for one in written for key in one.made))
