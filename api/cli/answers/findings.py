"""The rows of coverage in words: a table a state, in it a heading a norm with who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from api.cli.answers.beside import told_beside
from api.cli.answers.together import besides_item, by_subject, items_said
from api.cli.opened import Opened
from api.cli.paper import Cell, Paper
from api.cli.paths import Paths
from api.rendering.days import last_day
from api.rendering.thing import fields_of
from graph.answers.dated import dated

Row = dict[str, Any]
_HEADERS = ("place", "has", "coverage.needs", "short", "why", "close", "responsible")
_NUMBERS = (1, 2, 3)
_FEW = 3  # things with one reason, up to which each is named
_SEVERAL = 3  # that are told the same are told together


def write_findings(paper: Paper, asked: Opened, rows: Sequence[Row]) -> None:
    """Write rows that stand by state, then by norm."""
    say = asked.say
    for state, of_state in groupby(rows, key=lambda row: row["state"]):
        found = list(of_state)
        paths = Paths(asked.names, (row["subject"]["path"] for row in found))
        paper.line()
        paper.heading(say(f"state.{state}"))
        if paths.shared:
            paper.line(say("cli.below", place=paths.shared), indent=2)
        lines: list[Sequence[Cell] | str] = []
        for norm, of_norm in groupby(found, key=lambda row: row["norm"]):
            told = [_told(asked, paths, row) for row in by_subject(of_norm, besides_item)]
            told = list(_together(asked, told)) if state == "unknown" else told
            lines += [_title(asked, norm), *told]
        paper.table([say(f"cli.{header}") for header in _HEADERS], lines, right=_NUMBERS, indent=2)
    if unlisted := [row["norm"] for row in rows if any(step["code"] == "declare_listing" for step in row["close"])]:
        paper.line()
        paper.line(say("cli.coverage.declare", sheets=say.sheets(unlisted)))


def _title(asked: Opened, norm: str) -> str:
    say, cite = asked.say, asked.say.norms[norm].cite
    parts = (say(f"sort.{say.norms[norm].sort}"), cite.document, cite.date)
    return say("cli.named", text=say.norm(norm), name=say("cli.comma").join(filter(None, parts)))


def _told(asked: Opened, paths: Paths, row: Row) -> tuple[str, ...]:
    say = asked.say
    return (
        f"  {subject_said(asked, paths, row)}",
        say.band(row["has"]),
        say.band(_needed(row)),
        say.band(row["short"]) if row["state"] != "met" else "",
        say("cli.semicolon").join(_why(asked, paths, row)),
        say("cli.semicolon").join(
            _named(asked, paths, row, say(f"close.{_step(asked, row, one['code'])}", count=one["count"]), one["id"])
            for one in row["close"]
        ),
        asked.names.things.label(row["responsible"]) if row["responsible"] else "",
    )


def _together(asked: Opened, told: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield lines, and one line for several that nobody can tell for the same reason."""
    for said, alike in groupby(told, key=lambda line: line[1:-1]):
        lines = list(alike)
        if len(lines) < _SEVERAL:
            yield from lines
        else:
            whom = {line[-1] for line in lines}
            first = asked.say("cli.coverage.and_others", text=lines[0][0], count=len(lines))
            yield (first, *said, whom.pop() if len(whom) == 1 else "")


def _needed(row: Row) -> Row | None:
    """Return how much is needed, up to the most that there may be where a norm says that too."""
    return row["needs"] if row.get("most") is None else {"low": row["needs"]["low"], "high": row["most"]}


def subject_said(asked: Opened, paths: Paths, row: Mapping[str, Any]) -> str:
    """Return the subject, and what of it is asked where that is not the whole."""
    subject, item = row["subject"], items_said(asked, row)
    path = paths.of(subject["id"]) if subject["path"] is None else paths.short(subject["path"])
    return asked.say("cli.named", text=path, name=item) if item else path


def _step(asked: Opened, row: Row, code: str) -> str:
    """Return what a step is told as: posts are provided by so many people, other things set up."""
    return "establish_held" if code == "establish" and asked.say.norms[row["norm"]].of_posts else code


def _base(asked: Opened, base: Row) -> str:
    say = asked.say
    unit, basis = say.word("unit", base["unit"]), say(f"basis.{base['basis']}")
    return say("cli.coverage.base", number=say.band(base), unit=unit, basis=basis)


def _why(asked: Opened, paths: Paths, row: Row) -> Iterable[str]:
    say = asked.say
    if row["state"] == "met" and row["how"] != "own":  # that it is there itself goes without saying
        yield say(f"how.{row['how']}")
    if row["base"] is not None and (row["base"]["low"] or row["base"]["high"] is not None):
        yield _base(asked, row["base"])
    for code, group in groupby(row["why"], key=lambda one: one["code"]):
        of_code = list(group)
        if len(of_code) > _FEW:  # one of them will do: all are in the answer
            told = _named(asked, paths, row, say(f"why.{code}"), of_code[0]["id"])
            yield say("cli.coverage.and_more", told=told, count=len(of_code))
            continue
        if code == "exempt":
            yield from (_exempt(asked, one["id"]) for one in of_code)
            continue
        for told, alike in groupby(of_code, key=lambda one: dated(say(f"why.{one['code']}"), one["since"], asked.lang)):
            about = (paths.of(one["id"], row["subject"]["path"]) for one in alike if one["id"] is not None)
            things = say("picture.and").join(about)
            yield say("cli.named", text=told, name=things) if things else told
    if row["state"] == "gap" and not row["why"]:
        yield say(f"why.{say.norms[row['norm']].body.absent}")
    yield from told_beside(asked, row)
    for flag in row["flags"]:
        yield say(f"flags.{flag}")
    if other := row["cite"]["changed_by"]:
        yield say("cite.changed_by", document=say("cli.comma").join(filter(None, (other["document"], other["date"]))))


def _exempt(asked: Opened, exception: str) -> str:
    """Return the reason of an exception, who decided it, and its last day."""
    say, fields = asked.say, fields_of(asked.network, exception, asked.showing)
    until = last_day("until", fields.get("until"))
    parts = (fields.get("reason"), fields.get("who"), until and say("interval.until", last=until))
    return say("cli.comma").join(filter(None, parts))


def _named(asked: Opened, paths: Paths, row: Row, text: str, key: str | None) -> str:
    if key is None:
        return text
    return asked.say("cli.named", text=text, name=paths.of(key, row["subject"]["path"]))
