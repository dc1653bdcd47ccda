"""``linli reconcile``: each published number beside the ledger's."""

from __future__ import annotations

from typing import Any

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.reconcile import SHOWN
from graph.values.timespan import show_timespan

_UNDATED = "undated"


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say = asked.say
    write_heading(paper, asked, "reconcile")
    counts = answer.totals["verdicts"]
    paper.line(say("cli.comma").join(f"{say(f'verdict.{one}')} {counts[one]}" for one in SHOWN))
    rows = sorted(answer.rows.iter_rows(named=True), key=lambda row: SHOWN.index(row["verdict"]))
    shown = rows[: asked.limit]
    paths = Paths(asked.names, (_path(row) for row in shown))
    headers = ("verdict", "figure", "subject", "published", "as_of", "counted", "difference", "why")
    paper.line()
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared))
    paper.table(
        [say(f"cli.{header}") for header in headers],
        [
            [
                say(f"verdict.{row['verdict']}"),
                row["name"] or row["measure"],
                _subject(asked, paths, row),
                _published(asked, row),
                str(row["published"]["as_of"] or _period(asked, row) or (say("cli.undated") if _undated(row) else "")),
                say.band(row["counted"]),
                f"{row['difference']:+d}" if row["difference"] else "",
                say("cli.comma").join(say(f"why.{one['code']}") for one in row["why"] if one["code"] != _UNDATED),
            ]
            for row in shown
        ],
        right=(3, 5, 6),
    )
    if any(map(_undated, shown)):  # said once, since all figures of an account may be of no day
        paper.line(say("cli.as_of_today", text=say("cli.undated"), day=answer.on))
    if len(rows) > len(shown):
        paper.line(say("cli.more", count=len(rows) - len(shown)))
    write_noted(paper, asked, answer)


def _undated(row: dict[str, Any]) -> bool:
    """Return whether a figure says no day, so that it was counted on the day asked about."""
    return any(one["code"] == _UNDATED for one in row["why"])


def _period(asked: Opened, row: dict[str, Any]) -> str:
    return show_timespan(row["published"]["period"] or "", asked.lang)


def _subject(asked: Opened, paths: Paths, row: dict[str, Any]) -> str:
    """Return the subject; of one that is not there any more, also what it became."""
    name = paths.short(_path(row))
    gone = any(one["code"] == "subject_dissolved" for one in row["why"])
    others = asked.names.went_on_as(row["subject"]["id"]) if gone and row["subject"] else []
    if not others:
        return name
    return asked.say("cli.reconcile.went_on", name=name, others=asked.say("picture.and").join(map(paths.of, others)))


def _path(row: dict[str, Any]) -> str | None:
    subject = row["subject"]
    return None if subject is None else subject["path"] or subject["name"]


def _published(asked: Opened, row: dict[str, Any]) -> str:
    published, say = row["published"], asked.say
    value = say(f"count.{published['bound']}", value=f"{published['value']:,}")
    unit = say.word("unit", published["unit"])
    return f"{value}{unit}" if asked.lang == "zh" else f"{value} {unit}"
