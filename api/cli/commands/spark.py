"""``linli spark``: a question asked of the parts of a ledger, on a Spark of one's own or without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import Folder, Json, Lang

if TYPE_CHECKING:
    from pathlib import Path

    from graph.parting.asking import Task
    from graph.parting.merging import Whole

_QUESTIONS = "coverage|audit|reconcile|match"
Question = Annotated[str, typer.Argument(metavar=_QUESTIONS, help="cli.option.spark_question", show_default=False)]
PartsFolder = Annotated[str, typer.Argument(metavar="DIR", help="cli.option.spark_parts", show_default=False)]
Master = Annotated[str, typer.Option("--master", help="cli.option.spark_master", metavar="URL")]
Output = Annotated[str, typer.Option("--output", "-o", help="cli.option.spark_output", metavar="DIR")]
Packs = Annotated[list[str] | None, typer.Option("--pack", help="cli.option.pack", metavar="NAME")]


def spark(
    question: Question,
    parts: PartsFolder,
    master: Master = "local[2]",
    output: Output = "linli-spark",
    packs: Packs = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Ask the parts of a ledger."""
    from pathlib import Path
    from time import perf_counter

    from api.cli.language import checked
    from graph.errors import BadInput
    from graph.parting.asked import PARTED
    from graph.parting.asking import Task
    from graph.parting.folder import read

    lang = checked(lang)
    if question not in PARTED:
        raise BadInput("parts_question", found=question, expected=", ".join(PARTED))
    folder, into = Path(parts).expanduser().resolve(), Path(output).expanduser().resolve()
    read(folder)
    own = None if rules is None else str(Path(rules).expanduser().resolve())
    task = Task(str(folder), str(_empty(into)), question, own, tuple(packs or ()))
    _ = task.in_force  # a mistake in them is told before anything is started
    begun = perf_counter()
    whole = _asked(task, master)
    _tell(task, whole, perf_counter() - begun, as_json=as_json, lang=lang)


def _empty(into: Path) -> Path:
    """Return a folder that is made, or is there and empty."""
    from graph.errors import BadInput
    from graph.files import PRIVATE_FOLDER

    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BadInput("parts_results_there", folder=str(into))
    if not into.parent.is_dir():
        raise BadInput("cli_folder_missing", folder=str(into.parent))
    into.mkdir(PRIVATE_FOLDER, exist_ok=True)
    return into


def _asked(task: Task, master: str) -> Whole:
    from graph.parting.asking import here
    from graph.parting.merging import ask_all

    if master == "none":
        return ask_all(task, here)
    from graph.parting.spark import on_spark

    with on_spark(master) as run:
        return ask_all(task, run)


def _tell(task: Task, whole: Whole, seconds: float, *, as_json: bool, lang: str) -> None:
    from graph.words import caption

    parts = task.parts
    slowest = max(whole.said, key=lambda one: one.seconds)
    told = {
        "question": task.question,
        "revision": parts.revision,
        "on": parts.on.isoformat(),
        "parts": len(whole.said),
        "again": whole.again,
        "seconds": round(seconds, 1),
        "work": round(whole.work, 1),
        "cpu": round(whole.cpu, 1),
        "slowest": round(slowest.seconds, 2),
        "part": parts.parts[slowest.bundle].folder,
        "memory": whole.memory,
        "totals": whole.totals,
        "left_out": list(whole.left_out),
        "apart": list(whole.apart),
        "tables": {f"{name}.parquet": rows for name, rows in whole.tables.items()},
        "results": task.results,
    }
    if as_json:
        import json

        print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
        return
    from api.cli.paper import Paper

    paper = Paper()
    paper.heading(caption("cli.spark.title", lang, **told))
    for name, value in _numbers(_first(task.question, whole.totals)):
        paper.line(caption("cli.spark.total", lang, name=name, value=f"{value:,}"))
    for name, rows in whole.tables.items():
        paper.line(caption("cli.spark.table", lang, file=f"{task.results}/{name}.parquet", rows=f"{rows:,}"))
    if whole.apart:
        paper.line(caption("cli.spark.apart", lang, names=caption("cli.comma", lang).join(whole.apart)))
    if whole.left_out:
        paper.line(caption("cli.spark.left_out", lang, names=caption("cli.comma", lang).join(whole.left_out)))
    paper.line(caption("cli.spark.took", lang, **told))


def _first(question: str, totals: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the totals that a question is known by: its states, ends or verdicts."""
    from graph.answers.register import QUESTIONS

    name = next(iter(QUESTIONS[question].totals))
    return {name: totals.get(name, {})}


def _numbers(totals: object, name: str = "") -> list[tuple[str, int]]:
    """Return the numbers of totals, each with the way to it.

    Example:
        >>> _numbers({"states": {"met": 1, "gap": 2}})
        [('states.met', 1), ('states.gap', 2)]
    """
    if isinstance(totals, dict):
        return [one for key, value in totals.items() for one in _numbers(value, f"{name}.{key}" if name else key)]
    return [(name, totals)] if isinstance(totals, int) else []
