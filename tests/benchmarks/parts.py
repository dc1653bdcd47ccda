"""``python -m tests.benchmarks.parts PARTS MASTER INTO [QUESTION…]``: each question of parts, by workers that are warm.

To start Spark and its workers takes as long as a question of a small country, and a service would start it once. So it
is started and asked something first, which is told apart; then each question is asked once, and what of its time the
parts took is told beside what was done before and after them, which more cores do not make shorter.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from graph.parting.asking import Said, Task, here
from graph.parting.merging import Run, ask_all
from graph.parting.spark import on_spark

QUESTIONS = ("coverage", "audit", "reconcile", "match")


@contextmanager
def asking(master: str) -> Iterator[Run]:
    """Give what asks parts: this process, or a Spark."""
    if master == "none":
        yield here
    else:
        with on_spark(master) as run:
            yield run


def main(parts: str, master: str, into: Path, wanted: Sequence[str]) -> None:
    """Ask, write the tables of each answer into a folder of its own, and print a line of JSON for each question."""
    begun, worked = perf_counter(), process_time()
    with asking(master) as run:
        with TemporaryDirectory() as nowhere:
            ask_all(Task(parts, nowhere, "reconcile"), run)
        tell({"question": "", "seconds": perf_counter() - begun, "cpu": process_time() - worked})
        for question in wanted:
            tell(measured(Task(parts, str(into / f"{question} {master}"), question), run))


def measured(task: Task, run: Run) -> dict[str, object]:
    """Ask one question, and return what it took."""
    spent = [0.0, 0.0]

    def timed(task: Task, numbers: Sequence[int]) -> list[Said]:
        begun, worked = perf_counter(), process_time()
        found = list(run(task, numbers))
        spent[0] += perf_counter() - begun
        spent[1] += process_time() - worked
        return found

    Path(task.results).mkdir(parents=True)
    begun, worked = perf_counter(), process_time()
    whole = ask_all(task, timed)
    seconds, cpu = perf_counter() - begun, process_time() - worked
    return {
        "question": task.question,
        "seconds": seconds,
        "in_parts": spent[0],
        "parts": len(whole.said),
        "cpu": whole.cpu,
        "cpu_apart": cpu - spent[1],
        "slowest": max(one.seconds for one in whole.said),
        "memory": whole.memory,
        "again": whole.again,
        "totals": whole.totals,
    }


def tell(found: dict[str, object]) -> None:
    """Print a line at once, so that it is there even if what comes next does not end."""
    line = {name: round(one, 2) if isinstance(one, float) else one for name, one in found.items()}
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:] or QUESTIONS)
